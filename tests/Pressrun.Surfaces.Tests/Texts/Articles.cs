using System.Net;
using System.Text.RegularExpressions;
using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>The sample articles, which are other people's pages and not part of the repository.</summary>
internal static partial class Articles
{
    /// <summary>Name and text of each article, in the order of their names; blocks are parted by blank lines.</summary>
    public static IEnumerable<(string Name, string Text)> All() =>
        Directory.EnumerateDirectories(SharedData.Folder("podcast/articles"))
            .Order(StringComparer.Ordinal)
            .Select(folder => (Name: Path.GetFileName(folder), Html: Path.Combine(folder, "expected.html")))
            .Select(article => (article.Name, Strip(File.ReadAllText(article.Html))));

    private static string Strip(string html)
    {
        var text = Dropped().Replace(html, " ");
        text = Block().Replace(Blank().Replace(text, " "), "\n\n");
        text = WebUtility.HtmlDecode(Tag().Replace(text, ""));
        return string.Join("\n\n", text.Split("\n\n").Select(block => block.Trim()).Where(block => block.Length > 0));
    }

    [GeneratedRegex(
        @"<(?<name>script|style|figcaption)\b.*?</\k<name>>|<!--.*?-->",
        RegexOptions.Singleline | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Dropped();

    [GeneratedRegex(
        @"</?(p|div|h[1-6]|li|ul|ol|blockquote|tr|table|pre|section|article|figure|header|br|dt|dd)\b[^>]*>",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 10_000)]
    private static partial Regex Block();

    [GeneratedRegex(@"<[^>]+>", RegexOptions.None, 10_000)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+", RegexOptions.None, 10_000)]
    private static partial Regex Blank();
}
