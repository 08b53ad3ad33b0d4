using System.Buffers;

namespace Pressrun.Providers.Articles;

/// <summary>One tag in the source of a page, or a comment or a lone bracket, which have no name.</summary>
/// <param name="Name">In lower case; empty for what is no tag.</param>
/// <param name="End">The index after it.</param>
/// <param name="IsEnd">It is an end tag.</param>
/// <param name="IsSelfClosing">It ends with a slash.</param>
internal readonly record struct PageTag(string Name, int End, bool IsEnd, bool IsSelfClosing)
{
    private const int NameMax = 50;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n\f/>");

    /// <param name="html">The source of a page.</param>
    /// <param name="start">Where a <c>&lt;</c> stands.</param>
    public static PageTag At(string html, int start)
    {
        var rest = html.AsSpan(start + 1);
        if (rest.StartsWith("!--"))
        {
            return new("", Past(html, html.IndexOf("-->", start + 2, StringComparison.Ordinal), 3), false, false);
        }

        if (rest is ['!' or '?', ..])
        {
            return new("", Past(html, html.IndexOf('>', start), 1), false, false);
        }

        var isEnd = rest is ['/', ..];
        var nameStart = start + (isEnd ? 2 : 1);
        if (nameStart >= html.Length || !char.IsAsciiLetter(html[nameStart]))
        {
            return new("", start + 1, false, false);
        }

        var length = html.AsSpan(nameStart).IndexOfAny(NameEnds);
        var name = html.AsSpan(nameStart, Math.Min(NameMax, length < 0 ? html.Length - nameStart : length));
        var end = EndOfTag(html, nameStart);
        return new(name.ToString().ToLowerInvariant(), end, isEnd, html[end - 1] == '>' && html[end - 2] == '/');
    }

    // A quote quotes only where a value may start: behind an equals sign.
    private static int EndOfTag(string html, int from)
    {
        for (var at = from; at < html.Length; at++)
        {
            var found = html.AsSpan(at).IndexOfAny('>', '=');
            if (found < 0)
            {
                return html.Length;
            }

            at += found;
            if (html[at] == '>')
            {
                return at + 1;
            }

            var value = html.AsSpan(at + 1).IndexOfAnyExcept(" \t\r\n\f");
            if (value >= 0 && html[at + 1 + value] is '"' or '\'')
            {
                var quote = at + 1 + value;
                var close = html.IndexOf(html[quote], quote + 1);
                at = close < 0 ? html.Length : close;
            }
        }

        return html.Length;
    }

    private static int Past(string html, int found, int length) => found < 0 ? html.Length : found + length;
}
