using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Cli.Screens;

/// <summary>Numbers as all screens write them, the same in every country.</summary>
internal static class Words
{
    private static readonly string[] Ticks = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];

    /// <summary>Length of time in words: <c>0 h 31 min</c>, <c>36 h 20 min</c>; rounded to the minute.</summary>
    public static string Span(TimeSpan span)
    {
        var minutes = (long)Math.Round(span.TotalMinutes, MidpointRounding.AwayFromZero);
        return string.Create(CultureInfo.InvariantCulture, $"{minutes / 60} h {minutes % 60:00} min");
    }

    /// <summary>
    /// Length of time in words, as exact as one wants to know: <c>3.4 s</c>, <c>12 s</c>, <c>1 min 10 s</c>,
    /// <c>2 h 05 min</c>.
    /// </summary>
    public static string Length(TimeSpan span)
    {
        var seconds = (long)Math.Round(span.TotalSeconds, MidpointRounding.AwayFromZero);
        return seconds switch
        {
            < 10 => span.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture) + " s",
            < 60 => string.Create(CultureInfo.InvariantCulture, $"{seconds} s"),
            < 3600 => string.Create(CultureInfo.InvariantCulture, $"{seconds / 60} min {seconds % 60:00} s"),
            _ => Span(span),
        };
    }

    /// <summary>Length of time as a clock: <c>2:14:07</c>, <c>125:00:00</c>; full seconds.</summary>
    public static string Clock(TimeSpan span) => string.Create(
        CultureInfo.InvariantCulture, $"{(long)span.TotalHours}:{span.Minutes:00}:{span.Seconds:00}");

    /// <summary>
    /// Time of day, with its day if not today: <c>09:31</c>, <c>Tue 09:31</c>, <c>12 Nov 09:31</c>; both times are in
    /// the same zone.
    /// </summary>
    public static string Moment(DateTimeOffset moment, DateTimeOffset now, bool hasSeconds = false)
    {
        var days = (moment.Date - now.Date).Days;
        var day = days == 0 ? "" : days is > 0 and < 7 ? "ddd " : moment.Year == now.Year ? "d MMM " : "d MMM yyyy ";
        return moment.ToString(day + (hasSeconds ? "HH:mm:ss" : "HH:mm"), CultureInfo.InvariantCulture);
    }

    /// <summary>A time of the store as the clock on the user's wall shows it, for every screen.</summary>
    public static string Local(DateTimeOffset moment, TimeProvider time, bool hasSeconds = false) =>
        Moment(TimeZoneInfo.ConvertTime(moment, time.LocalTimeZone), time.GetLocalNow(), hasSeconds);

    /// <summary>
    /// An amount: <c>$16.90</c>; below a cent with the places it needs: <c>$0.0004</c>; padded after the sign to a
    /// width, so that columns align: <c>$ 16.90</c>.
    /// </summary>
    public static string Money(Money amount, int width = 0)
    {
        var isTiny = amount.Micros is > -10_000 and < 10_000 and not 0;
        var dollars = Math.Abs(amount.Micros / 1_000_000m);
        var figures = dollars.ToString(isTiny ? "0.00####" : "#,##0.00", CultureInfo.InvariantCulture);
        return (amount.Micros < 0 ? "-$" : "$") + figures.PadLeft(Math.Max(0, width - 1));
    }

    /// <summary>A limit of money, without cents where it has none: <c>$625</c>, <c>$0.50</c>.</summary>
    public static string Limit(Money amount) =>
        amount.Micros % 1_000_000 == 0
            ? "$" + (amount.Micros / 1_000_000).ToString("#,##0", CultureInfo.InvariantCulture)
            : Money(amount);

    /// <summary>
    /// An amount that something does not exceed: <c>≤ $0.42</c>; what is left out behind the cents is rounded up.
    /// </summary>
    public static string AtMost(Money amount)
    {
        var cents = amount.Micros < 10_000 ? amount : new Money((amount.Micros + 9_999) / 10_000 * 10_000);
        return "≤ " + Money(cents);
    }

    /// <summary>
    /// What was spent; what nobody knows the price of is never shown as free: <c>$0.00 + unknown</c>.
    /// </summary>
    public static string Spent(Money amount, bool hasUnknownPrice) =>
        Money(amount) + (hasUnknownPrice ? " + unknown" : "");

    /// <summary>A number of things: <c>1,412</c>.</summary>
    public static string Count(long count) => count.ToString("#,##0", CultureInfo.InvariantCulture);

    /// <summary>A large number in short: <c>940</c>, <c>12.5k</c>, <c>1.9M</c>.</summary>
    public static string Short(long count) => count switch
    {
        < 1000 => Count(count),
        < 999_950 => (count / 1000m).ToString("0.#", CultureInfo.InvariantCulture) + "k",
        _ => (count / 1_000_000m).ToString("#,##0.#", CultureInfo.InvariantCulture) + "M",
    };

    /// <summary>A share, 0 to 1, as <c>41%</c>; rounded down, so that 100% means all.</summary>
    public static string Percent(double share) =>
        Math.Floor(Bounded(share) * 100 + 1e-9).ToString("0", CultureInfo.InvariantCulture) + "%";

    /// <summary>Shares, 0 to 1, as a line of bars: <c>▂▃█</c>.</summary>
    public static string Sparkline(IEnumerable<double> shares) =>
        string.Concat(shares.Select(share => Ticks[Math.Min(Ticks.Length - 1, (int)(Bounded(share) * Ticks.Length))]));

    // What is not a number counts as nothing: a quota just learned may divide by zero.
    private static double Bounded(double share) => share > 0 ? Math.Min(share, 1) : 0;
}
