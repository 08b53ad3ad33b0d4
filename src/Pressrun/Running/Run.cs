using Pressrun.Calling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Reporting;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Running;

/// <summary>
/// Brings a batch to done, however often it is called: goes on with an unfinished run, makes a new one only if there is
/// something to do. Used on the loop only; other threads reach it through the node's Post and AskAsync.
/// </summary>
public sealed class Run : IDisposable
{
    private const int SlotsAssumed = 512;
    private const int WindowMin = 1_000;
    private const int WindowMax = 50_000;

    private readonly Node _node;
    private readonly RunOptions _options;
    private readonly CancellationTokenSource _stoppingNow = new();
    private RunContext? _context;
    private Feeder? _feeder;
    private TaskCompletionSource? _paused;
    private TimeSpan _began;
    private StoreException? _trouble;
    private (RunEnding Ending, string Cause)? _ending;

    /// <param name="node">The node the run works on.</param>
    /// <param name="options">What it works on and with.</param>
    public Run(Node node, RunOptions options) => (_node, _options) = (node, options);

    /// <summary>What the run's flows share; null until it is claimed.</summary>
    internal RunContext? Context => _context;

    /// <summary>How the run stands; null until it is claimed, or if there is nothing to do.</summary>
    public Progress? Progress()
    {
        _node.Loop.Check();
        return _context is not { } context ? null : Running.Progress.Of(context) with
        {
            IsPaused = _paused is not null,
            IsStopping = _ending is not null,
            Trouble = _trouble?.Message,
        };
    }

    /// <summary>Works until the batch is done or something only a person can change is in the way.</summary>
    /// <exception cref="StoreException">The store could not be claimed or read.</exception>
    public async Task<RunResult> RunAsync(CancellationToken ct = default)
    {
        _node.Loop.Check();
        _began = _node.Time.Now;
        var (opening, latest) = await Opening.OpenAsync(_node, _options, Lanes, ct);
        if (opening is null)
        {
            return latest!;
        }

        var context = Connect(opening);
        using var caller = context.Caller;
        _node.Stuck = FindWayOut;
        try
        {
            await WorkAsync(context);
        }
        catch (StoreException failure)
        {
            _ending = (RunEnding.Store, failure.Message);
        }
        catch (OperationCanceledException) when (_ending is not null)
        {
            // A stage over the whole batch was waiting when the run came to its end.
        }
        finally
        {
            // What still comes in late settles its own money and ends nothing any more.
            _node.Stuck = null;
            context.Journal.Lost = _ => { };
            context.Journal.Trouble = _ => { };
        }

        var (ending, cause) = _ending ?? (RunEnding.Complete, "");
        return RunResult.Of(ending, cause, opening.Lease.Id, context.State) with { Bound = context.Bound() };
    }

    /// <summary>Sends nothing more; what is in flight is awaited and kept.</summary>
    public void Stop() => End(RunEnding.Stopped, "");

    /// <summary>Awaits nothing either; calls in flight stay booked at their worst case.</summary>
    public void StopNow()
    {
        Stop();
        _stoppingNow.Cancel();
        _context?.Journal.Hurry();
        _context?.Caller.StopNow();
    }

    /// <summary>Admits nothing until <see cref="Go"/>; what is in flight goes on.</summary>
    public void Pause()
    {
        _node.Loop.Check();
        if (_paused is null)
        {
            // Whoever lets it go on is outside, so waiting for them is not being stuck.
            var paused = _paused = new();
            _node.Detach(() => _node.LeaveAsync(paused.Task));
            Hold();
        }
    }

    /// <summary>Goes on after <see cref="Pause"/>.</summary>
    public void Go()
    {
        _node.Loop.Check();
        _paused?.SetResult();
        _paused = null;
        Hold();
    }

    /// <inheritdoc/>
    public void Dispose() => _stoppingNow.Dispose();

    private async Task WorkAsync(RunContext context)
    {
        if (_ending is not null)
        {
            return;
        }

        var once = new OnceFlow(context);
        var feeder = _feeder!;
        var filling = FillAsync(new(context, feeder.Added, () => _ending is not null), feeder);
        if (NeedsWholeBatch())
        {
            await filling;
        }

        if (await once.RunBeforeAsync() is { } before)
        {
            Fail(before);
            feeder.Stop();
        }

        await feeder.RunAsync();
        await filling;
        for (var again = 0; again < _options.RetriesOfFailed && _ending is null && feeder.Failed.Count > 0; again++)
        {
            await Reopening.WriteAsync(context.State, context.Journal, feeder.TakeFailed());
            await feeder.RunAsync();
        }

        // While items rest there is no batch yet to run over.
        if (_ending is null && !feeder.HasResting && await once.RunAfterAsync() is { } after)
        {
            // The run stays open: what the stages over the batch lack is tried again when it is called again.
            Fail(after);
        }

        if (_ending is null && !once.IsResting)
        {
            await EndAsync(context);
        }

        await context.Journal.PulseAsync();
    }

    private static Task EndAsync(RunContext context)
    {
        var open = context.State.Count(ItemState.Open);
        if (open > 0 && (context.Options.Selects is not null || context.Options.SelectsStage is not null))
        {
            // What was selected is done; the run stays open for the rest.
            return Task.CompletedTask;
        }

        return open == 0
            ? context.Journal.AppendAsync(context.State.Settings! with { Phase = RunPhase.Ended, Cause = null })
            : throw new InvalidOperationException($"The run would end while {open} items are still open.");
    }

    private void Fail(Halt halt) => _ending ??= (RunEnding.BatchFailed, $"stage {halt.Stage}: {halt.Cause}");

    private static async Task FillAsync(Filler filler, Feeder feeder)
    {
        feeder.IsFilling = !filler.IsDone;
        try
        {
            await filler.RunAsync();
        }
        finally
        {
            feeder.IsFilling = false;
            feeder.Added();
        }
    }

    // Stages before the items see all of them, and an order other than the source's needs all to be known.
    private bool NeedsWholeBatch() =>
        _options.Source.HasPriorities || _options.Pipeline.Stages.Any(_options.Pipeline.IsBefore);

    private RunContext Connect(Opening opening)
    {
        var state = opening.Recovery.State;
        var purse = new Purse(_options.Budget.Run, state.Spent + state.Reserved + state.Unknown);
        var jitter = new Random(_options.Seed);
        var governor = new Governor(_options.Pipeline.Stages, new(purse, DayOf(state)), jitter, _node.Time.Now)
        {
            CallsMax = _options.CallsAtOnce ?? int.MaxValue,
        };
        foreach (var (name, start) in opening.Recovery.Lanes)
        {
            governor.Roster.Expect(name, start, _node.WallMicros);
        }

        var paths = new Paths(_options.Pipeline);
        governor.Answered = paths.Add;
        var archive = new Archive(_node, _options.Store, opening.Lease);
        var journal = opening.Recovery.Journal;
        var recall = new Recall(_node, governor, journal, archive, jitter);
        var context = _context = new()
        {
            Node = _node,
            Options = _options,
            Lease = opening.Lease,
            State = state,
            Journal = journal,
            Governor = governor,
            Archive = archive,
            Alike = new(governor, _options.HoldAfter),
            Paths = paths,
            Began = _began,
            Caller = new(_node, governor, journal, recall),
            Recall = recall,
            Stopping = _stoppingNow.Token,
            IsSameDefinition = opening.IsSameDefinition,
        };
        _feeder = new(context, _options.Window ?? Window());
        journal.Trouble = trouble =>
        {
            _trouble = trouble;
            Hold();
        };
        journal.Lost = failure => End(RunEnding.Store, failure.Message);
        Hold();
        if (_ending is not null)
        {
            context.Caller.Stop();
        }

        return context;
    }

    private DayPurse? DayOf(RunState state)
    {
        var (today, passed) = Math.DivRem(_node.WallMicros, RunState.DayMicros);
        return _options.Budget.Day is not { } limit ? null : new(
            limit, state.Day.Number == today ? state.Day.Spent : Money.Zero, LostOn(state, today),
            _node.Time.Now + TimeSpan.FromMicroseconds(RunState.DayMicros - passed));
    }

    private static Money LostOn(RunState state, long day) => state.Open.Values
        .Where(open => open.Intent.At / RunState.DayMicros == day)
        .Aggregate(Money.Zero, (sum, open) => sum + open.Intent.Demand.WorstCase);

    private int Window()
    {
        var slots = _options.Providers.Values.SelectMany(provider => provider.Profile.Lanes.Values)
            .Sum(lane => lane.Limits.Where(limit => limit is { Unit: Unit.Slots, IsKnown: true })
                .Select(limit => limit.Amount).DefaultIfEmpty(SlotsAssumed).Min());
        return (int)Math.Clamp(2 * slots, WindowMin, WindowMax);
    }

    private IReadOnlyDictionary<string, string>? Lanes() =>
        _context?.Governor.Roster.Snapshot(_node.Time.Now, _node.WallMicros);

    private void Hold()
    {
        _context?.Governor.Hold(_paused is not null || _trouble is not null);
        _context?.Caller.Pump();
    }

    private void End(RunEnding ending, string cause)
    {
        _node.Loop.Check();
        _ending ??= (ending, cause);
        _feeder?.Stop();
        _context?.Caller.Stop();
    }

    // Called when nothing can happen any more: a call that waits for a person ends the run, anything else is a defect.
    private bool FindWayOut()
    {
        if (_ending is not null || _context?.Governor.Blocked() is not { } blocked)
        {
            return false;
        }

        End(blocked.Kind switch
        {
            StandstillKind.Money => RunEnding.Budget,
            StandstillKind.Lane => RunEnding.Credentials,
            _ => RunEnding.Held,
        }, blocked.Cause);
        return true;
    }
}
