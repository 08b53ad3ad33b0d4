using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>The money a call needs beside its item's: the run's and the day's.</summary>
/// <param name="run">The run's.</param>
/// <param name="day">The day's; null for no limit.</param>
internal sealed class Funds(Purse run, DayPurse? day)
{
    /// <summary>What a budget is called when it binds.</summary>
    public const string ForRun = "the budget";

    private const string ForDay = "the day's budget, anew at midnight UTC";

    /// <summary>The run's.</summary>
    public Purse Run => run;

    /// <summary>Whether a call waits for money of a run or a day.</summary>
    public static bool IsMoney(string cause) => cause is ForRun or ForDay;

    /// <summary>Whether settling a call may let another one go.</summary>
    public bool IsLimited => run.Limit is not null || day is not null;

    /// <summary>
    /// What does not reach for a call, and when it may without another event; null if everything does.
    /// </summary>
    public (string Cause, TimeSpan WakeAt)? Lacks(Lease lease, TimeSpan now)
    {
        var worst = lease.Demand.WorstCase;
        return lease.HasMoney ? null
            : !run.Fits(worst) ? (ForRun, TimeSpan.MaxValue)
            : day?.Fits(worst, now) == false ? (ForDay, day.MayFit(worst) ? day.EndsAt : TimeSpan.MaxValue)
            : null;
    }

    /// <summary>Sets a worst case aside.</summary>
    public void Reserve(Money worst)
    {
        run.Reserve(worst);
        day?.Reserve(worst);
    }

    /// <summary>Books what was paid, and releases the rest of the worst case.</summary>
    public void Settle(Money worst, Money cost)
    {
        run.Settle(worst, cost);
        day?.Settle(worst, cost);
    }
}
