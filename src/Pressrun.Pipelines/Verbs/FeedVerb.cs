using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Writes the podcast feed over every item that is done, in item order, as a whole: one call, so that the feed on disk
/// is always one that was complete.
/// </summary>
/// <param name="path">Where the feed goes, below the pipeline's folder.</param>
/// <param name="with">
/// What is said of the podcast: <c>link</c> (where the feed's folder will be found) and, with a default each,
/// <c>title description language author owner email explicit type image category subcategory copyright</c>.
/// </param>
/// <param name="pipeline">Name of the pipeline, the title where there is no other.</param>
/// <param name="sound">The stage whose sound the episodes are.</param>
/// <param name="receipt">The stage whose receipt says where the sound lies.</param>
internal sealed class FeedVerb(
    string path, IReadOnlyList<KeyValuePair<string, string>> with, string pipeline, string sound, string receipt)
    : Verb
{
    private const int GuidDigits = 32;

    /// <summary>What <c>with</c> may name.</summary>
    public static IReadOnlyList<string> Known { get; } =
    [
        "link", "title", "description", "language", "author", "owner", "email", "explicit", "type", "image", "category",
        "subcategory", "copyright",
    ];

    /// <summary>The stage that knows titles, dates and sources; null takes the items' titles.</summary>
    public string? PageOf { get; init; }

    /// <summary>What everybody who reads the feed should know, such as that it was made by stand-ins.</summary>
    public string Comment { get; init; } = "";

    /// <inheritdoc/>
    public override string Fingerprint => $"feed/1 {path} {sound} {receipt} {PageOf} {Comment} "
        + string.Join(' ', with.Select(pair => $"{pair.Key}={pair.Value}"));

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var pages = PageOf is null ? [] : await ReadAsync(context, PageOf);
        var receipts = await ReadAsync(context, receipt);
        var (items, sounds) = (new List<Item>(), new List<Blob>());
        await foreach (var (item, outputs) in context.BatchAsync(sound))
        {
            if (outputs is [{ Blob: { } blob }])
            {
                items.Add(item);
                sounds.Add(blob);
            }
        }

        if (items.Count == 0)
        {
            // A feed without episodes is none: what lies there stays.
            return Output.Of("{}");
        }

        var content = JsonText.Of(json =>
        {
            json.WriteString("path", path);
            json.WriteStartObject("channel");
            WriteChannel(json);
            json.WriteEndObject();
            json.WriteStartArray("episodes");
            for (var place = 0; place < items.Count; place++)
            {
                var key = items[place].Key;
                WriteEpisode(json, place, items[place], sounds[place], pages.GetValueOrDefault(key),
                    receipts.GetValueOrDefault(key));
            }

            json.WriteEndArray();
        });
        return Output.Of((await context.CallAsync(new("feed", "feed.xml", content) { Inputs = sounds })).Text);
    }

    private static async Task<Dictionary<string, Fields>> ReadAsync(StageContext context, string stage)
    {
        var values = new Dictionary<string, Fields>(StringComparer.Ordinal);
        await foreach (var (item, outputs) in context.BatchAsync(stage))
        {
            if (outputs.Count == 1)
            {
                using var document = JsonDocument.Parse(await context.ReadTextAsync(outputs[0]));
                values[item.Key] = Fields.From(document.RootElement);
            }
        }

        return values;
    }

    private void WriteChannel(Utf8JsonWriter json)
    {
        var title = Parameters.Find(with, "title") ?? pipeline;
        var description = Parameters.Find(with, "description") ?? title;
        var link = Parameters.Find(with, "link")!;
        json.WriteString("title", title);
        json.WriteString("link", link);
        json.WriteString("description", Comment.Length > 0 ? $"{description} ({Comment})" : description);
        json.WriteString("language", Parameters.Find(with, "language") ?? "en");
        json.WriteMaybe("author", Parameters.Find(with, "author") ?? Parameters.Find(with, "owner"));
        json.WriteMaybe("ownerName", Parameters.Find(with, "owner") ?? Parameters.Find(with, "author"));
        json.WriteMaybe("ownerEmail", Parameters.Find(with, "email"));
        json.WriteBoolean("explicit", Parameters.Find(with, "explicit") == "true");
        foreach (var name in (ReadOnlySpan<string>)["type", "image", "category", "subcategory", "copyright"])
        {
            json.WriteMaybe(name, Parameters.Find(with, name));
        }

        json.WriteString("feedUrl", $"{link.TrimEnd('/')}/{path[(path.LastIndexOf('/') + 1)..]}");
        json.WriteMaybe("comment", Comment);
    }

    private void WriteEpisode(
        Utf8JsonWriter json, int place, Item item, Blob sound, Fields? page, Fields? receipt)
    {
        json.WriteStartObject();
        json.WriteString("guid", Output.Of(item.Key).Hash[..GuidDigits]);
        json.WriteString("title", page?.Find("title")?.Text is { Length: > 0 } title ? title : item.Title ?? item.Key);
        json.WriteMaybe("path", Relative(receipt?.Find("path")?.Text ?? ""));
        json.WriteNumber("input", place);
        // Not read by the feed: so that a feed that was deleted can be written again from what was asked for.
        json.WriteString("blob", sound.Hash);
        json.WriteNumber("bytes", sound.Length);
        json.WriteNumber("number", place + 1);
        json.WriteMaybe("description", page?.Find("excerpt")?.Text);
        json.WriteMaybe("link", page?.Find("address")?.Text);
        json.WriteMaybe("published", page?.Find("published")?.Text);
        json.WriteEndObject();
    }

    // As seen from the feed: where both are published, they lie beside each other.
    private string Relative(string file)
    {
        var folder = path[..(path.LastIndexOf('/') + 1)];
        return file.StartsWith(folder, StringComparison.Ordinal) ? file[folder.Length..] : file;
    }
}
