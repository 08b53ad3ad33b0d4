using System.Net;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>The sample articles, which are other people's pages and not part of the repository.</summary>
internal static partial class Articles
{
    public const string Missing = "The sample data is not here; set PRESSRUN_DATA to its folder.";

    public static string Folder { get; } = Path.Combine(DataFolder(), "podcast");

    public static bool AreThere => Directory.Exists(Path.Combine(Folder, "articles"));

    /// <summary>Name and text of each article, in the order of their names; blocks are parted by blank lines.</summary>
    public static IEnumerable<(string Name, string Text)> All() =>
        Directory.EnumerateDirectories(Path.Combine(Folder, "articles"))
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

    // The source file is in the repository, wherever the tests are built to.
    private static string DataFolder([CallerFilePath] string here = "") =>
        Environment.GetEnvironmentVariable("PRESSRUN_DATA") is { Length: > 0 } named
            ? named
            : Path.GetFullPath(Path.Combine(Root(here), "..", "shared", "data"));

    private static string Root(string here)
    {
        for (var folder = Path.GetDirectoryName(here); folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "pressrun.slnx")))
            {
                return folder;
            }
        }

        return Path.GetDirectoryName(Assembly.GetExecutingAssembly().Location)!;
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
