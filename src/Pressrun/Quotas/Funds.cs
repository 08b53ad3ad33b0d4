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
    private const string NeverInADay = "the day's budget, which is less than one call may cost";

    /// <summary>The run's.</summary>
    public Purse Run => run;

    /// <summary>Whether a call waits for money of a run or a day.</summary>
    public static bool IsMoney(string cause) => cause is ForRun or ForDay or NeverInADay;

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
            : day?.Fits(worst, now) != false ? null
            : day.MayFit(worst) ? (ForDay, day.EndsAt) : (NeverInADay, TimeSpan.MaxValue);
    }

    /// <summary>Sets a worst case aside.</summary>
    public void Reserve(Money worst)
    {
        run.Reserve(worst);
        day?.Reserve(worst);
    }

    /// <summary>The day it is, by the time it ends; the least time without a limit on days.</summary>
    public TimeSpan Today => day?.EndsAt ?? TimeSpan.MinValue;

    /// <summary>A call of a day is not heard of any more.</summary>
    public void Lose(Money worst, TimeSpan on) => day?.Lose(worst, on);

    /// <summary>A call that was lost on a day is found.</summary>
    public void Find(Money worst, Money cost, TimeSpan? on)
    {
        run.Settle(worst, cost);
        day?.Find(worst, cost, on);
    }

    /// <summary>Books what was paid, and releases the rest of the worst case.</summary>
    public void Settle(Money worst, Money cost)
    {
        run.Settle(worst, cost);
        day?.Settle(worst, cost);
    }
}
