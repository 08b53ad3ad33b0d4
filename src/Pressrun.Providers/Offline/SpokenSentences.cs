using System.Buffers;

namespace Pressrun.Providers.Offline;

/// <summary>The sentences of one line of speech.</summary>
internal static class SpokenSentences
{
    private static readonly SearchValues<char> Ends = SearchValues.Create(".!?…‼⁇⁈⁉؟۔।॥።፧፨։。！？｡．");

    private static readonly SearchValues<char> WideEnds = SearchValues.Create("。！？｡．");

    private static readonly SearchValues<char> Closers = SearchValues.Create("\"'”’»«“)]}」』）】》〉｣］");

    /// <summary>Words whose full stop ends no sentence; a sentence too few parts only costs choice.</summary>
    private static readonly HashSet<string> Titles = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "vs", "no", "gen", "sen", "rep", "gov", "jr", "sr", "inc", "co", "fig",
        "nr", "hr", "fr", "bzw", "ca", "vgl", "ggf", "evtl", "bspw", "sog", "mme", "mlle", "av", "sra", "srta", "ud",
        "uds",
    };

    /// <summary>Whether a line ends as a sentence does, closing quotes aside.</summary>
    public static bool IsEnded(string line) => IsEnded(line.AsSpan());

    /// <summary>The sentences in order, with their closing quotes, without the spaces between them.</summary>
    public static IEnumerable<string> Of(string line)
    {
        var start = 0;
        for (var at = 0; at < line.Length;)
        {
            var hit = line.AsSpan(at).IndexOfAny(Ends);
            if (hit < 0)
            {
                break;
            }

            var mark = at + hit;
            at = mark;
            while (at < line.Length && (Ends.Contains(line[at]) || Closers.Contains(line[at])))
            {
                at++;
            }

            if (EndsAt(line, mark, at))
            {
                yield return line[start..at].Trim();
                start = at;
            }
        }

        if (line.AsSpan(start).Trim() is { IsEmpty: false } rest)
        {
            yield return rest.ToString();
        }
    }

    /// <summary>The line with a full stop where it has no end: a voice pauses there.</summary>
    public static string Close(string line) => IsEnded(line) || IsWithoutStops(line) ? line : Stopped(line);

    /// <summary>
    /// The line for the end of a text: what was cut off in the middle of a sentence is left out, unless it is all.
    /// </summary>
    public static string CloseLast(string line)
    {
        if (IsEnded(line) || IsWithoutStops(line))
        {
            return line;
        }

        var ended = Of(line).TakeWhile(sentence => IsEnded(sentence)).ToList();
        return ended.Count > 0 ? string.Join(' ', ended) : Stopped(line);
    }

    private static bool IsEnded(ReadOnlySpan<char> line)
    {
        line = line.TrimEnd();
        while (line.Length > 0 && Closers.Contains(line[^1]))
        {
            line = line[..^1].TrimEnd();
        }

        return line.Length > 0 && Ends.Contains(line[^1]);
    }

    private static bool EndsAt(string line, int mark, int end)
    {
        if (end == line.Length || WideEnds.Contains(line[mark]))
        {
            return true;
        }

        if (line[end] != ' ' || (end + 1 < line.Length && char.IsLower(line[end + 1])))
        {
            return false;
        }

        var word = line.AsSpan(0, mark);
        word = word[Math.Max(0, word.Length - 20)..];
        word = word[(word.LastIndexOfAny(' ', '(') + 1)..];
        var isInitial = word.Length == 1 || (word.Length > 2 && word[^2] == '.');
        return line[mark] != '.'
            || !(isInitial || Titles.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word));
    }

    private static string Stopped(string line)
    {
        var text = line.TrimEnd(' ', ',', ';', ':', '-', '–', '—');
        return text + (text.Length > 0 && text[^1] is >= '\u3041' and <= '\u9FFF' ? "。" : ".");
    }

    // Thai, Lao, Tibetan, Burmese and Khmer end a sentence with a space.
    private static bool IsWithoutStops(string line) =>
        line[^1] is (>= '\u0E00' and <= '\u109F') or (>= '\u1780' and <= '\u17FF');
}
