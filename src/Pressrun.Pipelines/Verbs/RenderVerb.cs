using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Fills a template: the result is text. Pure. In a template of JSON every text is escaped, so that a quotation mark in
/// a title ends nothing; what comes out must be JSON.
/// </summary>
/// <param name="template">The template; one of HTML or XML escapes by itself.</param>
/// <param name="isJson">Whether it is one of JSON.</param>
/// <param name="names">What its names stand for.</param>
internal sealed class RenderVerb(Template template, bool isJson, Names names) : Verb
{
    /// <inheritdoc/>
    public override string Fingerprint => $"render/1 {template.Hash}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        if (!isJson)
        {
            return Output.Of(await names.RenderAsync(template, context));
        }

        var made = await names.RenderAsync(template, context,
            text => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        try
        {
            using var document = JsonDocument.Parse(made.Text);
            return Output.Of(made.Text);
        }
        catch (JsonException fault)
        {
            var cause = made.Fault(PlaceOf(fault, made.Text), "what this makes is no JSON from here on: "
                + "texts stand in quotation marks, numbers without, a comma between two and none behind the last");
            throw new CallFailedException(cause.Message);
        }
    }

    // The reader counts lines from 0 and, in one, bytes of UTF-8.
    private static int PlaceOf(JsonException fault, string text)
    {
        var at = 0;
        for (var line = 0L; line < (fault.LineNumber ?? 0) && at < text.Length; line++)
        {
            at = text.IndexOf('\n', at) + 1;
        }

        var bytes = fault.BytePositionInLine ?? 0;
        foreach (var rune in text.AsSpan(at).EnumerateRunes())
        {
            if ((bytes -= rune.Utf8SequenceLength) < 0)
            {
                break;
            }

            at += rune.Utf16SequenceLength;
        }

        return at;
    }
}
