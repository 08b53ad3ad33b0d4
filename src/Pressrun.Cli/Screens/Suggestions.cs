namespace Pressrun.Cli.Screens;

/// <summary>Finds what a user meant by a word that is not known.</summary>
internal static class Suggestions
{
    /// <summary>Longer words are not compared: the table of distances grows with the square.</summary>
    private const int WordMax = 64;

    /// <summary>
    /// The known word nearest to the one written, or null if none is near: one slip in a short word, one in three
    /// letters of a long one. Case does not count; of equally near words the first in ordinal order is taken.
    /// </summary>
    public static string? Nearest(string word, IEnumerable<string> known)
    {
        if (word.Length > WordMax)
        {
            return null;
        }

        var best = known
            .Where(candidate => candidate.Length <= WordMax)
            .Select(candidate => (Word: candidate, Slips: Distance(Fold(word), Fold(candidate))))
            .Where(candidate => candidate.Slips < Math.Max(word.Length, candidate.Word.Length))
            .OrderBy(candidate => candidate.Slips)
            .ThenBy(candidate => candidate.Word, StringComparer.Ordinal)
            .FirstOrDefault();
        return best.Word is not null && best.Slips <= Math.Max(1, word.Length / 3) ? best.Word : null;
    }

    /// <summary>
    /// Slips between two words: a letter too many, missing, wrong, or two neighbours swapped. The optimal string
    /// alignment form of the distance of Damerau (1964): no letter takes part in two slips.
    /// </summary>
    internal static int Distance(string from, string to)
    {
        var slips = new int[from.Length + 1, to.Length + 1];
        for (var row = 0; row <= from.Length; row++)
        {
            for (var column = 0; column <= to.Length; column++)
            {
                slips[row, column] = row == 0 || column == 0 ? row + column : Fewest(row, column);
            }
        }

        return slips[from.Length, to.Length];

        int Fewest(int row, int column)
        {
            var wrong = from[row - 1] == to[column - 1] ? 0 : 1;
            var fewest = Math.Min(
                slips[row - 1, column - 1] + wrong, 1 + Math.Min(slips[row - 1, column], slips[row, column - 1]));
            return row > 1 && column > 1 && from[row - 1] == to[column - 2] && from[row - 2] == to[column - 1]
                ? Math.Min(fewest, slips[row - 2, column - 2] + 1)
                : fewest;
        }
    }

    private static string Fold(string word) => word.ToLowerInvariant();
}
