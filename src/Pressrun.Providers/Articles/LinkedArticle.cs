using System.Text.Json;
using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>What the page says about the article as linked data (schema.org, in JSON-LD).</summary>
internal sealed record LinkedArticle
{
    // More blocks, or more nodes in one, are no description of an article.
    private const int BlocksMax = 50;
    private const int NodesMax = 1000;

    private static readonly JsonDocumentOptions Lenient = new()
    {
        AllowTrailingCommas = true,
        CommentHandling = JsonCommentHandling.Skip,
    };

    public string? Headline { get; private init; }

    public string? Author { get; private init; }

    public string? Description { get; private init; }

    public string? Publisher { get; private init; }

    public string? Published { get; private init; }

    public string? Language { get; private init; }

    /// <summary>The text, where the page carries it as data.</summary>
    public string? Body { get; private init; }

    /// <summary>Some article of the page is said not to be free.</summary>
    public bool IsPaywalled { get; private init; }

    /// <param name="page">The page, with its scripts.</param>
    /// <param name="pageTitle">Decides between a headline and a name.</param>
    public static LinkedArticle Of(IDocument page, string pageTitle)
    {
        LinkedArticle? first = null;
        foreach (var block in page.QuerySelectorAll("script[type='application/ld+json' i]").Take(BlocksMax))
        {
            using var json = Parsed(block.TextContent);
            var articles = json is null ? [] : Nodes(json.RootElement).Take(NodesMax).Where(IsArticle).ToList();
            foreach (var article in articles)
            {
                first ??= Read(article, pageTitle);
                first = first with { IsPaywalled = first.IsPaywalled || IsLocked(article) };
            }
        }

        return first ?? new();
    }

    private static LinkedArticle Read(JsonElement article, string pageTitle) => new()
    {
        Headline = HeadlineOf(article, pageTitle),
        Author = Names(Member(article, "author")),
        Description = Text(article, "description"),
        Publisher = Names(Member(article, "publisher")),
        Published = Text(article, "datePublished"),
        Language = Text(article, "inLanguage"),
        Body = Text(article, "articleBody"),
    };

    // Some sites put their own name into one of the two: the page's title tells which is the article's.
    private static string? HeadlineOf(JsonElement article, string pageTitle)
    {
        var name = Text(article, "name");
        var headline = Text(article, "headline");
        return name is null || headline is null
            ? name ?? headline
            : Similarity.Of(headline, pageTitle) > 0.75 && Similarity.Of(name, pageTitle) <= 0.75 ? headline : name;
    }

    private static JsonDocument? Parsed(string text)
    {
        // Line breaks inside strings are an error of JSON and a habit of pages.
        var json = string.Concat(text.Select(character => char.IsControl(character) ? ' ' : character)).Trim();
        json = Unwrapped(Unwrapped(json, "<!--", "-->"), "<![CDATA[", "]]>");
        try
        {
            return JsonDocument.Parse(json, Lenient);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string Unwrapped(string text, string start, string end) =>
        text.StartsWith(start, StringComparison.Ordinal) && text.EndsWith(end, StringComparison.Ordinal)
            && text.Length >= start.Length + end.Length
            ? text[start.Length..^end.Length].Trim()
            : text;

    /// <summary>Objects that stand at the top, in lists or in graphs.</summary>
    private static IEnumerable<JsonElement> Nodes(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Nodes),
        JsonValueKind.Object => json.TryGetProperty("@graph", out var graph) ? Nodes(graph).Prepend(json) : [json],
        _ => [],
    };

    private static bool IsArticle(JsonElement node) =>
        Member(node, "@type") switch
        {
            { ValueKind: JsonValueKind.String } type => IsArticle(type.GetString()!),
            { ValueKind: JsonValueKind.Array } types => types.EnumerateArray()
                .Any(type => type.ValueKind == JsonValueKind.String && IsArticle(type.GetString()!)),
            _ => false,
        };

    private static bool IsArticle(string type) =>
        type.EndsWith("Article", StringComparison.Ordinal)
            || type.EndsWith("Posting", StringComparison.Ordinal)
            || type is "Report" or "APIReference";

    private static bool IsLocked(JsonElement article) => Member(article, "isAccessibleForFree") switch
    {
        { ValueKind: JsonValueKind.False } => true,
        { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim().ToUpperInvariant() is "FALSE",
        _ => false,
    };

    private static JsonElement? Member(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) ? value : null;

    private static string? Text(JsonElement node, string name) =>
        Member(node, name) is { ValueKind: JsonValueKind.String } text && !string.IsNullOrWhiteSpace(text.GetString())
            ? text.GetString()!.Trim()
            : null;

    /// <summary>The name of a person or site, or the names of several.</summary>
    private static string? Names(JsonElement? node) => node switch
    {
        { ValueKind: JsonValueKind.Object } one => Text(one, "name"),
        { ValueKind: JsonValueKind.String } plain => plain.GetString()!.Trim(),
        { ValueKind: JsonValueKind.Array } list =>
            string.Join(", ", list.EnumerateArray().Select(one => Names(one)).Where(name => name is { Length: > 0 })),
        _ => null,
    };
}
