using System.Collections.Frozen;
using System.Text;

namespace Pressrun.Providers.Articles;

/// <summary>Keeps the work of parsing in proportion to the page, whatever it nests, repeats or leaves open.</summary>
/// <remarks>
/// By the rules of HTML many a tag makes the parser look through all open elements, and open formatting is repeated in
/// every block: some kilobytes can keep a parser busy for hours. So tags that nest too deep are taken out here, while
/// their text stays, and a page of too many tags ends where they are used up. Ordinary pages pass unchanged.
/// </remarks>
internal sealed class PageBounds
{
    // Real pages nest below 100 and leave a handful of formatting open; a whole book has 100,000 tags.
    private const int DepthMax = 150;
    private const int FormattingMax = 8;
    private const int NodesMax = 200_000;

    /// <summary>Elements whose content is not markup: what looks like tags in them is none.</summary>
    private static readonly FrozenSet<string> Raw = Set("script style textarea title xmp iframe noembed noframes");

    /// <summary>Elements that hold nothing or end by themselves.</summary>
    private static readonly FrozenSet<string> Uncounted = Set(
        "html head body area base br col embed hr img input link meta param source track wbr p li dd dt tr td th thead "
        + "tbody tfoot colgroup caption option optgroup rp rt a nobr button");

    private static readonly FrozenSet<string> Formatting = Set("b big code em font i s small strike strong tt u");

    private readonly Dictionary<string, int> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _leftOut = new(StringComparer.Ordinal);
    private readonly Stack<string> _nested = [];
    private int _formatting;
    private int _nodes;

    /// <returns>The page; the same string if nothing had to go.</returns>
    public string Within(string html)
    {
        StringBuilder? kept = null;
        var keptTo = 0;
        for (var start = html.IndexOf('<', StringComparison.Ordinal); start >= 0;)
        {
            var tag = PageTag.At(html, start);
            _nodes += tag.Name.Length == 0 ? 0 : 1 + _formatting;
            if (_nodes > NodesMax)
            {
                return Kept(start).ToString();
            }

            if (tag.IsEnd ? IsEndOfLeftOut(tag.Name) : IsTooDeep(tag))
            {
                Kept(start);
                keptTo = tag.End;
            }

            var next = !tag.IsEnd && Raw.Contains(tag.Name) ? EndOfRaw(html, tag) : tag.End;
            start = next >= html.Length ? -1 : html.IndexOf('<', next);
        }

        return kept is null ? html : Kept(html.Length).ToString();

        StringBuilder Kept(int to) => (kept ??= new()).Append(html, keptTo, to - keptTo);
    }

    private bool IsTooDeep(PageTag tag)
    {
        var name = tag.Name;
        if (name.Length == 0 || Raw.Contains(name) || Uncounted.Contains(name)
            || (tag.IsSelfClosing && (IsOpen("svg") || IsOpen("math"))))
        {
            return false;
        }

        var isFormatting = Formatting.Contains(name);
        if (isFormatting ? _formatting >= FormattingMax : _nested.Count >= DepthMax)
        {
            _leftOut[name] = _leftOut.GetValueOrDefault(name) + 1;
            return true;
        }

        _open[name] = _open.GetValueOrDefault(name) + 1;
        if (isFormatting)
        {
            _formatting++;
        }
        else
        {
            _nested.Push(name);
        }

        return false;
    }

    private bool IsEndOfLeftOut(string name)
    {
        if (_leftOut.GetValueOrDefault(name) > 0)
        {
            _leftOut[name]--;
            return true;
        }

        if (!IsOpen(name))
        {
            return false;
        }

        if (Formatting.Contains(name))
        {
            _open[name]--;
            _formatting--;
            return false;
        }

        // An end tag closes what was left open inside; only formatting goes on in the next block.
        for (var closed = ""; closed != name;)
        {
            closed = _nested.Pop();
            _open[closed]--;
        }

        return false;
    }

    private bool IsOpen(string name) => _open.GetValueOrDefault(name) > 0;

    private static int EndOfRaw(string html, PageTag tag)
    {
        var end = html.IndexOf($"</{tag.Name}", tag.End, StringComparison.OrdinalIgnoreCase);
        return end < 0 ? html.Length : end;
    }

    private static FrozenSet<string> Set(string names) => names.Split(' ').ToFrozenSet(StringComparer.Ordinal);
}
