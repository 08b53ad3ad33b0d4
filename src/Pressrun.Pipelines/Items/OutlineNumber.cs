using System.Globalization;

namespace Pressrun.Pipelines.Items;

/// <summary>Reads the number of a chapter as people write it: <c>7</c>, <c>VII</c> or <c>Seven</c>.</summary>
internal static class OutlineNumber
{
    private static readonly string[] Words =
    [
        "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    ];

    private static readonly (int Value, string Letters)[] Numerals =
    [
        (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
    ];

    /// <summary>The number; null if the text is none. Roman numerals go to 399, words to twenty.</summary>
    public static int? Parse(string text)
    {
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return number;
        }

        var place = Array.FindIndex(Words, word => word.Equals(text, StringComparison.OrdinalIgnoreCase));
        return place >= 0 ? place + 1 : Roman(text);
    }

    // Only what is written as it must be, in capitals: whatever else a word spells by chance is a word.
    private static int? Roman(string text)
    {
        var number = 0;
        var rest = text.AsSpan();
        foreach (var (value, letters) in Numerals)
        {
            var most = letters.Length == 1 && value is 1 or 10 or 100 ? 3 : 1;
            for (var count = 0; count < most && rest.StartsWith(letters, StringComparison.Ordinal); count++)
            {
                number += value;
                rest = rest[letters.Length..];
            }
        }

        return rest.Length == 0 && number > 0 ? number : null;
    }
}
