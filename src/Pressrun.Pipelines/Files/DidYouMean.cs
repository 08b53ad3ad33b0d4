namespace Pressrun.Pipelines.Files;

/// <summary>Finds the word that was probably meant.</summary>
public static class DidYouMean
{
    /// <summary>A longer word is no slip of the hand, and comparing it would only cost time.</summary>
    private const int LengthMax = 100;

    /// <summary>
    /// The known word nearest to a mistyped one; null if none is near. Near is one slip in a word of up to four
    /// letters, two in a longer one; a slip is a letter too many, missing, wrong, or two neighbours swapped
    /// (Damerau 1964, optimal string alignment). Letter case is no slip. Of equally near words the first is taken.
    /// </summary>
    /// <param name="word">What was written.</param>
    /// <param name="known">The words there are, in order of preference.</param>
    public static string? Of(string word, IEnumerable<string> known)
    {
        ArgumentNullException.ThrowIfNull(word);
        var written = word.ToLowerInvariant();
        if (written.Length is 0 or > LengthMax)
        {
            return null;
        }

        var (nearest, least) = ((string?)null, written.Length <= 4 ? 2 : 3);
        foreach (var candidate in known.Where(candidate => Math.Abs(candidate.Length - written.Length) < 3))
        {
            var slips = Slips(written, candidate.ToLowerInvariant());
            if (slips < least && slips < candidate.Length)
            {
                (nearest, least) = (candidate, slips);
            }
        }

        return nearest;
    }

    /// <summary>The question to put behind an error, or null if no word is near.</summary>
    internal static string? Ask(string word, IEnumerable<string> known) =>
        Of(word, known) is { } nearest ? $"did you mean `{nearest}`?" : null;

    private static int Slips(string left, string right)
    {
        var rows = new int[left.Length + 1, right.Length + 1];
        for (var i = 0; i <= left.Length; i++)
        {
            for (var j = 0; j <= right.Length; j++)
            {
                rows[i, j] = i == 0 || j == 0 ? i + j : Cheapest(rows, left, right, i, j);
            }
        }

        return rows[left.Length, right.Length];
    }

    private static int Cheapest(int[,] rows, string left, string right, int i, int j)
    {
        var changed = rows[i - 1, j - 1] + (left[i - 1] == right[j - 1] ? 0 : 1);
        var cheapest = Math.Min(changed, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
        return i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1]
            ? Math.Min(cheapest, rows[i - 2, j - 2] + 1)
            : cheapest;
    }
}
