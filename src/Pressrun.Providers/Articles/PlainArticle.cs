using System.Text;

namespace Pressrun.Providers.Articles;

/// <summary>A page that is plain text already.</summary>
internal static class PlainArticle
{
    private const int TitleMax = 150;
    private const int ExcerptMax = 1000;

    public static Article Of(string text, Uri? address)
    {
        var paragraphs = Paragraphs(text);
        var lines = paragraphs.Split('\n', 2);
        var title = lines[0].Length is > 0 and <= TitleMax
            ? lines[0]
            : FileName(address) ?? CleanText.Line(lines[0], TitleMax);
        return new(title ?? "", paragraphs)
        {
            Address = address is { IsAbsoluteUri: true } ? address.GetLeftPart(UriPartial.Query) : null,
            Excerpt = CleanText.Line(paragraphs.Split("\n\n")[0], ExcerptMax),
        };
    }

    /// <summary>The text with one blank line between paragraphs, wherever it had any number of them.</summary>
    public static string Paragraphs(string text)
    {
        var paragraphs = new StringBuilder();
        foreach (var line in text.ReplaceLineEndings("\n").Split('\n').Select(line => CleanText.Line(line)))
        {
            var isOpen = paragraphs.Length == 0 || paragraphs is [.., '\n', '\n'];
            if (line.Length > 0 || !isOpen)
            {
                paragraphs.Append(line).Append('\n');
            }
        }

        return paragraphs.ToString().TrimEnd('\n');
    }

    private static string? FileName(Uri? address) =>
        address is { IsAbsoluteUri: true }
            ? CleanText.Line(Uri.UnescapeDataString(address.Segments[^1]).Trim('/'), TitleMax)
            : null;
}
