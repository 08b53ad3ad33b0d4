using System.Globalization;
using System.Text.RegularExpressions;

namespace Pressrun.Providers.Offline;

/// <summary>
/// The piece of a source that one of several answers is made of: who is asked for part 3 of 7 takes the third seventh
/// of its sentences, so that the seven do not say the same.
/// </summary>
internal static partial class Slice
{
    /// <summary>The sentences of the piece as one paragraph; all paragraphs where no part is asked for.</summary>
    /// <param name="paragraphs">The source.</param>
    /// <param name="instruction">The prompt without the source.</param>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paragraphs, string instruction)
    {
        if (Wanted().Match(instruction) is not { Success: true } found)
        {
            return paragraphs;
        }

        var (part, parts) = (Number(found, "part"), Number(found, "parts"));
        var sentences = paragraphs.SelectMany(SpokenSentences.Of).ToList();
        if (part < 1 || part > parts || sentences.Count < parts)
        {
            return paragraphs;
        }

        var (from, to) = (sentences.Count * (part - 1) / parts, sentences.Count * part / parts);
        return [string.Join(' ', sentences[from..to])];
    }

    private static int Number(Match found, string name) =>
        int.Parse(found.Groups[name].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"\bpart (?<part>[0-9]{1,3}) of (?<parts>[0-9]{1,3})\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Wanted();
}
