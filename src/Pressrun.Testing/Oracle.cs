using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>
/// Knows what must hold and looks at everything that happens: what becomes durable, what is sent, what is billed. It
/// keeps its own books and never asks the engine, but to compare.
/// </summary>
internal sealed class Oracle(Loop loop) : IDiskWatcher
{
    // What was appended in time may stand in line for a disk that stalls.
    private const int EventsMax = 40;

    private static readonly TimeSpan Queued = TimeSpan.FromSeconds(5);

    private readonly Dictionary<long, RunBooks> _runs = [];
    private readonly Dictionary<CallKey, TimeSpan> _known = [];
    private readonly List<(string Lane, TimeSpan From, TimeSpan Until)> _waits = [];
    private readonly HashSet<(long, CallKey, int)> _submitted = [];
    private readonly Queue<string> _last = new();
    private readonly HashSet<CallKey> _happened = [];
    private readonly HashSet<CallKey> _setAside = [];
    private readonly Dictionary<CallKey, int> _attempts = [];
    private Money _billed;
    private Money _excess;
    private readonly Dictionary<string, Process> _processes = new(StringComparer.Ordinal);
    private Process _latest = null!;
    private Process? _driver;
    private OrderRule? _order;
    private LimitRule? _limits;

    /// <summary>How often each thing worth meeting was met.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the wall clock has jumped: from then on limits and days are not judged.</summary>
    public bool HasClockJumped { get; set; }

    /// <summary>Whether a process was taken over from and lives on.</summary>
    public bool HasTwo { get; set; }

    /// <summary>From when on no new intent may be submitted, because the run was told to stop or to pause.</summary>
    public TimeSpan? SilentSince { get; set; }

    /// <summary>What each lane is like.</summary>
    public IReadOnlyDictionary<string, LaneNature> Natures { get; set; } = null!;

    /// <summary>Which call goes first.</summary>
    public OrderRule Order => _order ??= new(Count);

    /// <summary>Calls whose intent is durable and whose outcome is not.</summary>
    public long InFlight => _runs.Values.Sum(books => books.State.Open.Values.Count(open => !open.IsUnknown));

    /// <summary>The last events, oldest first.</summary>
    public IEnumerable<string> Last => _last;

    /// <summary>Books of each run, by its number.</summary>
    public IReadOnlyDictionary<long, RunBooks> Runs => _runs;

    /// <summary>
    /// Which process drives: the last that began, or one that was taken over from and is quicker to claim what comes
    /// next.
    /// </summary>
    public Process Driver => _driver ?? _latest;

    private TimeSpan Now => TimeSpan.FromTicks(loop.Now);

    public void Count(string what) => Counts[what] = Counts.GetValueOrDefault(what) + 1;

    public void Count(Fault fault) => Count($"fault: {fault}");

    /// <summary>Remembers an event for the message of a violation.</summary>
    public void Note(string what)
    {
        _last.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{Now.TotalSeconds,12:F4} {what}"));
        if (_last.Count > EventsMax)
        {
            _last.Dequeue();
        }
    }

    /// <summary>A process begins: whatever is durable, it must know.</summary>
    public void Begin(Process process)
    {
        (_latest, SilentSince) = (process, null);
        Order.Begin(process);
        _processes.Add(process.Holder, process);
        _submitted.Clear();
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

    /// <summary>What a person can be asked now: only items of the latest run that wait for an answer.</summary>
    public IEnumerable<Question> Questions()
    {
        if (_runs.Count == 0)
        {
            yield break;
        }

        var latest = _runs.Values.Last();
        var lost = _runs.Values.SelectMany(books => books.Lost).Where(one =>
            Natures[one.Intent.Lane].Recovery == RecoveryWay.Person
            && !_runs.Values.Any(books => books.Cleared.Contains(one.Intent.Seq)))
            .ToLookup(one => one.Item, one => one.Intent, StringComparer.Ordinal);
        foreach (var (item, closed) in latest.Asking)
        {
            yield return new(item, closed, [.. lost[item]]);
        }

        if (lost.Contains(""))
        {
            yield return new("", null, [.. lost[""]]);
        }
    }

    /// <summary>An attempt is given its number.</summary>
    public void Number(Record.Intent intent)
    {
        if (intent.Attempt <= _attempts.GetValueOrDefault(intent.Key))
        {
            throw new Violation(7, $"attempt {intent.Attempt} of {intent.Key} was given twice");
        }

        _attempts[intent.Key] = intent.Attempt;
    }

    /// <summary>The item of a call is tried again: what costs nothing and can be undone may be asked again.</summary>
    public void SetAside(Record.Intent intent)
    {
        if (intent.Demand.WorstCase == Money.Zero && Natures[intent.Lane].Recovery != RecoveryWay.Person)
        {
            _setAside.Add(intent.Key);
        }
    }

    /// <summary>The engine asks what a call may need, which it does before it waits for admission.</summary>
    public void Wanted(Call call, Lane lane, Process process)
    {
        if (Order.Watches(process) && _runs[Order.Run].State.Live.TryGetValue(call.Ordinal, out var item))
        {
            Order.Want(call, lane, item.Item.Priority ?? call.Ordinal, Now);
        }
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
            if (isNew && Driver == _latest && SilentSince is { } since && Now > since + Queued)
            {
                throw new Violation(18, "a new intent after the run was told to send nothing more");
            }
        }

        Order.Submit(batch, Now);
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
            _driver = record is Record.Lease claimed ? _processes[claimed.Holder] : _driver;
            if (record is Record.Unknown or Record.Run or Record.Lease
                    or Record.Reply { Content.Outcome: not Outcome.Answered }
                || record is Record.Item { Added: null })
            {
                Note($"durable {record.GetType().Name} {record.Ordinal}"
                    + (record is Record.Item item ? $" {item.State} {item.Stage} {item.Cause}" : ""));
            }

            if (record is Record.Reply { Content.Outcome: var outcome } reply
                && outcome is Outcome.Answered or Outcome.Failed { Class: Failure.Permanent })
            {
                Order.Answer(reply.Key);
            }

            if (record is Record.Intent intent)
            {
                var budget = Driver.Budget;
                books.CheckMoney(intent, HasClockJumped ? budget with { Day = null } : budget, _excess);
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

    /// <summary>A batch is durable or was refused.</summary>
    public void Ended(Batch batch, bool isDurable) => Order.Commits.End(batch, isDurable, Now);

    /// <summary>The engine sends a call.</summary>
    /// <param name="call">The call.</param>
    /// <param name="attempt">Which attempt of it.</param>
    /// <param name="lane">Where it goes.</param>
    /// <param name="beside">The others this process waits for.</param>
    /// <param name="lookedUp">Attempts looked up so far.</param>
    /// <param name="sender">Who sends.</param>
    public void Sent(
        Call call, int attempt, Lane lane, IReadOnlyList<(string Stage, Lane Lane)> beside,
        IReadOnlySet<(CallKey, int)> lookedUp, Process sender)
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
        if (sender == _latest && !_setAside.Contains(call.Key)
            && _known.TryGetValue(call.Key, out var since) && since < Now)
        {
            throw new Violation(5, $"{call.Key} was asked again although its reply is durable");
        }

        if (sender.Selects?.Invoke(call.Stage) == false)
        {
            throw new Violation(31, $"{call.Stage} asked something and was not selected");
        }

        sender.Told?.Check(call);
        (_limits ??= new(Count)).Check(
            sender.StageOf(call.Stage), lane, beside, sender.CallsMax, !HasClockJumped && !HasTwo, Now);
        _waits.RemoveAll(wait => wait.Until <= Now);
        if (_waits.Find(wait => wait.Lane == lane.Name && wait.From < Now) is { Lane: not null } told)
        {
            throw new Violation(15, $"{lane.Name} ({string.Join(", ", lane.Limits)}) was asked although it said to "
                + $"wait until {told.Until.TotalSeconds:F3} s");
        }

        books.CheckTries(call);
        if (Natures[lane.Name].Recovery != RecoveryWay.Repeat && !_setAside.Contains(call.Key))
        {
            foreach (var run in _runs.Values)
            {
                run.CheckLookedUp(call.Key, attempt, lookedUp);
            }
        }

        books.CheckNeeds(call, sender.Pipeline);
    }

    /// <summary>A refusal with a time to wait is on its way back; what is already admitted may still come.</summary>
    public void Told(Lane lane, Outcome.Refused refusal)
    {
        // A wait for tokens is the measure of a level, and what others did not use may fill it sooner; requests do not
        // come back.
        var isOfRequests = refusal.Unit == Unit.Requests
            || lane.Limits.All(limit => limit.Unit is Unit.Requests or Unit.Slots);
        // Headers of calls sent since say what there really is, which a storm knows nothing of.
        if (Natures[lane.Name].Headers == Telling.Nothing
            && refusal is { Class: Refusal.RateShort, RetryAfter: { } wait } && wait <= TimeSpan.FromMinutes(5)
            && wait > TimeSpan.FromSeconds(1.5) && isOfRequests)
        {
            Count("told to wait");
            // From the moment the engine may have heard of it: a quarter of a second on the way, as long for a lease.
            _waits.Add((lane.Name, Now + TimeSpan.FromSeconds(0.6), Now + wait));
        }
    }

    /// <summary>A call met a limit of the provider that the engine should have kept.</summary>
    public void Exceeded(Lane lane, Unit unit, int orphans, bool isJudged)
    {
        Count($"exceeded {unit}");
        if (isJudged && (unit != Unit.Slots || orphans == 0))
        {
            throw new Violation(1,
                $"{lane.Name} was asked beyond its limits ({string.Join(", ", lane.Limits)}) on {unit}");
        }
    }

    /// <summary>The provider bills a call; what is above its worst case nobody could have reserved.</summary>
    public void Billed(Call call, Money cost, Money worst)
    {
        Note($"billed {call.Key.ToString()[..8]} {cost}");
        _billed += cost;
        _excess += cost > worst ? cost - worst : Money.Zero;
        CheckBills();
    }

    /// <summary>The provider carried a call out.</summary>
    public void Happened(Call call, RecoveryWay recovery)
    {
        if (!_happened.Add(call.Key) && recovery != RecoveryWay.Repeat && !_setAside.Contains(call.Key))
        {
            throw new Violation(25, $"{call.Key} happened twice, although {recovery} comes first");
        }
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

        if (_billed > explained + _excess)
        {
            throw new Violation(4, $"{_billed} were billed, but the journal explains only {explained}");
        }
    }
}
