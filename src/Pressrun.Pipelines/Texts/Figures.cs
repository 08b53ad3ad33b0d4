using System.Globalization;
using System.Text.RegularExpressions;

namespace Pressrun.Pipelines.Texts;

/// <summary>Finds the numbers of an English text, and those another text does not bear out.</summary>
internal static partial class Figures
{
    // What a text counts by itself, such as three risks, stands nowhere.
    private const decimal SmallMost = 12;

    private static readonly string[] Months =
    [
        "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
        "december",
    ];

    /// <summary>All figures of a text, in order.</summary>
    public static IReadOnlyList<Figure> Of(string text)
    {
        var figures = new List<Figure>();
        var dated = DateForm().Matches(text).Select(match => (match.Index, match.Length, Figure: DateOf(match)))
            .Where(date => date.Figure is not null).ToList();
        figures.AddRange(dated.Select(date => date.Figure!.Value));
        foreach (Match match in NumberForm().Matches(text))
        {
            if (!dated.Exists(date => match.Index < date.Index + date.Length && date.Index < match.Index + match.Length)
                && NumberOf(match) is { } figure)
            {
                figures.Add(figure);
            }
        }

        return figures;
    }

    /// <summary>
    /// The figures of a text that no figure of its source bears out, each once. Small counts without a sign are left
    /// out, and a year is borne out by any date in it.
    /// </summary>
    public static IReadOnlyList<string> Unfounded(string text, string source)
    {
        var given = Of(source);
        var years = given.Where(figure => figure.Kind == FigureKind.Date)
            .Select(figure => decimal.Floor(figure.Value / 10_000)).ToHashSet();
        return
        [
            .. Of(text).Where(figure => !(figure.Kind == FigureKind.Number
                    && (Math.Abs(figure.Value) <= SmallMost || years.Contains(figure.Value)))
                && !given.Any(figure.StandsFor))
                .Select(figure => figure.Text).Distinct(StringComparer.Ordinal),
        ];
    }

    private static Figure? DateOf(Match match)
    {
        var month = match.Groups["month"].Value.ToLowerInvariant().TrimEnd('.');
        var number = match.Groups["number"].Success
            ? int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture)
            : Array.FindIndex(Months, name => name.StartsWith(month, StringComparison.Ordinal)) + 1;
        var (year, day) = (int.Parse(match.Groups["year"].Value, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["day"].Value, CultureInfo.InvariantCulture));
        return number is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, number) ? null
            : new(match.Value, (year * 10_000m) + (number * 100) + day, 1, FigureKind.Date);
    }

    private static Figure? NumberOf(Match match)
    {
        var digits = match.Groups["digits"].Value.Replace(",", "", StringComparison.Ordinal);
        if (!decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value))
        {
            return null;
        }

        var unit = match.Groups["unit"].Value.ToLowerInvariant() switch
        {
            "thousand" or "k" => 1_000m,
            "million" or "m" or "mn" => 1_000_000m,
            "billion" or "b" or "bn" => 1_000_000_000m,
            "trillion" or "tn" => 1_000_000_000_000m,
            _ => 1m,
        };
        var places = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.') - 1 : 0;
        var step = unit;
        for (var place = 0; place < places; place++)
        {
            step /= 10;
        }

        var kind = match.Groups["percent"].Success ? FigureKind.Percentage
            : match.Groups["money"].Success ? FigureKind.Amount : FigureKind.Number;
        return Math.Abs(value) > 1_000_000_000_000m && unit > 1 ? null
            // Without a unit nothing is rounded but what follows its last digit.
            : new(match.Value.Trim(), value * unit, step, kind);
    }

    [GeneratedRegex(
        @"\b(?:(?<month>Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?"
            + @"|Aug(?:ust|\.)?|Sept?(?:ember|\.)?|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
            + @"\s+(?<day>\d{1,2}),?\s+(?<year>[12]\d{3})"
            + @"|(?<day>\d{1,2})\s+(?<month>January|February|March|April|May|June|July|August|September|October"
            + @"|November|December)\s+(?<year>[12]\d{3})"
            + @"|(?<year>[12]\d{3})-(?<number>\d{2})-(?<day>\d{2})"
            + @"|(?<number>\d{1,2})/(?<day>\d{1,2})/(?<year>[12]\d{3}))\b",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DateForm();

    [GeneratedRegex(
        @"(?<![\w.,])(?<money>[$€£¥]\s?|(?:USD|EUR|US\$)\s?)?"
            + @"\(?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\)?"
            + @"(?:\s?(?<percent>%|percent\b|per\s+cent\b)|[\s-]?(?<unit>thousand|million|billion|trillion)\b"
            + @"|\s?(?<unit>mn|bn|tn|[kKmMbB])\b)?(?!\w)",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NumberForm();
}
