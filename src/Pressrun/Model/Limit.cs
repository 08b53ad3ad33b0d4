using System.Globalization;

namespace Pressrun.Model;

/// <summary>
/// A bucket of <see cref="Capacity"/> that refills all the time at <see cref="Amount"/> per <see cref="Period"/>, as
/// vendors enforce it; or, with <see cref="Unit.Slots"/>, a number of calls at the same time.
/// </summary>
public sealed record Limit
{
    /// <summary>A rate such as 50 requests a minute.</summary>
    /// <param name="unit">What is counted.</param>
    /// <param name="amount">How much refills in one <paramref name="period"/>; above 0.</param>
    /// <param name="period">The time in which the amount refills; above 0.</param>
    public Limit(Unit unit, double amount, TimeSpan period)
    {
        if (!(amount > 0) || double.IsInfinity(amount) || period <= TimeSpan.Zero || unit == Unit.Slots)
        {
            throw new ArgumentException($"A limit needs an amount and a period above 0, not {amount} per {period}.");
        }

        (Unit, Amount, Period, Capacity) = (unit, amount, period, amount);
    }

    private Limit(Unit unit, double amount, TimeSpan period, double capacity) =>
        (Unit, Amount, Period, Capacity) = (unit, amount, period, capacity);

    /// <summary>What is counted.</summary>
    public Unit Unit { get; }

    /// <summary>
    /// How much refills in one <see cref="Period"/>; for slots, their number; 0 if only replies can tell.
    /// </summary>
    public double Amount { get; }

    /// <summary>The refill period; zero for slots.</summary>
    public TimeSpan Period { get; }

    /// <summary>The most that may be taken at once. <value>The default is <see cref="Amount"/>.</value></summary>
    public double Capacity { get; init; }

    /// <summary>How output is charged. <value>The default is <see cref="Charge.Reserve"/>.</value></summary>
    public Charge Charge { get; init; }

    /// <summary>
    /// Whether no window of one period may ever hold more than the amount, the strict form.
    /// <value>The default is no: a bucket.</value>
    /// </summary>
    public bool IsWindow { get; init; }

    /// <summary>
    /// Whether it is never exceeded, whatever replies say: what a user wrote. Otherwise it is an assumption that
    /// replies correct both ways. <value>The default is no; a window is never exceeded in any case.</value>
    /// </summary>
    public bool IsCeiling { get; init; }

    /// <summary>
    /// How a limit on <see cref="Unit.Tokens"/> puts input and output together.
    /// <value>The default is their sum.</value>
    /// </summary>
    public Combine Combine { get; init; }

    /// <summary>What one output token counts, in tokens. <value>1.</value></summary>
    public double OutputWeight { get; init; } = 1;

    /// <summary>Whether input tokens read from the provider's cache count nothing. <value>They count.</value></summary>
    public bool CacheReadsFree { get; init; }

    /// <summary>The reply headers that tell of it; null if the provider tells nothing. <value>Null.</value></summary>
    public LimitHeaders? Headers { get; init; }

    /// <summary>Whether its amount is known or assumed; otherwise it restricts nothing until a reply tells.</summary>
    public bool IsKnown => Amount > 0;

    /// <summary>Refill per second; 0 for slots.</summary>
    public double RatePerSecond => Unit == Unit.Slots ? 0 : Amount / Period.TotalSeconds;

    /// <summary>A number of calls at the same time, at least 1.</summary>
    public static Limit AtOnce(int slots) =>
        slots >= 1
            ? new(Unit.Slots, slots, default, slots)
            : throw new ArgumentException($"A limit needs at least 1 at once, not {slots}.");

    /// <summary>A limit that exists but whose amount only replies can tell.</summary>
    /// <param name="unit">What is counted.</param>
    public static Limit Unknown(Unit unit) =>
        new(unit, 0, unit == Unit.Slots ? default : TimeSpan.FromMinutes(1), 0);

    /// <summary>A number of requests per minute.</summary>
    public static Limit PerMinute(double requests) => new(Unit.Requests, requests, TimeSpan.FromMinutes(1));

    /// <summary>The limit as a user writes it: <c>2 at once</c>, <c>50/min</c>, <c>40000 tokens/min</c>.</summary>
    public override string ToString()
    {
        var amount = IsKnown ? Amount.ToString("0.######", CultureInfo.InvariantCulture) : "some";
        if (Unit == Unit.Slots)
        {
            return $"{amount} at once";
        }

        var period = Period.TotalSeconds switch
        {
            1 => "s",
            60 => "min",
            3600 => "hour",
            86400 => "day",
            2592000 => "month",
            var seconds => seconds.ToString("0.###", CultureInfo.InvariantCulture) + "s",
        };
        var unit = Unit switch
        {
            Unit.Requests => "",
            Unit.Tokens => " tokens",
            Unit.InputTokens => " input tokens",
            Unit.OutputTokens => " output tokens",
            _ => " characters",
        };
        return $"{amount}{unit}/{period}{(IsWindow ? " window" : "")}";
    }
}
