namespace Pressrun.Pipelines.Texts;

/// <summary>Cuts a text into parts that a provider takes, at the ends of sentences wherever that is possible.</summary>
/// <remarks>
/// A part is known by its content, so a cut must not move because something far before it changed. Each cut therefore
/// depends only on the paragraph it is in and on what follows it, and among the good places of a stretch the one is
/// taken whose last characters hash lowest: two splits that begin at different places soon choose the same place, and
/// from there on they agree. The price is about one part in ten more than the fewest possible.
/// </remarks>
internal static class SentenceSplitter
{
    /// <summary>How many characters before a place decide how it ranks.</summary>
    private const int RankedCharacters = 24;

    /// <summary>
    /// The parts in order: none empty, none longer than the cap, together the text but for white space between them.
    /// The same arguments give the same parts.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="charactersMax">
    /// The most UTF-16 units of a part, at least 2, and so also the most code points, which are never more. Cuts leave
    /// 5 % of it free; a text that fits is not cut at all.
    /// </param>
    /// <param name="language">A language tag such as <c>de</c>, for its abbreviations; null is English.</param>
    /// <exception cref="ArgumentOutOfRangeException">The cap is below 2, the length of one emoji.</exception>
    public static IReadOnlyList<string> Split(string text, int charactersMax, string? language = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(charactersMax, 2);
        var cuts = Cuts.Of(text, language);
        var parts = new List<string>();
        var end = cuts.InkEnd();
        for (var start = cuts.PastBlank(0); start < end;)
        {
            var cut = end - start <= charactersMax ? end : NextCut(text, cuts, start, end, charactersMax);
            parts.Add(text[start..cut]);
            start = cuts.PastBlank(cut);
        }

        return parts;
    }

    private static int NextCut(string text, Cuts cuts, int start, int end, int max)
    {
        var target = Math.Max(1, (int)(max * 0.95));
        var rest = end - start;

        // What is too long for one part and too short for two good ones is halved: no tail of forty characters.
        var isHalved = rest <= target * 1.75;
        var narrow = isHalved
            ? Span(start, 0.4 * rest, Math.Min(0.6 * rest, target))
            : Span(start, 0.7 * target, target);
        var wide = isHalved
            ? Span(start, 0.25 * rest, Math.Min(0.75 * rest, target))
            : Span(start, 0.25 * target, target);

        for (var level = CutLevel.Paragraph; level >= CutLevel.Word; level--)
        {
            var cut = Lowest(text, start, cuts, narrow, level);
            cut = cut < 0 && level < CutLevel.Paragraph ? Nearest(cuts, wide, narrow.To, level) : cut;
            if (cut > 0)
            {
                return cut;
            }
        }

        var any = Nearest(cuts, (start + 1, start + max), narrow.To, CutLevel.Word);
        return any > 0 ? any : InsideWord(text, cuts, start, Math.Max(narrow.To, start + 1), start + max);
    }

    private static (int From, int To) Span(int start, double from, double to) =>
        (start + Math.Max(1, (int)Math.Ceiling(from)), start + (int)to);

    private static int Lowest(string text, int start, Cuts cuts, (int From, int To) span, CutLevel level)
    {
        var (best, lowest) = (-1, ulong.MaxValue);
        for (var at = span.From; at <= span.To; at++)
        {
            if (cuts[at] >= level && Rank(text.AsSpan(start, at - start)) is var rank && rank <= lowest)
            {
                (best, lowest) = (at, rank);
            }
        }

        return best;
    }

    private static int Nearest(Cuts cuts, (int From, int To) span, int ideal, CutLevel level)
    {
        var best = -1;
        for (var at = span.From; at <= span.To; at++)
        {
            if (cuts[at] >= level && (best < 0 || Math.Abs(at - ideal) <= Math.Abs(best - ideal)))
            {
                best = at;
            }
        }

        return best;
    }

    // FNV-1a with a last mixing step, because its high bits hardly differ for texts this short.
    private static ulong Rank(ReadOnlySpan<char> part)
    {
        unchecked
        {
            var hash = 14695981039346656037UL;
            foreach (var character in part[Math.Max(0, part.Length - RankedCharacters)..])
            {
                hash = (hash ^ character) * 1099511628211UL;
            }

            hash ^= hash >> 32;
            return hash * 0x9E3779B97F4A7C15UL;
        }
    }

    /// <summary>Cuts where there is no white space: between characters, around what a voice must read whole.</summary>
    private static int InsideWord(string text, Cuts cuts, int start, int ideal, int limit)
    {
        var cut = ideal;
        if (Around(text, (start, limit), ideal, IsOfRun) is var run && run.To > run.From)
        {
            cut = run.To <= limit ? run.To : run.From;
        }

        if (cut <= start)
        {
            // A word longer than a part: it is cut, but not inside a number.
            var number = Around(text, (start, limit), ideal, IsOfNumber);
            cut = number.To == number.From ? ideal : number.To <= limit ? number.To : number.From;
        }

        cut = cut <= start ? ideal : cut;
        return AtGrapheme(text, cuts, start, cut, limit);
    }

    private static int AtGrapheme(string text, Cuts cuts, int start, int cut, int limit)
    {
        // Forward first: behind a number may stand a mark that makes its last digit a key cap.
        for (var at = cut; at <= limit; at++)
        {
            if (cuts[at] >= CutLevel.Grapheme)
            {
                return at;
            }
        }

        for (var at = cut; at > start; at--)
        {
            if (cuts[at] >= CutLevel.Grapheme)
            {
                return at;
            }
        }

        // A character with more marks than a part has room for: only its code points are kept whole.
        return char.IsLowSurrogate(text[limit]) && char.IsHighSurrogate(text[limit - 1]) ? limit - 1 : limit;
    }

    private static (int From, int To) Around(
        string text, (int From, int To) within, int at, Func<char, bool> belongs)
    {
        if (!belongs(text[at]) || !belongs(text[at - 1]))
        {
            return (at, at);
        }

        var (from, to) = (at, at);
        while (from > within.From && belongs(text[from - 1]))
        {
            from--;
        }

        while (to < text.Length && to <= within.To && belongs(text[to]))
        {
            to++;
        }

        return (from, to);
    }

    private static bool IsOfNumber(char character) => char.IsAsciiDigit(character) || character is '.' or ',';

    // Letters of scripts with spaces, digits, and the marks of web addresses: words that stand in Chinese or Thai text.
    private static bool IsOfRun(char character) =>
        character < 0x2E80 && character is < '\u2000' or > '\u206F' && !char.IsWhiteSpace(character)
            && !Letters.IsSouthEastAsian(character);
}
