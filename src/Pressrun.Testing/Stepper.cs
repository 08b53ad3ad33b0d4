using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>Drives a simulated loop turn by turn and looks, between turns, whether everything still holds.</summary>
/// <param name="loop">The loop.</param>
/// <param name="outside">The node of the world, whose time goes on whoever is dead.</param>
/// <param name="oracle">Judges.</param>
internal sealed class Stepper(Loop loop, Node outside, Oracle oracle)
{
    private const int StepsMax = 150_000;

    // Comparing memory with the journal costs more than the step itself.
    private const int ComparedEvery = 13;

    // So does adding up what a screen shows.
    private const int ShownEvery = 20 * ComparedEvery;

    private long _idles;

    /// <summary>Turns of the loop so far.</summary>
    public long Steps { get; private set; }

    /// <summary>Takes so many turns, fewer if the run ends first.</summary>
    public void Take(long count, Life life)
    {
        for (var step = 0L; step < count && !life.IsOver; step++)
        {
            Step(life);
        }
    }

    /// <summary>Takes turns until something is so.</summary>
    public void Until(Func<bool> isReached, Life? life)
    {
        while (!isReached())
        {
            Step(life);
        }
    }

    /// <summary>Lets time pass, or less if it is reached first.</summary>
    public void Pass(TimeSpan time, Life? life, Func<bool> isReached)
    {
        var until = outside.Time.Now + time;
        outside.Detach(() => Task.Delay(time, outside.Time, CancellationToken.None));
        Until(() => outside.Time.Now >= until || isReached(), life);
    }

    private void Step(Life? life)
    {
        if (++Steps > StepsMax)
        {
            throw new Violation(21, $"more than {StepsMax} steps: {Describe(life)}");
        }

        if (loop.IsIdle && ++_idles % ComparedEvery == 0 && life?.Run.Context is { } context
            && !context.Node.IsDead && context.Journal.IsSettled)
        {
            oracle.Compare(context.Lease.Run, context.State);
            Count(context.Governor);
            SizeRule.Check(context, life.Window, oracle.Order.Commits.IsInTrouble);
            if (_idles % ShownEvery == 0)
            {
                CanaryRule.Check(life.Run.Progress());
            }
        }

        if (!loop.Step())
        {
            throw new Violation(21, $"nothing can ever happen again, and it is not finished: {Describe(life)}");
        }
    }

    // What binds is worth meeting: a limit that never does is not tested.
    private void Count(Governor governor)
    {
        foreach (var waiting in governor.WaitingCalls().Where(call => call.Cause.Length > 0))
        {
            if (waiting.Cause.Contains("budget", StringComparison.Ordinal))
            {
                oracle.Count("bound: money");
            }
            else if (LaneSnapshot.StageOf(waiting.Cause) is not null)
            {
                oracle.Count("bound: stage");
            }
            else if (waiting.Cause == waiting.Quota.ParkedFor)
            {
                oracle.Count("parked");
            }
            else if (waiting.Cause == waiting.Quota.SlotWords)
            {
                oracle.Count($"bound: {Unit.Slots}");
            }
            else if (Array.Find(waiting.Quota.Buckets, bucket => bucket.Words == waiting.Cause) is { } bucket)
            {
                oracle.Count($"bound: {bucket.Limit.Unit}");
            }
        }
    }

    private string Describe(Life? life)
    {
        var governor = life?.Run.Context?.Governor;
        return $"{outside.Time.Now.TotalSeconds} s; {loop.Describe()}; "
            + $"{governor?.Waiting} calls wait, {governor?.InFlight} are in flight: "
            + string.Join(", ", governor?.WaitingCalls().Select(call => call.Cause) ?? []);
    }
}
