using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Pressrun.Providers.Articles;

namespace Pressrun.Adapters.Tests.Articles;

/// <summary>How well one page of the data set was read.</summary>
/// <param name="Name">The folder of the page.</param>
/// <param name="F1">Of words as a bag: the harmonic mean of what is right in ours and what we have of theirs.</param>
/// <param name="Title">The title we found.</param>
/// <param name="ExpectedTitle">The title to find; empty where the page names none.</param>
internal sealed partial record PageScore(string Name, double F1, string Title, string ExpectedTitle)
{
    private static readonly HashSet<string> Blocks =
    [
        "article", "blockquote", "br", "caption", "dd", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2",
        "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre", "section", "table", "tbody", "td", "th",
        "thead", "tr", "ul",
    ];

    /// <remarks>Any title is right where none is expected: a page without one may be named by its heading.</remarks>
    public bool IsTitleRight => ExpectedTitle.Length == 0 || Letters(Title) == Letters(ExpectedTitle);

    /// <summary>The title is the expected one without the name of the site behind it.</summary>
    public bool IsTitleShortened => !IsTitleRight
        && Letters(ExpectedTitle).StartsWith(Letters(Title), StringComparison.Ordinal);

    public static PageScore Of(string folder)
    {
        var article = ArticleExtractor.Extract(Page(folder), "text/html", new("http://fakehost/test/page.html"));
        using var metadata = JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "expected-metadata.json")));
        var title = metadata.RootElement.TryGetProperty("title", out var value) ? value.GetString() : null;
        return new(
            Path.GetFileName(folder),
            Common(Words(article.Text), Words(Expected(folder))),
            article.Title,
            title ?? "");
    }

    private static byte[] Page(string folder)
    {
        var plain = Path.Combine(folder, "source.html");
        if (File.Exists(plain))
        {
            return File.ReadAllBytes(plain);
        }

        using var packed = new GZipStream(File.OpenRead(plain + ".gz"), CompressionMode.Decompress);
        using var page = new MemoryStream();
        packed.CopyTo(page);
        return page.ToArray();
    }

    private static string Expected(string folder)
    {
        using var page = new HtmlParser().ParseDocument(File.ReadAllText(Path.Combine(folder, "expected.html")));
        var text = new StringBuilder();
        Collect(page.Body!, text);
        return text.ToString();
    }

    // Written apart from the code under test: words do not run together where a block begins or ends.
    private static void Collect(INode node, StringBuilder text)
    {
        foreach (var child in node.ChildNodes)
        {
            var edge = child is IElement element && Blocks.Contains(element.LocalName) ? " " : "";
            text.Append(edge).Append(child is IText own ? own.Data : "");
            Collect(child, text);
            text.Append(edge);
        }
    }

    private static Dictionary<string, int> Words(string text) =>
        Word().Matches(text)
            .GroupBy(word => word.Value.ToLowerInvariant(), StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);

    private static double Common(Dictionary<string, int> ours, Dictionary<string, int> theirs)
    {
        var all = ours.Values.Sum() + theirs.Values.Sum();
        var both = ours.Sum(word => Math.Min(word.Value, theirs.GetValueOrDefault(word.Key)));
        return all == 0 ? 1 : 2d * both / all;
    }

    private static string Letters(string text) =>
        string.Concat(text.ToLowerInvariant().Where(char.IsLetterOrDigit));

    [GeneratedRegex(@"\w+", RegexOptions.None, 10_000)]
    private static partial Regex Word();
}
