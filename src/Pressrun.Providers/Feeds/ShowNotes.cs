using System.Text;

namespace Pressrun.Providers.Feeds;

/// <summary>An episode's description as HTML, for players that show more than a line of it.</summary>
internal static class ShowNotes
{
    /// <summary>Paragraphs of escaped text and, last, the source; empty if there is nothing to show.</summary>
    public static string Write(string description, string? link)
    {
        var notes = new StringBuilder();
        var paragraphs = FeedText.Shorten(description)
            .Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var paragraph in paragraphs)
        {
            var lines = Escape(paragraph).Replace("\n", "<br/>", StringComparison.Ordinal);
            notes.Append("<p>").Append(lines).Append("</p>");
        }

        if (link is not null)
        {
            notes.Append("<p><a href=\"").Append(Escape(link)).Append("\">").Append(Escape(link)).Append("</a></p>");
        }

        return notes.ToString();
    }

    private static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);
}
