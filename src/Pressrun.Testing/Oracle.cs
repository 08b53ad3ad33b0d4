using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>
/// Knows what must hold and looks at everything that happens: what becomes durable, what is sent, what is billed. It
/// keeps its own books and never asks the engine, but to compare.
/// </summary>
internal sealed class Oracle(Loop loop) : IDiskWatcher
{
    // What was appended in time may stand in line for a disk that stalls.
    private static readonly TimeSpan Queued = TimeSpan.FromSeconds(5);

    private readonly Dictionary<long, RunBooks> _runs = [];
    private readonly Dictionary<CallKey, TimeSpan> _known = [];
    private readonly List<(string Lane, TimeSpan From, TimeSpan Until)> _waits = [];
    private readonly HashSet<(long, CallKey, int)> _submitted = [];
    private readonly Queue<string> _last = new();
    private Money _billed;
    private readonly List<Budget> _budgets = [];
    private string _holder = "life 1";

    /// <summary>How often each thing worth meeting was met.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>The definition in force.</summary>
    public Pipeline Pipeline { get; set; } = null!;

    /// <summary>From when on no new intent may be submitted, because the run was told to stop or to pause.</summary>
    public TimeSpan? SilentSince { get; set; }

    /// <summary>The last events, oldest first.</summary>
    public IEnumerable<string> Last => _last;

    /// <summary>Books of each run, by its number.</summary>
    public IReadOnlyDictionary<long, RunBooks> Runs => _runs;

    // Which process drives: the last that began, or one that was taken over from and is quicker. Those of the calm
    // phase count from 101.
    private int Claimant => int.Parse(_holder.AsSpan("life ".Length), CultureInfo.InvariantCulture);

    private TimeSpan Now => TimeSpan.FromTicks(loop.Now);

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    /// <summary>Remembers an event for the message of a violation.</summary>
    public void Note(string what)
    {
        _last.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,12:F4} {what}"));
        if (_last.Count > 60)
        {
            _last.Dequeue();
        }
    }

    /// <summary>A process begins: whatever is durable, it must know.</summary>
    public void Begin(Pipeline pipeline, Budget budget)
    {
        (Pipeline, SilentSince) = (pipeline, null);
        _submitted.Clear();
        _budgets.Add(budget);
        foreach (var books in _runs.Values)
        {
            books.AcknowledgeAll();
            foreach (var key in books.Answered)
            {
                _known[key] = TimeSpan.MinValue;
            }
        }

        _waits.Clear();
    }

    /// <summary>The engine hands a batch to the store.</summary>
    public void Submitted(Batch batch)
    {
        foreach (var intent in batch.Records.OfType<Record.Intent>())
        {
            Note($"intent {intent.Number}/{intent.Stage}/{intent.Part} {intent.Key.ToString()[..8]} #{intent.Attempt}");
            // A commit the disk had no room for is handed in again, and is no new intent.
            var isNew = _submitted.Add((batch.Lease.Run, intent.Key, intent.Attempt));
            // A process that was taken over from may be the quicker one to claim what comes next: it was told nothing.
            if (isNew && Claimant == _budgets.Count && SilentSince is { } since && Now > since + Queued)
            {
                throw new Violation(18, "a new intent after the run was told to send nothing more");
            }
        }
    }

    /// <summary>Records became durable.</summary>
    public void Durable(RunLease lease, IReadOnlyList<Record> records)
    {
        if (!_runs.TryGetValue(lease.Run, out var books))
        {
            _runs.Add(lease.Run, books = new(this));
        }

        books.CheckEpoch(lease);
        foreach (var record in records)
        {
            books.Durable(record);
            _holder = record is Record.Lease claimed ? claimed.Holder : _holder;
            if (record is Record.Unknown or Record.Run or Record.Lease
                    or Record.Reply { Content.Outcome: not Outcome.Answered }
                || record is Record.Item { Added: null })
            {
                Note($"durable {record.GetType().Name} {record.Ordinal}");
            }

            if (record is Record.Intent intent)
            {
                books.CheckMoney(intent, Claimant <= _budgets.Count ? _budgets[Claimant - 1] : Budget.Unlimited);
            }
        }

        CheckBills();
    }

    /// <summary>The store told the engine that records are durable.</summary>
    public void Acknowledged(RunLease lease, IReadOnlyList<Record> records)
    {
        foreach (var record in records)
        {
            _runs[lease.Run].Acknowledge(record);
            if (record is Record.Reply { Content.Outcome: Outcome.Answered } reply)
            {
                _known.TryAdd(reply.Key, Now);
            }
        }
    }

    /// <summary>The engine sends a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">Which attempt of it.</param>
    /// <param name="lane">Where it goes.</param>
    /// <param name="beside">How many others of its stage this process waits for.</param>
    /// <param name="lookedUp">Attempts looked up so far, where the provider can tell; else null.</param>
    /// <param name="isHolder">Whether the sender still holds the claim.</param>
    public void Sent(
        Call call, int attempt, Lane lane, int beside, IReadOnlySet<(CallKey, int)>? lookedUp, bool isHolder)
    {
        Note($"sent {lane.Name} {call.Ordinal}/{call.Stage}/{call.Part} {call.Key.ToString()[..8]} #{attempt}");
        Count("sent");
        // A process that was taken over from may still send what it had made durable before.
        var books = _runs.Values.LastOrDefault(run => run.HasIntent(call.Key, attempt));
        if (books is null)
        {
            throw new Violation(6, $"attempt {attempt} of {call.Key} was sent before its intent was durable");
        }

        // One that was taken over from does not hear of what came back since; only a store without a lock lets it live.
        if (isHolder && _known.TryGetValue(call.Key, out var since) && since < Now)
        {
            throw new Violation(5, $"{call.Key} was asked again although its reply is durable");
        }

        if (Pipeline.Stages[Pipeline.PlaceOf(call.Stage)].Limits.Any(limit =>
            limit.Unit == Unit.Slots && beside >= limit.Amount))
        {
            throw new Violation(2, $"{call.Stage} has a call in flight beside {beside} others, beyond its limit");
        }

        _waits.RemoveAll(wait => wait.Until <= Now);
        if (_waits.Find(wait => wait.Lane == lane.Name && wait.From < Now) is { Lane: not null } told)
        {
            throw new Violation(15, $"{lane.Name} ({string.Join(", ", lane.Limits)}) was asked although it said to "
                + $"wait until {told.Until.TotalSeconds:F3} s");
        }

        books.CheckTries(call);
        books.CheckLookedUp(call.Key, lookedUp);
        books.CheckNeeds(call, Pipeline);
    }

    /// <summary>A refusal with a time to wait is on its way back; what is already admitted may still come.</summary>
    public void Told(Lane lane, Outcome.Refused refusal)
    {
        // A wait for tokens is the measure of a level, and what others did not use may fill it sooner; requests do not
        // come back.
        var isOfRequests = refusal.Unit == Unit.Requests
            || lane.Limits.All(limit => limit.Unit is Unit.Requests or Unit.Slots);
        if (refusal is { Class: Refusal.RateShort, RetryAfter: { } wait } && wait <= TimeSpan.FromMinutes(5)
            && wait > TimeSpan.FromSeconds(1.5) && isOfRequests)
        {
            Count("told to wait");
            // From the moment the engine may have heard of it: a quarter of a second on the way, as long for a lease.
            _waits.Add((lane.Name, Now + TimeSpan.FromSeconds(0.6), Now + wait));
        }
    }

    /// <summary>A call met a limit of the provider that the engine should have kept.</summary>
    public void Exceeded(Lane lane, Unit unit, int orphans, bool hasClockJumped)
    {
        Count($"exceeded {unit}");
        if (!hasClockJumped && (unit != Unit.Slots || orphans == 0))
        {
            throw new Violation(1,
                $"{lane.Name} was asked beyond its limits ({string.Join(", ", lane.Limits)}) on {unit}");
        }
    }

    /// <summary>The provider bills a call.</summary>
    public void Billed(Call call, Money cost)
    {
        Note($"billed {call.Key.ToString()[..8]} {cost}");
        _billed += cost;
        CheckBills();
    }

    /// <summary>
    /// Compares the engine's memory with the journal: whenever nothing is left to run at this moment.
    /// </summary>
    public void Compare(long run, RunState state)
    {
        if (_runs.TryGetValue(run, out var books))
        {
            books.Compare(state);
        }
    }

    /// <summary>What is left to check when everything is over.</summary>
    public void End()
    {
        foreach (var books in _runs.Values)
        {
            books.CheckEnd();
        }
    }

    private void CheckBills()
    {
        var explained = Money.Zero;
        foreach (var books in _runs.Values)
        {
            explained += books.Explained;
        }

        if (_billed > explained)
        {
            throw new Violation(4, $"{_billed} were billed, but the journal explains only {explained}");
        }
    }
}
