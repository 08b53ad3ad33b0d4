namespace Pressrun.Providers.Articles;

/// <summary>How much of one text another repeats.</summary>
internal static class Similarity
{
    /// <returns>The share of the second text, by length, whose words are in the first: 0 to 1.</returns>
    public static double Of(string first, string second)
    {
        var known = Words(first).ToHashSet(StringComparer.Ordinal);
        var words = Words(second);
        var length = words.Sum(word => word.Length + 1) - 1;
        return known.Count == 0 || length <= 0
            ? 0
            : 1 - (double)Math.Max(0, words.Where(word => !known.Contains(word)).Sum(word => word.Length + 1) - 1)
                / length;
    }

    private static string[] Words(string text) =>
        string.Concat(text.ToLowerInvariant().Select(character =>
                char.IsLetterOrDigit(character) || character == '_' ? character : ' '))
            .Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
