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
    private const int LivesInCalmMax = 60;
    private const int FirstInCalm = 100;

    private static readonly DateTimeOffset Start = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly Draws _draws;
    private readonly Reduction _reduction;
    private readonly Picker _picker;
    private readonly SimWaiter _waiter;
    private readonly Loop _loop;
    private readonly Oracle _oracle;
    private readonly IKeeper _keeper;
    private readonly SimDisk _disk;
    private readonly World _world;
    private readonly Faults _faults;
    private readonly Node _worldNode;
    private readonly Stepper _stepper;
    private readonly List<Edit> _edits = [];
    private Dictionary<string, IProvider> _providers = new(StringComparer.Ordinal);
    private Workload _work;
    private Budget _budget;

    private Simulation(ulong seed, Reduction reduction, bool isCalm, Func<TimeProvider, IKeeper> keep)
    {
        (_draws, _reduction) = (new(seed), reduction);
        _picker = Pickers.Draw(_draws.For("picker"));
        _waiter = new(Start, _draws.ToRandom("timers"));
        _loop = new(_waiter, _picker);
        _worldNode = _loop.Node("world");
        _oracle = new(_loop);
        _stepper = new(_loop, _worldNode, _oracle);
        _keeper = keep(_worldNode.Time);
        _disk = new(_worldNode, _draws.For("disk"), _oracle, _keeper);
        _faults = Faults.Draw(_draws.For("faults"), reduction.Without);
        _work = Workload.Draw(_draws.For("workload"), _edits, reduction);
        _oracle.Natures = isCalm
            ? _work.Natures.ToDictionary(nature => nature.Key, nature => nature.Value.Honest(), StringComparer.Ordinal)
            : _work.Natures;
        _world = new(_worldNode, _draws.For("world"), _oracle) { Natures = _oracle.Natures };
        _budget = isCalm ? Budget.Unlimited : DrawBudget(_draws.For("budget"));
    }

    /// <summary>Runs a seed to its end; throws the first <see cref="Violation"/>.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="reduction">What is left out of it; null for nothing.</param>
    /// <param name="keep">Makes what lies beneath its disk; null keeps everything in memory.</param>
    public static SimulationResult Run(
        ulong seed, Reduction? reduction = null, Func<TimeProvider, IKeeper>? keep = null)
    {
        reduction ??= Reduction.None;
        using var simulation = new Simulation(seed, reduction, isCalm: false, keep ?? (_ => new ImageKeeper()));
        simulation.Guard(seed, () =>
        {
            simulation.Live();
            simulation._oracle.End();
            ReplayRule.Check(simulation._work.Pipeline, simulation._providers, simulation._keeper, simulation._oracle);
            simulation.CheckAgainst(Undisturbed(seed, reduction, simulation._edits));
        });
        return new(simulation._picker.Trace, simulation._stepper.Steps, TimeSpan.FromTicks(simulation._loop.Now),
            simulation._oracle.Counts);
    }

    /// <summary>Runs the seed's final definition in a world without crashes and passing faults.</summary>
    private static SortedDictionary<string, string> Undisturbed(ulong seed, Reduction reduction, List<Edit> edits)
    {
        using var simulation = new Simulation(seed, reduction, isCalm: true, _ => new ImageKeeper());
        simulation._edits.AddRange(edits);
        simulation._work = Workload.Draw(simulation._draws.For("workload"), edits, reduction);
        simulation.Guard(seed, simulation.Calm);
        return simulation.Outcome();
    }

    private void Guard(ulong seed, Action action)
    {
        try
        {
            action();
        }
        catch (StuckException stuck)
        {
            throw Describe(seed, new Violation(22, stuck.Message));
        }
        catch (Violation violation)
        {
            throw violation.Seed > 0 ? violation : Describe(seed, violation);
        }
        catch (Exception error)
        {
            throw Describe(seed, new Violation(0, error.ToString()));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _keeper.Dispose();
        _loop.Dispose();
    }

    private static Budget DrawBudget(Draws draws) => new(
        draws.Chance("run?", 0.4) ? new Money(draws.Of("run", 2_000, 20_000, 200_000)) : null,
        draws.Chance("item?", 0.2) ? new Money(draws.Of("item", 3_000, 20_000)) : null,
        draws.Chance("day?", 0.1) ? new Money(draws.Of("day", 5_000, 50_000)) : null);

    private void Live()
    {
        _waiter.Lateness = _faults[Fault.LateTimers];
        var endings = new Endings(_stepper, _waiter, _disk, _oracle, _worldNode)
        {
            Faults = _faults,
            Ended = life => End(life),
        };
        var (lives, again) = (_draws.Int("lives", 1, 5), false);
        for (var life = 1; life <= lives; life++)
        {
            if (_reduction.WithoutLives.Contains(life))
            {
                continue;
            }

            var of = _draws.For("life", (ulong)life);
            _world.Faults = _faults;
            _disk.Faults = _faults;
            var ending = again ? LifeEnding.InRecovery : of.Of("ending",
                LifeEnding.AtStep, LifeEnding.AtStep, LifeEnding.AtCommit, LifeEnding.AfterCommit,
                LifeEnding.InRecovery, LifeEnding.Stop, LifeEnding.StopNow, LifeEnding.StopTwice, LifeEnding.Takeover,
                LifeEnding.Pause);
            again = !again && ending == LifeEnding.InRecovery && life < lives;
            endings.Drive(of, ending, Begin(life));
            if (!again)
            {
                Between(of);
            }
        }

        _budget = Budget.Unlimited;
        Calm();
    }

    private void Calm()
    {
        if (_waiter.Lates > 0)
        {
            _oracle.Count(Fault.LateTimers);
        }

        // What is a pure function of the call stays: it is the world, not a fault that passes.
        (_world.Faults, _disk.Faults, _waiter.Lateness) = (_faults.OfCalls(), Faults.None, 0);
        for (var number = 1; number <= LivesInCalmMax; number++)
        {
            var life = Begin(FirstInCalm + number);
            _stepper.Until(() => life.IsOver, life);
            var result = End(life);
            if (result.Ending is RunEnding.Complete or RunEnding.Nothing or RunEnding.BatchFailed
                && Questions().Count == 0)
            {
                CheckDone(result);
                return;
            }

            _stepper.Pass(TimeSpan.FromMinutes(1), null, () => false);
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

    // What a person is asked in the run that was driven last.
    private List<Question> Questions() =>
        _disk.Runs == _oracle.Runs.Count ? [.. _oracle.Questions()] : [];

    private Life Begin(int number)
    {
        var node = _loop.Node("engine");
        var wishes = _draws.For("wishes", (ulong)number);
        var selects = number < FirstInCalm && wishes.Chance("select", 0.15) ? Until(wishes) : null;
        var process = new Process(string.Create(CultureInfo.InvariantCulture, $"life {number}"), node,
            _work.Pipeline, _budget, _work.CallsAtOnce ?? int.MaxValue)
        {
            Selects = selects,
        };
        var answers = Questions().Select(question => (Question: question, Arrivals: question.Ask(_world)))
            .Where(answer => answer.Arrivals is not null).ToList();
        var reading = ProvidersOf(process with { Holder = "nobody" });
        var options = new RunOptions(_work.Pipeline, _work.Source, reading, _disk)
        {
            Budget = _budget,
            Holder = process.Holder,
            Seed = number,
            Window = _work.Window,
            CallsAtOnce = _work.CallsAtOnce,
            SelectsStage = selects,
            RetriesOfFailed = wishes.Chance("retry", 0.2) ? wishes.Int("retries", 1, 2) : 0,
            Arrivals = [.. answers.SelectMany(answer => answer.Arrivals!)],
            Reopenings = [.. answers.Select(answer => answer.Question.Reopening).OfType<Reopening>()],
        };
        // Whoever looks what would be paid again is not the process that pays.
        process = process with { Told = ChangeRule.Look(options, _keeper) };
        _providers = ProvidersOf(process);
        _oracle.Begin(process);
        _world.Listener = process;
        _oracle.Note($"life {number} begins");
        var run = new Run(node, options with { Providers = _providers });
        process.IsHeld = stage => run.Context?.Governor.Roster.Stages.Of(stage).Quota.Stopped is not null;
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
        return new(node, run, task.Task, _work.Window);
    }

    private Dictionary<string, IProvider> ProvidersOf(Process process) => _work.Lanes.ToDictionary(
        lane => lane.Name, IProvider (lane) => new WorldProvider(_world, process, lane), StringComparer.Ordinal);

    private Func<string, bool> Until(Draws draws)
    {
        _oracle.Count("some stages only");
        var stage = _work.Pipeline.Stages[draws.Int("stage", 0, _work.Pipeline.Stages.Count - 1)];
        var selected = _work.Pipeline.Before(stage);
        return name => name == stage.Name || selected.Contains(name);
    }

    // Time passes between two lives, the world goes on; sometimes the definition or the budget changes.
    private void Between(Draws of)
    {
        _stepper.Pass(of.Of("downtime", TimeSpan.Zero, TimeSpan.FromSeconds(3), TimeSpan.FromMinutes(2),
            TimeSpan.FromHours(8)), null, () => false);
        if (of.Chance("edit", 0.3) && !_reduction.IsUnedited)
        {
            var edit = of.Of("which", Enum.GetValues<Edit>());
            _oracle.Count($"edit: {edit}");
            _edits.Add(edit);
            _work = Workload.Draw(_draws.For("workload"), _edits, _reduction);
        }

        if (of.Chance("money", 0.2))
        {
            _oracle.Count("budget changed");
            _budget = DrawBudget(of.For("budget"));
        }
    }

    private RunResult End(Life life)
    {
        var result = life.Ended.IsCompletedSuccessfully ? life.Ended.GetAwaiter().GetResult()
            : throw new Violation(0, "the run did not end");
        _oracle.Note($"ended: {result.Ending} {result.Cause}");
        _oracle.Count($"ended: {result.Ending}");
        if (result.Ending == RunEnding.Budget && _budget == Budget.Unlimited)
        {
            throw new Violation(22, $"the run waits for money although there is no budget: {result.Cause}");
        }

        BoundRule.Check(result.Bound);
        CanaryRule.Check(result.Cause);
        return result;
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
    private void CheckAgainst(SortedDictionary<string, string> undisturbed)
    {
        var here = Outcome();
        foreach (var (what, state) in here.Where(pair => !pair.Key.Contains('/', StringComparison.Ordinal)))
        {
            if (undisturbed[what] == nameof(ItemState.Open))
            {
                // A stage before the items that fails holds them up, but not in a life in which it was not selected.
                continue;
            }

            if (state != undisturbed[what] && state is not (nameof(ItemState.Failed) or nameof(ItemState.Open)))
            {
                throw new Violation(17, $"item {what} is {state}, undisturbed {undisturbed[what]}");
            }

            foreach (var (result, hash) in here.Where(pair => state == nameof(ItemState.Done)
                         && pair.Key.StartsWith(what + "/", StringComparison.Ordinal)))
            {
                if (undisturbed.GetValueOrDefault(result) != hash)
                {
                    throw new Violation(17, $"{result} differs from the undisturbed run's");
                }
            }
        }
    }

    private Violation Describe(ulong seed, Violation violation) => new(violation.Invariant,
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}, {_stepper.Steps} steps: {violation.Message}\n")
        + string.Concat(_work.Lanes.Select(lane =>
            $"{lane.Name} ({string.Join(", ", lane.Limits)}) {_work.Natures[lane.Name]}\n"))
        + string.Join('\n', _oracle.Last))
    {
        Seed = seed,
    };
}
