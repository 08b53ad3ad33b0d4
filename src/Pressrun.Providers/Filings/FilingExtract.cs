using System.Globalization;

namespace Pressrun.Providers.Filings;

/// <summary>As much of a filing's Items as a model is to read.</summary>
/// <param name="Text">The Items one after another, each below its heading.</param>
/// <param name="LeftOut">What is not in it, for readers: <c>Item 9A. Controls and Procedures</c>; may be empty.</param>
internal sealed record FilingExtract(string Text, IReadOnlyList<string> LeftOut)
{
    /// <summary>So many characters of English are about one token.</summary>
    private const int CharactersPerToken = 4;

    /// <summary>
    /// Whole Items are left out until the rest fits, first those that say least: of a 10-K 9A, 3, 7A, 1, 1A and last 7,
    /// of a 10-Q controls, legal proceedings, market risk, risk factors and last the discussion, of an 8-K exhibits,
    /// then Items from the last to the first. An Item that is too long alone is cut behind a paragraph.
    /// </summary>
    /// <param name="sections">The Items.</param>
    /// <param name="tokensMax">How many tokens there is room for, at least 1.</param>
    public static FilingExtract Of(IReadOnlyList<FilingSection> sections, int tokensMax)
    {
        var room = (long)tokensMax * CharactersPerToken;
        var kept = sections.ToList();
        var leftOut = new List<string>();
        while (kept.Count > 1 && kept.Sum(section => section.Characters + 2L) > room)
        {
            var least = kept.MinBy(section => section.Item.Rank)!;
            kept.Remove(least);
            leftOut.Add(least.Item.Name);
        }

        var text = string.Join("\n\n", kept.Select(section => $"{section.Heading}\n\n{section.Text}"));
        if (text.Length > room)
        {
            var end = text.LastIndexOf('\n', (int)room - 1);
            text = text[..(end > room / 2 ? end : (int)room)].TrimEnd();
            leftOut.Add(string.Create(
                CultureInfo.InvariantCulture, $"{kept[0].Item.Name}, behind its first {text.Length:N0} characters"));
        }

        return new(text, leftOut);
    }
}
