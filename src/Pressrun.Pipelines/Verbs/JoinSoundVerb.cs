using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>Joins the sound of parts into one file at the loudness of podcasts.</summary>
/// <param name="parts">The stage whose parts are joined.</param>
/// <param name="with">
/// <c>gap</c> in seconds (0.6), <c>loudness</c> in LUFS (-16), <c>bitrate</c> in kbit/s (96), <c>artist</c>,
/// <c>album</c> (the pipeline's name).
/// </param>
/// <param name="pipeline">Name of the pipeline.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class JoinSoundVerb(
    string parts, IReadOnlyList<KeyValuePair<string, string>> with, string pipeline, Care care) : Verb
{
    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } = ["gap", "loudness", "bitrate", "artist", "album"];

    /// <summary>The stage that knows the title; null takes the item's.</summary>
    public string? TitleOf { get; init; }

    /// <summary>What everybody who opens the file should know, such as that it was made by stand-ins.</summary>
    public string Comment { get; init; } = "";

    /// <inheritdoc/>
    public override string Fingerprint =>
        $"join-sound/1 {parts} {Comment} {string.Join(' ', with.Select(pair => $"{pair.Key}={pair.Value}"))}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var sounds = context.Inputs(parts).Select(output => output.Blob!).ToList();
        var title = TitleOf is { } stage ? await TitleAsync(context, stage) : context.Item.Title ?? context.Item.Key;
        var content = JsonText.Of(json =>
        {
            json.WriteNumber("gap_seconds", Parameters.Number(with, "gap", 0.6m));
            json.WriteNumber("loudness", Parameters.Number(with, "loudness", -16m));
            json.WriteNumber("bitrate", Parameters.Number(with, "bitrate", 96m));
            json.WriteStartObject("tags");
            json.WriteString("title", title);
            json.WriteMaybe("artist", Parameters.Find(with, "artist"));
            json.WriteString("album", Parameters.Find(with, "album") ?? pipeline);
            json.WriteMaybe("comment", Comment);
            json.WriteEndObject();
        });
        var answer = await context.CallAsync(care.Of(new("local", "join", content) { Inputs = sounds }));
        return Output.Of(answer.Blob!);
    }

    private static async Task<string> TitleAsync(StageContext context, string stage)
    {
        using var document = JsonDocument.Parse(await context.ReadTextAsync(context.Inputs(stage)[0]));
        return Fields.From(document.RootElement).Find("title")?.Text ?? "";
    }
}
