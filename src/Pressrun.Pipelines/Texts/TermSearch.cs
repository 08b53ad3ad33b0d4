using System.Buffers;
using System.Text;

namespace Pressrun.Pipelines.Texts;

/// <summary>Finds any of many words in a folded text, as whole words where the script has spaces.</summary>
internal sealed class TermSearch
{
    private readonly SearchValues<string> _all;

    // By first character, the longest first: of two words that begin alike the longer one is meant.
    private readonly Dictionary<char, (string Folded, string Written)[]> _byFirst;

    /// <param name="terms">The words as written; those that fold to nothing are left out.</param>
    public TermSearch(IReadOnlyList<string> terms)
    {
        var folded = terms.Select(term => (Folded: FoldedText.Of(term).Text.Trim(), Written: term))
            .Where(term => term.Folded.Length > 0)
            .DistinctBy(term => term.Folded, StringComparer.Ordinal)
            .ToList();
        Count = folded.Count;
        _all = SearchValues.Create([.. folded.Select(term => term.Folded)], StringComparison.Ordinal);
        _byFirst = folded.GroupBy(term => term.Folded[0])
            .ToDictionary(group => group.Key, group => group.OrderByDescending(term => term.Folded.Length).ToArray());
    }

    public int Count { get; }

    /// <summary>What was found, in the order of the text; a place belongs to one finding only.</summary>
    public IEnumerable<(string Term, int Position, int Length)> Find(string folded)
    {
        for (var at = 0; Count > 0 && at < folded.Length;)
        {
            var hit = folded.AsSpan(at).IndexOfAny(_all);
            if (hit < 0)
            {
                yield break;
            }

            at += hit;
            if (TermAt(folded, at) is ({ } term, var length))
            {
                yield return (term, at, length);
                at += length;
            }
            else
            {
                at++;
            }
        }
    }

    private (string Term, int Length)? TermAt(string folded, int at)
    {
        foreach (var (term, written) in _byFirst[folded[at]])
        {
            if (folded.AsSpan(at).StartsWith(term, StringComparison.Ordinal)
                && IsEdge(folded, at) && IsEdge(folded, at + term.Length))
            {
                return (written, term.Length);
            }
        }

        return null;
    }

    /// <summary>Whether a word may begin or end here: not between two letters of a script with spaces.</summary>
    private static bool IsEdge(string text, int at)
    {
        if (at == 0 || at == text.Length)
        {
            return true;
        }

        Rune.DecodeLastFromUtf16(text.AsSpan(0, at), out var left, out _);
        Rune.DecodeFromUtf16(text.AsSpan(at), out var right, out _);
        return !IsJoining(left) || !IsJoining(right);
    }

    private static bool IsJoining(Rune rune) => Letters.IsOfWord(rune) && !Letters.IsUnspaced(rune.Value);
}
