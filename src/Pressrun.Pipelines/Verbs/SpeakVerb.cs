using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Turns text into speech; the result is sound.</summary>
/// <param name="text">The template of what is spoken.</param>
/// <param name="model">Who speaks.</param>
/// <param name="with">Parameters of the call, such as <c>voice</c>.</param>
/// <param name="names">What the template's names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class SpeakVerb(
    Template text, ModelName model, IReadOnlyList<KeyValuePair<string, string>> with, Names names, Care care) : Verb
{
    /// <summary>The stage that knows the language of the text; null if none does.</summary>
    public string? LanguageOf { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint =>
        $"speak/1 {model} {text.Hash} {string.Join(' ', with.Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var spoken = await names.RenderAsync(text, context);
        var language = Parameters.Find(with, "language") is null && LanguageOf is { } stage
            ? await LanguageAsync(context, stage)
            : null;
        var answer = await context.CallAsync(care.Of(new(model.Provider, model.Model, JsonText.Of(json =>
        {
            json.WriteString("text", spoken);
            json.WriteMaybe("language", language);
            Parameters.Write(json, with);
        }))));
        return Output.Of(answer.Blob!);
    }

    private static async Task<string?> LanguageAsync(StageContext context, string stage)
    {
        using var document = JsonDocument.Parse(await context.ReadTextAsync(context.Inputs(stage)[0]));
        return document.RootElement.TryGetProperty("language", out var language) ? language.GetString() : null;
    }
}
