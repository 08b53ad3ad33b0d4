using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>
/// How much of a text says again, word for word, what stood before in it: five words in a row are no chance.
/// </summary>
internal static class Repetition
{
    private const int InARow = 5;

    /// <summary>
    /// The share of words that stand in five which stood so before, 0 to 1, and the longest such passage. Capitals and
    /// punctuation make no difference.
    /// </summary>
    public static (double Share, string Longest) Of(string text) => Of(text, []);

    /// <summary>
    /// The same held against other texts alone: the share that stands so in them. What this text says itself is added
    /// to them, for the next one.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="others">Five words in a row of other texts, as numbers: a long batch is not kept as text.</param>
    public static (double Share, string Longest) Beside(string text, HashSet<ulong> others)
    {
        var own = new HashSet<ulong>();
        var result = Of(text, own, others);
        others.UnionWith(own);
        return result;
    }

    private static (double Share, string Longest) Of(string text, HashSet<ulong> seen, HashSet<ulong>? others = null)
    {
        var words = WordsOf(text);
        if (words.Count < InARow)
        {
            return (0, "");
        }

        var isRepeated = new bool[words.Count];
        for (var at = 0; at + InARow <= words.Count; at++)
        {
            var row = Number(words, at);
            var isNew = seen.Add(row);
            if (others is null ? !isNew : others.Contains(row))
            {
                Array.Fill(isRepeated, true, at, InARow);
            }
        }

        var (longest, from) = ((Start: 0, Length: 0), 0);
        for (var at = 0; at <= words.Count; at++)
        {
            if (at == words.Count || !isRepeated[at])
            {
                longest = at - from > longest.Length ? (from, at - from) : longest;
                from = at + 1;
            }
        }

        return (isRepeated.Count(repeated => repeated) / (double)words.Count, longest.Length == 0 ? ""
            : text[words[longest.Start].Start..words[longest.Start + longest.Length - 1].End]);
    }

    // FNV-1a in 64 bits: of the half million rows of a long season two are alike by chance once in a hundred million.
    private static ulong Number(List<(string Word, int Start, int End)> words, int from)
    {
        var hash = 14695981039346656037UL;
        for (var at = from; at < from + InARow; at++)
        {
            foreach (var character in words[at].Word)
            {
                hash = unchecked((hash ^ character) * 1099511628211UL);
            }

            hash = unchecked((hash ^ ' ') * 1099511628211UL);
        }

        return hash;
    }

    private static List<(string Word, int Start, int End)> WordsOf(string text)
    {
        var (words, word, start, at) = (new List<(string, int, int)>(), new StringBuilder(), 0, 0);
        foreach (var rune in text.EnumerateRunes())
        {
            var isOne = Letters.IsIdeographic(rune.Value);
            if (word.Length > 0 && (isOne || !Rune.IsLetterOrDigit(rune)))
            {
                words.Add((word.ToString(), start, at));
                word.Clear();
            }

            if (Rune.IsLetterOrDigit(rune))
            {
                start = word.Length == 0 ? at : start;
                word.Append(Rune.ToLowerInvariant(rune).ToString());
            }

            at += rune.Utf16SequenceLength;
            if (isOne && word.Length > 0)
            {
                words.Add((word.ToString(), start, at));
                word.Clear();
            }
        }

        if (word.Length > 0)
        {
            words.Add((word.ToString(), start, at));
        }

        return words;
    }
}
