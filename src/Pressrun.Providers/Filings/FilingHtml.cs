using System.Collections.Frozen;
using System.Net;
using System.Text;
using Pressrun.Providers.Articles;

namespace Pressrun.Providers.Filings;

/// <summary>
/// The lines of a filing in HTML, inline XBRL included: its numbers and texts stay, its header and what is hidden go.
/// Nothing of it runs or is loaded, and the work is in proportion to its length, whatever it nests or leaves open.
/// </summary>
internal static class FilingHtml
{
    /// <summary>Rows up to this length become a line: in longer ones a table holds the layout of a page.</summary>
    private const int RowMax = 400;

    private static readonly FrozenSet<string> Dropped = Set(
        "script style title ix:header ix:hidden noscript template iframe object embed svg math select textarea");

    private static readonly FrozenSet<string> Void = Set("br hr img input link meta area base col embed source wbr");

    private static readonly FrozenSet<string> Blocks = Set(
        "address article blockquote body br center dd div dl dt h1 h2 h3 h4 h5 h6 header hr li ol p page pre section "
        + "table tbody td th thead tr ul ix:continuation");

    public static List<string> Lines(string html)
    {
        var text = new StringBuilder(html.Length / 4);
        var rows = new Stack<int>();
        for (var at = 0; at < html.Length;)
        {
            var start = html.IndexOf('<', at);
            Append(text, html.AsSpan(at, (start < 0 ? html.Length : start) - at));
            if (start < 0)
            {
                break;
            }

            var tag = PageTag.At(html, start);
            at = IsDropped(html, start, tag) ? EndOf(html, tag) : tag.End;
            Break(text, tag, rows);
            if (tag.Name.Length == 0 && tag.End == start + 1)
            {
                text.Append('<');
            }
        }

        return FilingLines.Of(text.ToString());
    }

    private static void Append(StringBuilder text, ReadOnlySpan<char> source)
    {
        if (source.IsEmpty)
        {
            return;
        }

        var decoded = source.Contains('&') ? WebUtility.HtmlDecode(source.ToString()) : source.ToString();
        foreach (var letter in decoded)
        {
            // A line of the source is no line of the page.
            text.Append(char.IsWhiteSpace(letter) ? ' ' : letter);
        }
    }

    private static void Break(StringBuilder text, PageTag tag, Stack<int> rows)
    {
        if (tag.Name == "tr")
        {
            if (!tag.IsEnd)
            {
                text.Append('\n');
                rows.Push(text.Length);
            }
            else if (rows.TryPop(out var from))
            {
                if (text.Length - from <= RowMax)
                {
                    text.Replace('\n', ' ', from, text.Length - from);
                }

                text.Append('\n');
            }
        }
        else if (Blocks.Contains(tag.Name))
        {
            text.Append('\n');
        }
    }

    private static bool IsDropped(string html, int start, PageTag tag)
    {
        if (tag.IsEnd || tag.IsSelfClosing || tag.Name.Length == 0 || Void.Contains(tag.Name))
        {
            return false;
        }

        var source = html.AsSpan(start, Math.Min(tag.End - start, 2_000));
        return Dropped.Contains(tag.Name)
            || source.Contains("display:none", StringComparison.OrdinalIgnoreCase)
            || source.Contains("display: none", StringComparison.OrdinalIgnoreCase);
    }

    private static int EndOf(string html, PageTag dropped)
    {
        var depth = 1;
        for (var at = dropped.End; (at = html.IndexOf('<', at)) >= 0;)
        {
            var tag = PageTag.At(html, at);
            at = tag.End;
            if (tag.Name == dropped.Name)
            {
                depth += tag.IsEnd ? -1 : tag.IsSelfClosing ? 0 : 1;
                if (depth == 0)
                {
                    return at;
                }
            }
        }

        return html.Length;
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
