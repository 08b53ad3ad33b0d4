using System.Text.Encodings.Web;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Posts to an address on the web, once for each item. Names in the address are encoded, and in a body of JSON they are
/// escaped: what they stand for ends neither. The result is the receipt.
/// </summary>
/// <param name="address">The template of the address, whose host is written out.</param>
/// <param name="body">The template of the body; null posts the result of the stage.</param>
/// <param name="stage">The stage whose result is posted where there is no body; null for none.</param>
/// <param name="type">The media type of the body.</param>
/// <param name="names">What the templates' names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class HookVerb(
    Template address, Template? body, string? stage, string type, Names names, Care care) : Verb
{
    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } = ["body", "type"];

    /// <summary>
    /// The template of the file that is written instead of posting, because stand-ins made it; null posts.
    /// </summary>
    public Template? Instead { get; init; }

    /// <summary>Folder before that file.</summary>
    public string Root { get; init; } = "";

    private bool IsJson => IsJsonType(type);

    /// <inheritdoc/>
    public override string Fingerprint => $"hook/1 {address.Hash} {body?.Hash} {stage} {type} {Root} {Instead?.Hash}";

    /// <summary>Whether a media type is that of JSON.</summary>
    public static bool IsJsonType(string type)
    {
        var name = type.Split(';')[0].Trim();
        return name.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var text = body is null ? await context.ReadTextAsync(context.Inputs(stage!)[0])
            : IsJson ? (await names.RenderAsync(body, context, JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode)).Text
            : await names.RenderAsync(body, context);
        if (IsJson)
        {
            Check(text);
        }

        if (Instead is { } file)
        {
            var path = Root + await names.RenderPathAsync(file, context);
            return Output.Of((await context.CallAsync(new("folder", "file", JsonText.Of(json =>
            {
                json.WriteString("path", path);
                json.WriteString("text", text);
            })))).Text);
        }

        var url = (await names.RenderAsync(address, context, Encode)).Text.Trim();
        var host = Uri.TryCreate(url, UriKind.Absolute, out var uri)
            ? uri.IdnHost.ToLowerInvariant().TrimEnd('.')
            : "none";
        return Output.Of((await context.CallAsync(care.Of(new("hook", host, JsonText.Of(json =>
        {
            json.WriteString("url", url);
            json.WriteString("body", text);
            json.WriteString("type", type);
        }))))).Text);
    }

    // A name of dots alone would lead to another place of the host, however it is encoded.
    private static string Encode(string text) => text is "." or ".." ? "-" : Uri.EscapeDataString(text);

    private static void Check(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
        }
        catch (JsonException fault)
        {
            throw new CallFailedException($"what would be posted is no JSON, in line {fault.LineNumber + 1}: texts "
                + "stand in quotation marks, numbers without; for anything else give `type`, such as text/plain");
        }
    }
}
