using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>One limit of a lane, as it stands at one moment.</summary>
/// <param name="Unit">What is counted.</param>
/// <param name="Amount">How much refills in one period, or how many calls at once; 0 if that is not known.</param>
/// <param name="Period">The time in which the amount refills; zero for calls at once.</param>
/// <param name="From">Where that is known from.</param>
public sealed record LimitView(Unit Unit, double Amount, TimeSpan Period, KnownFrom From)
{
    /// <summary>
    /// Whether no window of one period may ever hold more than the amount. <value>The default is no.</value>
    /// </summary>
    public bool IsWindow { get; init; }

    /// <summary>The most that may be taken at once; 0 if nothing is known.</summary>
    public double Capacity { get; init; }

    /// <summary>What is left of it, refilled up to the moment; below 0 if more was taken than there was.</summary>
    public double Room { get; init; }

    /// <summary>Refill a second; 0 for calls at once.</summary>
    public double RatePerSecond { get; init; }

    /// <summary>Whether all of it was once taken at a stroke and nothing was refused.</summary>
    public bool IsBurstProven { get; init; }

    /// <summary>The size of a smaller bucket that refusals have shown inside it; null for none.</summary>
    public double? Grain { get; init; }

    /// <summary>How long it must stay quiet before a higher rate is tried; null for calls at once.</summary>
    public TimeSpan? ProbeEvery { get; init; }
}
