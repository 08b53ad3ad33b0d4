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

        var text = await names.RenderAsync(template, context,
            text => JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(text));
        try
        {
            using var document = JsonDocument.Parse(text);
            return Output.Of(text);
        }
        catch (JsonException fault)
        {
            throw new CallFailedException($"what the template makes is no JSON, in line {fault.LineNumber + 1}: "
                + "texts stand in quotation marks, numbers without");
        }
    }
}
