using System.Globalization;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>
/// One run of the whole engine in a simulated world, decided by its seed: a drawn workload, drawn faults, one to five
/// lives that end in a crash, a stop or a takeover, then a calm phase in which it must finish.
/// </summary>
internal sealed class Simulation : IDisposable
{
    private const int StepsMax = 150_000;
    private const int LivesInCalmMax = 30;
    private const int EventsShown = 40;

    // Comparing memory with the journal costs more than the step itself.
    private const int ComparedEvery = 13;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly Draws _draws;
    private readonly Picker _picker;
    private readonly VirtualWaiter _waiter = new(Start);
    private readonly Loop _loop;
    private readonly Oracle _oracle;
    private readonly SimDisk _disk;
    private readonly World _world;
    private readonly Faults _faults;
    private readonly Node _worldNode;
    private Workload _work;
    private Budget _budget;
    private int _edits;
    private long _steps;
    private long _idles;

    private Simulation(ulong seed, bool isCalm)
    {
        _draws = new Draws(seed);
        _picker = Pickers.Draw(_draws.For("picker"));
        _loop = new(_waiter, _picker);
        _worldNode = _loop.Node("world");
        _oracle = new(_loop);
        _disk = new(_worldNode, _draws.For("disk"), _oracle);
        _world = new(_worldNode, _draws.For("world"), _oracle);
        _faults = Faults.Draw(_draws.For("faults"));
        _work = Workload.Draw(_draws.For("workload"), 0);
        _budget = isCalm ? Budget.Unlimited : DrawBudget(_draws.For("budget"));
    }

    /// <summary>Runs a seed to its end; throws the first <see cref="Violation"/>.</summary>
    public static SimulationResult Run(ulong seed)
    {
        using var simulation = new Simulation(seed, isCalm: false);
        try
        {
            simulation.Live();
            simulation._oracle.End();
        }
        catch (StuckException stuck)
        {
            throw simulation.Describe(seed, new Violation(22, stuck.Message));
        }
        catch (Exception error) when (error is not Violation)
        {
            throw simulation.Describe(seed, new Violation(0, error.ToString()));
        }
        catch (Violation violation)
        {
            throw simulation.Describe(seed, violation);
        }

        simulation.CheckAgainst(seed);
        return new(simulation._picker.Trace, simulation._steps, TimeSpan.FromTicks(simulation._loop.Now),
            simulation._oracle.Counts);
    }

    /// <summary>Runs the seed's final definition in a world without crashes and passing faults.</summary>
    private static SortedDictionary<string, string> Undisturbed(ulong seed, int edits)
    {
        using var simulation = new Simulation(seed, isCalm: true);
        simulation._work = Workload.Draw(simulation._draws.For("workload"), edits);
        simulation._edits = edits;
        try
        {
            simulation.Calm();
            return simulation.Outcome();
        }
        catch (Exception error)
        {
            throw simulation.Describe(seed, error as Violation ?? new Violation(0, error.ToString()));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _loop.Dispose();

    private static Budget DrawBudget(Draws draws) => new(
        draws.Chance("run?", 0.4) ? new Money(draws.Of("run", 2_000, 20_000, 200_000)) : null,
        draws.Chance("item?", 0.2) ? new Money(draws.Of("item", 3_000, 20_000)) : null,
        draws.Chance("day?", 0.1) ? new Money(draws.Of("day", 5_000, 50_000)) : null);

    private void Live()
    {
        var lives = _draws.Int("lives", 1, 5);
        for (var life = 1; life <= lives; life++)
        {
            var of = _draws.For("life", (ulong)life);
            _world.Faults = _faults;
            _disk.Faults = _faults;
            var (node, run, task) = Begin(life);
            var ending = of.Of("ending", LifeEnding.AtStep, LifeEnding.AtStep, LifeEnding.AtCommit,
                LifeEnding.AfterCommit, LifeEnding.Stop, LifeEnding.StopNow, LifeEnding.Takeover, LifeEnding.Pause);
            Drive(of, ending, node, run, task);
            Between(of);
        }

        _budget = Budget.Unlimited;
        Calm();
    }

    private void Calm()
    {
        // What is a pure function of the call stays: it is the world, not a fault that passes.
        var pure = Faults.None with { Permanent = _faults.Permanent, Garbage = _faults.Garbage };
        (_world.Faults, _disk.Faults) = (pure, Faults.None);
        for (var life = 1; life <= LivesInCalmMax; life++)
        {
            var (_, run, task) = Begin(100 + life);
            Until(() => task.IsCompleted, run);
            var result = End(task);
            if (result.Ending is RunEnding.Complete or RunEnding.Nothing or RunEnding.BatchFailed)
            {
                CheckDone(result);
                return;
            }
        }

        throw new Violation(21, "the calm phase did not finish the batch");
    }

    private void CheckDone(RunResult result)
    {
        // A stage before the items that came to a halt leaves them untouched, and says so.
        var open = result.Ending == RunEnding.BatchFailed ? 0 : result.Items.GetValueOrDefault(ItemState.Open);
        if (open > 0 || result.Items.Values.Sum() != _work.Items)
        {
            throw new Violation(9, $"the run is complete, but of {_work.Items} items {open} are open: {result}");
        }
    }

    private (Node Node, Run Run, Task<RunResult> Task) Begin(int life)
    {
        var node = _loop.Node("engine");
        var providers = _work.Lanes.ToDictionary(lane => lane.Name,
            IProvider (lane) => new WorldProvider(_world, node, lane, _work.Recoveries[lane.Name]),
            StringComparer.Ordinal);
        _oracle.Begin(_work.Pipeline, _budget);
        _world.Listener = node;
        _oracle.Note($"life {life} begins");
        var run = new Run(node, new(_work.Pipeline, _work.Source, providers, _disk)
        {
            Budget = _budget,
            Holder = string.Create(CultureInfo.InvariantCulture, $"life {life}"),
            Seed = life,
            Window = _work.Window,
        });
        var task = new TaskCompletionSource<RunResult>();
        node.Detach(async () =>
        {
            try
            {
                task.SetResult(await run.RunAsync(CancellationToken.None));
            }
            catch (StoreException failure)
            {
                task.SetResult(new(RunEnding.Store, failure.Message, "", new Dictionary<ItemState, long>(), default,
                    default, 0, new Dictionary<string, Tally>(StringComparer.Ordinal)));
            }
        });
        return (node, run, task.Task);
    }

    private void Drive(Draws of, LifeEnding ending, Node node, Run run, Task<RunResult> task)
    {
        // Logarithmic, so that the first steps of a life are met as often as its hundreds.
        var after = (long)Math.Exp(of.Unit("after") * Math.Log(4_000));
        _oracle.Note($"this life ends {ending}");
        switch (ending)
        {
            case LifeEnding.AtStep:
                Steps(after, task, run);
                Kill(of, node, task);
                break;
            case LifeEnding.AtCommit or LifeEnding.AfterCommit:
                var reached = false;
                var commit = _disk.Commits + 1 + (after % 40);
                _disk.CommitReached = (number, isDurable) =>
                {
                    if (number >= commit && isDurable == (ending == LifeEnding.AfterCommit) && !reached)
                    {
                        reached = true;
                        Kill(of, node, task);
                    }
                };
                Until(() => reached || task.IsCompleted, run);
                _disk.CommitReached = (_, _) => { };
                break;
            case LifeEnding.Stop or LifeEnding.StopNow:
                Steps(after, task, run);
                _oracle.Count($"ended by {ending}");
                _oracle.SilentSince = _worldNode.Time.Now;
                node.Post(ending == LifeEnding.Stop ? run.Stop : run.StopNow);
                Until(() => task.IsCompleted, run);
                End(task);
                break;
            case LifeEnding.Pause:
                Pause(after, node, run, task);
                Kill(of, node, task);
                break;
            case LifeEnding.Takeover:
                // The old process lives on and may not write any more.
                Steps(after, task, run);
                _oracle.Count("taken over");
                break;
        }
    }

    private void Pause(long after, Node node, Run run, Task<RunResult> task)
    {
        Steps(after, task, run);
        if (task.IsCompleted)
        {
            return;
        }

        _oracle.Count("paused");
        _oracle.SilentSince = _worldNode.Time.Now;
        node.Post(run.Pause);
        var until = _worldNode.Time.Now + TimeSpan.FromMinutes(5);
        Until(() => task.IsCompleted || _worldNode.Time.Now >= until, run, until);
        if (!task.IsCompleted)
        {
            _oracle.SilentSince = null;
            node.Post(run.Go);
            Steps(after, task, run);
        }
    }

    private void Kill(Draws of, Node node, Task<RunResult> task)
    {
        if (task.IsCompleted)
        {
            _oracle.Count("finished before its end");
            return;
        }

        node.Kill();
        var isPowerCut = of.Chance("power cut", 0.3);
        var lost = _disk.Crash(isPowerCut);
        _oracle.Note($"killed, {lost} commits lost");
        _oracle.Count(isPowerCut ? "power cut" : "killed");
        _oracle.Count(lost > 0 ? "commits lost" : "no commit lost");
    }

    // Time passes between two lives, the world goes on; sometimes the definition, the budget or the clock changes.
    private void Between(Draws of)
    {
        var downtime = of.Of("downtime", TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2),
            TimeSpan.FromHours(8));
        var until = _worldNode.Time.Now + downtime;
        Until(() => _worldNode.Time.Now >= until, null, until);
        if (of.Chance("edit", 0.15))
        {
            _oracle.Count("definition changed");
            _work = Workload.Draw(_draws.For("workload"), ++_edits);
        }

        if (of.Chance("money", 0.2))
        {
            _oracle.Count("budget changed");
            _budget = DrawBudget(of.For("budget"));
        }

        if (of.Chance("clock", 0.1))
        {
            _oracle.Count("clock jumped");
            _waiter.Skew += of.Of("skew", TimeSpan.FromHours(-1), TimeSpan.FromHours(1));
            _world.HasClockJumped = true;
        }
    }

    private RunResult End(Task<RunResult> task)
    {
        var result = task.IsCompletedSuccessfully ? task.GetAwaiter().GetResult()
            : throw new Violation(0, "the run did not end");
        _oracle.Note($"ended: {result.Ending} {result.Cause}");
        _oracle.Count($"ended: {result.Ending}");
        if (result.Ending == RunEnding.Budget && _budget == Budget.Unlimited)
        {
            throw new Violation(22, $"the run waits for money although there is no budget: {result.Cause}");
        }

        BoundRule.Check(result.Bound);
        return result;
    }

    private void Steps(long count, Task<RunResult> task, Run run)
    {
        for (var step = 0L; step < count && !task.IsCompleted; step++)
        {
            Step(run);
        }
    }

    private void Until(Func<bool> isReached, Run? run, TimeSpan? at = null)
    {
        if (at is { } time && time > _worldNode.Time.Now)
        {
            _worldNode.Detach(() => Task.Delay(time - _worldNode.Time.Now, _worldNode.Time, CancellationToken.None));
        }

        while (!isReached())
        {
            Step(run);
        }
    }

    private void Step(Run? run)
    {
        if (++_steps > StepsMax)
        {
            throw new Violation(21, $"more than {StepsMax} steps");
        }

        if (_loop.IsIdle && ++_idles % ComparedEvery == 0 && run?.Context is { } context
            && !context.Node.IsDead && context.Journal.IsSettled)
        {
            _oracle.Compare(context.Lease.Run, context.State);
            if (context.State.Live.Count > _work.Window + 1)
            {
                throw new Violation(29, $"{context.State.Live.Count} items live in a window of {_work.Window}");
            }
        }

        if (!_loop.Step())
        {
            var governor = run?.Context?.Governor;
            throw new Violation(21, $"nothing can ever happen again, and it is not finished: {_loop.Describe()}; "
                + $"{governor?.Waiting} calls wait, {governor?.InFlight} are in flight: "
                + string.Join(", ", governor?.WaitingCalls().Select(call => call.Cause) ?? []));
        }
    }

    private SortedDictionary<string, string> Outcome()
    {
        var books = _oracle.Runs.Values.Last();
        var outcome = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (ordinal, state) in books.Items)
        {
            outcome[string.Create(CultureInfo.InvariantCulture, $"{ordinal}")] = state.ToString();
        }

        foreach (var ((ordinal, stage, part), hash) in books.Results)
        {
            outcome[string.Create(CultureInfo.InvariantCulture, $"{ordinal}/{stage}/{part}")] = hash;
        }

        return outcome;
    }

    // Every item that is done must be what it is without crashes and faults; tries may have run out for others.
    private void CheckAgainst(ulong seed)
    {
        var (here, there) = (Outcome(), Undisturbed(seed, _edits));
        foreach (var (what, state) in here.Where(pair => !pair.Key.Contains('/', StringComparison.Ordinal)))
        {
            var undisturbed = there[what];
            if (state != undisturbed && state is not (nameof(ItemState.Failed) or nameof(ItemState.Open)))
            {
                throw Describe(seed, new Violation(17, $"item {what} is {state}, undisturbed {undisturbed}"));
            }

            foreach (var (result, hash) in here.Where(pair => state == nameof(ItemState.Done)
                         && pair.Key.StartsWith(what + "/", StringComparison.Ordinal)))
            {
                if (there.GetValueOrDefault(result) != hash)
                {
                    throw Describe(seed, new Violation(17, $"{result} differs from the undisturbed run's"));
                }
            }
        }
    }

    private Violation Describe(ulong seed, Violation violation) => new(violation.Invariant,
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {_steps} steps: {violation.Message}\n")
        + string.Join('\n', _oracle.Last.TakeLast(EventsShown)));
}
