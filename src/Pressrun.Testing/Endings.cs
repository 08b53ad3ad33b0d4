using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>Brings one life of a simulated engine to its drawn end.</summary>
/// <param name="stepper">Drives the loop.</param>
/// <param name="waiter">The clock.</param>
/// <param name="disk">The disk.</param>
/// <param name="oracle">Judges.</param>
/// <param name="world">The node of the world.</param>
internal sealed class Endings(Stepper stepper, SimWaiter waiter, SimDisk disk, Oracle oracle, Node world)
{
    /// <summary>Faults in force.</summary>
    public required Faults Faults { get; init; }

    /// <summary>Told of a run that ended by itself.</summary>
    public required Action<Life> Ended { get; init; }

    /// <summary>Lives, and ends as drawn.</summary>
    public void Drive(Draws of, LifeEnding ending, Life life)
    {
        // Logarithmic, so that the first steps of a life are met as often as its hundreds.
        var after = (long)Math.Exp(of.Unit("after") * Math.Log(4_000));
        oracle.Note($"this life ends {ending}");
        Disturb(of, life);
        switch (ending)
        {
            case LifeEnding.AtStep:
                stepper.Take(after, life);
                Kill(of, life);
                break;
            case LifeEnding.AtCommit or LifeEnding.AfterCommit:
                KillAtCommit(of, disk.Commits + 1 + (after % 40), ending == LifeEnding.AfterCommit, life);
                break;
            case LifeEnding.InRecovery:
                var left = after % 60;
                stepper.Until(() => life.IsOver || life.Run.Context is not null || left-- <= 0, life);
                oracle.Count(life.Run.Context is null ? "killed in recovery" : "killed after recovery");
                Kill(of, life);
                break;
            case LifeEnding.Stop or LifeEnding.StopNow or LifeEnding.StopTwice:
                Stop(of, ending, after, life);
                break;
            case LifeEnding.Pause:
                Pause(of, after, life);
                Kill(of, life);
                break;
            case LifeEnding.Takeover:
                // The old process lives on and may not write any more.
                stepper.Take(after, life);
                oracle.Count("taken over");
                oracle.HasTwo = true;
                break;
        }
    }

    // Sometimes the machine sleeps, or its clock is set, in the middle of everything.
    private void Disturb(Draws of, Life life)
    {
        if (Strikes(Fault.Suspend, of))
        {
            stepper.Take((long)Math.Exp(of.Unit("suspended after") * Math.Log(1_000)), life);
            oracle.Note("the machine sleeps");
            var since = world.Time.Now;
            waiter.Sleep(of.Of("for", TimeSpan.FromMinutes(3), TimeSpan.FromHours(8)));
            oracle.Order.Commits.Sleep(since, world.Time.Now);
        }

        if (Strikes(Fault.ClockJump, of))
        {
            stepper.Take((long)Math.Exp(of.Unit("jumps after") * Math.Log(1_000)), life);
            oracle.Note("the clock is set");
            waiter.Skew += of.Of("by", TimeSpan.FromHours(-1), TimeSpan.FromHours(1));
            oracle.HasClockJumped = true;
        }
    }

    private bool Strikes(Fault fault, Draws of)
    {
        var strikes = Faults.Strike(fault, of);
        if (strikes)
        {
            oracle.Count(fault);
        }

        return strikes;
    }

    private void KillAtCommit(Draws of, long commit, bool isAfter, Life life)
    {
        var reached = false;
        disk.CommitReached = (number, isDurable) =>
        {
            if (number >= commit && isDurable == isAfter && !reached)
            {
                reached = true;
                Kill(of, life);
            }
        };
        stepper.Until(() => reached || life.IsOver, life);
        disk.CommitReached = (_, _) => { };
    }

    private void Stop(Draws of, LifeEnding ending, long after, Life life)
    {
        stepper.Take(after, life);
        oracle.Count($"ended by {ending}");
        oracle.SilentSince = world.Time.Now;
        oracle.Order.Rest();
        life.Node.Post(ending == LifeEnding.StopNow ? life.Run.StopNow : life.Run.Stop);
        if (ending == LifeEnding.StopTwice)
        {
            stepper.Take(of.Int("again after", 1, 200), life);
            life.Node.Post(life.Run.StopNow);
        }

        stepper.Until(() => life.IsOver, life);
        Ended(life);
    }

    private void Pause(Draws of, long after, Life life)
    {
        stepper.Take(after, life);
        if (life.IsOver)
        {
            return;
        }

        oracle.Count("paused");
        oracle.SilentSince = world.Time.Now;
        oracle.Order.Pause(world.Time.Now);
        life.Node.Post(life.Run.Pause);
        stepper.Pass(of.Of("paused for", TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15)), life, () => life.IsOver);
        if (!life.IsOver)
        {
            oracle.SilentSince = null;
            oracle.Order.GoOn(world.Time.Now);
            life.Node.Post(life.Run.Go);
            stepper.Take(after, life);
        }
    }

    private void Kill(Draws of, Life life)
    {
        if (life.IsOver)
        {
            oracle.Count("finished before its end");
            return;
        }

        life.Node.Kill();
        var isPowerCut = of.Chance("power cut", 0.3);
        var lost = disk.Crash(isPowerCut);
        oracle.Note($"killed, {lost} commits lost");
        oracle.Count(isPowerCut ? "power cut" : "killed");
        oracle.Count(lost > 0 ? "commits lost" : "no commit lost");
        if (oracle.InFlight > 0)
        {
            oracle.Count("killed with calls in flight");
        }
    }
}
