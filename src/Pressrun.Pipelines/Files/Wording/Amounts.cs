using System.Globalization;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Numbers with their units: sums, percentages, durations, sizes.</summary>
internal static partial class Amounts
{
    /// <summary>A figure as it stands before a unit: digits, a fraction, k for thousands, M for millions.</summary>
    public const string Figure = @"[0-9]{1,12}(\.[0-9]{1,6})?[kM]?";

    private static readonly TimeSpan DurationMax = TimeSpan.FromDays(31);

    /// <summary>The value of a text that matches <see cref="Figure"/>.</summary>
    public static decimal Of(string figure)
    {
        var factor = figure[^1] switch { 'k' => 1_000m, 'M' => 1_000_000m, _ => 1m };
        return decimal.Parse(figure.TrimEnd('k', 'M'), CultureInfo.InvariantCulture) * factor;
    }

    /// <summary>A sum of dollars: <c>$20</c>, <c>20</c>, <c>$0.50</c>.</summary>
    public static Meaning<Money> Sum(string key, string text) =>
        SumForm().Match(text) is { Success: true } match
            ? Money.FromUsd(decimal.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture))
            : Meaning<Money>.Bad(
                $"`{key}` is a sum of money, not {Quote.Of(text)}", "write dollars: `$20` or `$0.50`");

    /// <summary>A share between 0 and 1, written <c>80%</c>.</summary>
    public static Meaning<double> Share(string key, string text) =>
        PercentForm().Match(text) is { Success: true } match
            && double.Parse(match.Groups["figure"].Value, CultureInfo.InvariantCulture) is <= 100 and var percent
            ? percent / 100
            : Meaning<double>.Bad($"`{key}` is a percentage, not {Quote.Of(text)}", "write it as `80%`");

    /// <summary>A duration of up to 31 days: <c>40s</c>, <c>5m</c>, <c>1h30m</c>.</summary>
    public static Meaning<TimeSpan> Duration(string key, string text)
    {
        var bad = Meaning<TimeSpan>.Bad(
            $"`{key}` is a duration, not {Quote.Of(text)}", "write it as `40s`, `5m` or `1h30m`");
        if (!DurationForm().IsMatch(text))
        {
            return bad;
        }

        var seconds = 0d;
        foreach (Match part in DurationPart().Matches(text))
        {
            var figure = double.Parse(part.Groups["figure"].Value, CultureInfo.InvariantCulture);
            seconds += figure * part.Groups["unit"].Value switch
            {
                "ms" => 0.001,
                "s" => 1,
                "m" => 60,
                "h" => 3600,
                _ => 86400,
            };
        }

        return seconds > 0 && seconds <= DurationMax.TotalSeconds ? TimeSpan.FromSeconds(seconds) : bad;
    }

    /// <summary>A whole number within bounds.</summary>
    public static Meaning<int> Whole(string key, string text, int least, int most) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)
            && value >= least && value <= most
            ? value
            : Meaning<int>.Bad(FormattableString.Invariant(
                $"`{key}` is a whole number from {least} to {most}, not {Quote.Of(text)}"));

    /// <summary>A size with its unit: <c>3900 characters</c>, <c>1.2k tokens</c>.</summary>
    public static Meaning<int> Size(string key, string text, string unit, int least, int most)
    {
        var match = SizeForm().Match(text);
        var hint = match.Success && match.Groups["unit"].Value != unit
            ? $"write it as `{match.Groups["figure"].Value} {unit}`"
            : FormattableString.Invariant($"write a number from {least} to {most}, such as `{least} {unit}`");
        return match.Success && match.Groups["unit"].Value == unit
            && Of(match.Groups["figure"].Value) is var size && size >= least && size <= most
            ? (int)size
            : Meaning<int>.Bad($"`{key}` is a number of {unit}, not {Quote.Of(text)}", hint);
    }

    public static Meaning<bool> Truth(string key, string text) => text switch
    {
        "true" => true,
        "false" => false,
        _ => Meaning<bool>.Bad($"`{key}` is true or false, not {Quote.Of(text)}"),
    };

    [GeneratedRegex(@"\A\$?(?<figure>[0-9]{1,9}(\.[0-9]{1,6})?)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SumForm();

    [GeneratedRegex(@"\A(?<figure>[0-9]{1,3}(\.[0-9]{1,6})?)\s?%\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PercentForm();

    [GeneratedRegex(@"\A([0-9]{1,8}(\.[0-9]{1,6})?(ms|s|m|h|d)){1,5}\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationForm();

    [GeneratedRegex(@"(?<figure>[0-9]+(\.[0-9]+)?)(?<unit>ms|s|m|h|d)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DurationPart();

    [GeneratedRegex(@"\A(?<figure>" + Figure + @")\s*(?<unit>[a-z]*)\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SizeForm();
}
