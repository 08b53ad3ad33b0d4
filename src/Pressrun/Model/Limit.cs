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

    private Limit(int slots) => (Unit, Amount, Capacity) = (Unit.Slots, slots, slots);

    /// <summary>What is counted.</summary>
    public Unit Unit { get; }

    /// <summary>How much refills in one <see cref="Period"/>; for slots, their number.</summary>
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

    /// <summary>Refill per second; 0 for slots.</summary>
    public double RatePerSecond => Unit == Unit.Slots ? 0 : Amount / Period.TotalSeconds;

    /// <summary>A number of calls at the same time, at least 1.</summary>
    public static Limit AtOnce(int slots) =>
        slots >= 1 ? new(slots) : throw new ArgumentException($"A limit needs at least 1 at once, not {slots}.");

    /// <summary>A number of requests per minute.</summary>
    public static Limit PerMinute(double requests) => new(Unit.Requests, requests, TimeSpan.FromMinutes(1));

    /// <summary>The limit as a user writes it: <c>2 at once</c>, <c>50/min</c>, <c>40000 tokens/min</c>.</summary>
    public override string ToString()
    {
        var amount = Amount.ToString("0.######", CultureInfo.InvariantCulture);
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
