using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Wording;

/// <summary>Limits as people write them: <c>50/min</c>, <c>200k tokens/min</c>, <c>2 at once</c>.</summary>
internal static partial class LimitWords
{
    private const int SlotsMax = 100_000;

    private const string Forms =
        "a limit is `50/min`, `200k tokens/min`, `2 at once`, `10/s`, `500k characters/month` or `100/hour window`";

    public static Meaning<Limit> Read(string text)
    {
        if (Parse(text) is { } limit)
        {
            return limit;
        }

        var meant = Spoken(text.Trim().ToLowerInvariant());
        return Parse(meant) is not null
            ? Meaning<Limit>.Bad($"limit {Quote.Of(text)} is not understood: write it as `{meant}`")
            : Bounds(text, meant) ?? Meaning<Limit>.Bad($"limit {Quote.Of(text)} is not understood", Forms);
    }

    /// <summary>What is wrong with the figure of what is a limit in every other way; null if that is not it.</summary>
    private static Meaning<Limit>? Bounds(string text, string meant)
    {
        var isNegative = meant.StartsWith('-');
        var figures = isNegative ? meant[1..] : meant;
        var slots = SlotForm().Match(figures);
        var form = slots.Success ? slots : RateForm().Match(figures);
        if (!form.Success)
        {
            return null;
        }

        var figure = Amounts.Of(form.Groups["figure"].Value);
        return isNegative || figure == 0
                ? Meaning<Limit>.Bad(
                    $"limit {Quote.Of(text)} must be above 0", "with it nothing would ever be sent")
            : figure != decimal.Truncate(figure)
                ? Meaning<Limit>.Bad(
                    $"limit {Quote.Of(text)} must be whole: calls at once are counted one by one",
                    FormattableString.Invariant($"such as `{Math.Ceiling(figure):0} at once`"))
            : Meaning<Limit>.Bad(FormattableString.Invariant(
                $"limit {Quote.Of(text)} is more than {SlotsMax} at once"));
    }

    private static Limit? Parse(string text)
    {
        if (SlotForm().Match(text) is { Success: true } slots)
        {
            return Amounts.Of(slots.Groups["figure"].Value) is >= 1 and <= SlotsMax and var count
                && count == decimal.Truncate(count) ? Limit.AtOnce((int)count) : null;
        }

        var rate = RateForm().Match(text);
        if (!rate.Success || Amounts.Of(rate.Groups["figure"].Value) is not (> 0 and var amount))
        {
            return null;
        }

        Unit? unit = rate.Groups["unit"].Value switch
        {
            "" or "calls" or "requests" => Unit.Requests,
            "tokens" => Unit.Tokens,
            "input tokens" => Unit.InputTokens,
            "output tokens" => Unit.OutputTokens,
            "characters" => Unit.Characters,
            _ => null,
        };
        return unit is { } counted
            ? new Limit(counted, (double)amount, Period(rate.Groups["period"].Value))
            {
                IsWindow = rate.Groups["window"].Success,
            }
            : null;
    }

    // A month has 30 days here: a bucket refills all the time, so no calendar is asked.
    private static TimeSpan Period(string name) => name switch
    {
        "s" => TimeSpan.FromSeconds(1),
        "min" => TimeSpan.FromMinutes(1),
        "hour" => TimeSpan.FromHours(1),
        "day" => TimeSpan.FromDays(1),
        _ => TimeSpan.FromDays(30),
    };

    /// <summary>Turns what other tools and people say into the one form there is.</summary>
    private static string Spoken(string text)
    {
        var whole = Thousands().Replace(text, "");
        var figures = Factor().Replace(whole, match => match.Value.Trim() == "m" ? "M" : "k");
        var slots = Parallel().Replace(figures, "${figure} at once");
        var units = UnitWords().Replace(slots, match => match.Value.Trim() switch
        {
            ['t', ..] => " tokens",
            ['c', 'h', ..] => " characters",
            _ => "",
        });
        var rates = PerMinute().Replace(units, " per minute");
        return PeriodWords().Replace(rates, match => match.Groups["p"].Value switch
        {
            ['m', 'o', ..] => "/month",
            ['m', ..] => "/min",
            ['s', ..] => "/s",
            ['h', ..] => "/hour",
            _ => "/day",
        });
    }

    [GeneratedRegex(@"\A(?<figure>" + Amounts.Figure + @") at once\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SlotForm();

    [GeneratedRegex(
        @"\A(?<figure>" + Amounts.Figure
            + @")( ?(?<unit>calls|requests|tokens|input tokens|output tokens|characters))? ?/ ?"
            + @"(?<period>s|min|hour|day|month)(?<window> window)?\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex RateForm();

    [GeneratedRegex(@"(?<=[0-9])[,_'](?=[0-9]{3}(?![0-9]))", RegexOptions.None, 1000)]
    private static partial Regex Thousands();

    [GeneratedRegex(@"(?<=[0-9]) *(k\b|m(?= ?(tok|input|output|char|call|req)))", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Factor();

    [GeneratedRegex(
        @"\A(?<figure>-?[0-9]{1,6}(\.[0-9]{1,6})?)\s*"
            + @"(x|(in )?parallel|concurrent|concurrently|at (a|the same) time|at[ -]?onces?|workers?)?\z",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex Parallel();

    [GeneratedRegex(
        @"\s*\b(tok|token|toks|requests?|reqs?|calls?|chars?|character)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UnitWords();

    [GeneratedRegex(@"\s*rpm\b", RegexOptions.None, 1000)]
    private static partial Regex PerMinute();

    [GeneratedRegex(
        @"\s*(/|\b(per|an?|every|each)\b)\s*"
            + @"(?<p>seconds?|secs?|s|minutes?|mins?|m|hours?|h|days?|d|months?)\b",
        RegexOptions.ExplicitCapture,
        1000)]
    private static partial Regex PeriodWords();
}
