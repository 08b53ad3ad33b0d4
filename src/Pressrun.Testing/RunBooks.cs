using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>
/// The oracle's books of one run: two folds of its journal, what is durable and what the engine was told.
/// </summary>
internal sealed partial class RunBooks(Oracle oracle)
{
    private const long MidnightMicros = 60_000_000;

    private readonly RunState _durable = new();
    private readonly RunState _told = new();
    private readonly List<Record> _untold = [];
    private readonly Dictionary<(long, string, string), List<Record.Verdict>> _verdicts = [];
    private readonly Dictionary<(long, string), int> _done = [];
    private readonly Dictionary<CallKey, int> _tries = [];
    private readonly Dictionary<CallKey, (long Item, int Most)> _triesMax = [];
    private readonly HashSet<(long Item, CallKey Key)> _declined = [];
    private readonly HashSet<(CallKey, int)> _settled = [];
    private readonly HashSet<(CallKey Key, int Attempt)> _unknown = [];
    private readonly Dictionary<string, Money> _costs = new(StringComparer.Ordinal);
    private readonly Dictionary<long, (Money Sum, Money Late)> _costsOfItems = [];
    private readonly Dictionary<(CallKey, int), Record.Intent> _intents = [];
    private readonly Dictionary<long, string> _keys = new() { [0] = "" };
    private readonly Dictionary<long, Record.Item> _closed = [];
    private readonly HashSet<long> _cleared = [];
    private long _epoch;

    /// <summary>Keys whose answer is durable.</summary>
    public HashSet<CallKey> Answered { get; } = [];

    /// <summary>Results by item, stage and part.</summary>
    public SortedDictionary<(long Ordinal, string Stage, string Part), string> Results { get; } = [];

    /// <summary>Final state of each item.</summary>
    public SortedDictionary<long, ItemState> Items { get; } = [];

    /// <summary>All money the journal can explain: settled, in flight and unknown.</summary>
    public Money Explained => _durable.Spent + _durable.Reserved + _durable.Unknown;

    /// <summary>Seqs of attempts of earlier runs whose outcome was found out about in this one.</summary>
    public IReadOnlySet<long> Cleared => _cleared;

    /// <summary>Attempts whose outcome is unknown, with the key of their item.</summary>
    public IEnumerable<(string Item, Record.Intent Intent)> Lost => _durable.Open.Values
        .Where(open => open.IsUnknown).Select(open => (_keys[open.Intent.Number], open.Intent));

    /// <summary>Items that wait for a person to find out whether something arrived, by key.</summary>
    public IEnumerable<(string Key, Record.Item Closed)> Asking => _closed.Values
        .Where(item => item.State == ItemState.Review
            && item.Cause!.StartsWith("did attempt", StringComparison.Ordinal))
        .Select(item => (_keys[item.Number], item));

    /// <summary>The fold of everything durable.</summary>
    public RunState State => _durable;

    public bool HasIntent(CallKey key, int attempt) => _intents.ContainsKey((key, attempt));

    public void Durable(Record record)
    {
        switch (record)
        {
            case Record.Item { Added: { } added }:
                _durable.Load(new(added));
                Items[added.Ordinal] = ItemState.Open;
                _keys[added.Ordinal] = added.Key;
                break;
            case Record.Item { State: ItemState.Open } reopened:
                Items[reopened.Number] = ItemState.Open;
                _closed.Remove(reopened.Number);
                oracle.Count("tried again");
                Reopen(reopened.Number);
                break;
            case Record.Item item:
                _closed[item.Number] = item;
                Items[item.Number] = item.State;
                Close(item);
                break;
            case Record.Intent intent:
                oracle.Number(intent);
                _intents[(intent.Key, intent.Attempt)] = intent;
                break;
            case Record.Reply reply:
                _cleared.Add(reply.From);
                Settle(reply);
                break;
            // After a full disk it may be written behind the reply that overtook it, and then says nothing.
            case Record.Unknown lost when !_settled.Contains((lost.Key, lost.Attempt)):
                _unknown.Add((lost.Key, lost.Attempt));
                _tries[lost.Key] = _tries.GetValueOrDefault(lost.Key) + (lost.IsTry ? 1 : 0);
                break;
            case Record.Verdict verdict:
                Judge(verdict);
                break;
            case Record.Done done:
                Finish(done);
                break;
        }

        _durable.Apply(record);
        _untold.Add(record);
    }

    public void Acknowledge(Record record)
    {
        _untold.Remove(record);
        Tell(record);
    }

    /// <summary>A new process reads the journal: it is told everything that is durable.</summary>
    public void AcknowledgeAll()
    {
        foreach (var record in _untold)
        {
            Tell(record);
        }

        _untold.Clear();
    }

    /// <summary>
    /// Looked at whenever an intent has become durable: a budget lowered below what is spent admits nothing.
    /// </summary>
    public void CheckMoney(Record.Intent intent, Budget budget, Money excess)
    {
        if (budget.Run is { } limit && Explained > limit + excess)
        {
            throw new Violation(3, $"{Explained} of a budget of {limit} are spent, in flight or unknown");
        }

        CheckDay(intent, budget, excess);
        var item = _durable.Live[intent.Number];
        if (intent.Number > 0 && budget.Item is { } each && item.Spent + item.Held > each + excess)
        {
            throw new Violation(3, $"item {item.Item.Key} took {item.Spent + item.Held} of {each}");
        }
    }

    // Around midnight a call is admitted on one day and its intent durable on the next.
    private void CheckDay(Record.Intent intent, Budget budget, Money excess)
    {
        var (day, passed) = Math.DivRem(intent.At, RunState.DayMicros);
        if (budget.Day is not { } limit || passed < MidnightMicros)
        {
            return;
        }

        var committed = _durable.Reserved + (_durable.Day.Number == day ? _durable.Day.Spent : Money.Zero);
        foreach (var lost in _durable.Open.Values.Where(open =>
                     open.IsUnknown && open.Intent.At - (day * RunState.DayMicros) >= MidnightMicros))
        {
            committed += lost.Intent.Demand.WorstCase;
        }

        if (committed > limit + excess)
        {
            throw new Violation(3, $"{committed} of {limit} for a day are spent, in flight or unknown today");
        }
    }

    /// <summary>Once a claim has written, no earlier one writes any more.</summary>
    public void CheckEpoch(RunLease lease)
    {
        if (lease.Epoch < _epoch)
        {
            throw new Violation(26, $"claim {lease.Epoch} of run {lease.Id} wrote after claim {_epoch}");
        }

        _epoch = lease.Epoch;
    }

    /// <summary>A call is asked no more often than its tries, and never again once it was declined for good.</summary>
    public void CheckTries(Call call)
    {
        _triesMax[call.Key] = (call.Ordinal, call.Request.Tries);
        if (_declined.Contains((call.Ordinal, call.Key)))
        {
            throw new Violation(14, $"{call.Key} was asked again although it was declined for good");
        }

        if (_tries.GetValueOrDefault(call.Key) >= call.Request.Tries)
        {
            throw new Violation(14,
                $"{call.Key} was tried {_tries[call.Key]} times, and {call.Request.Tries} are allowed");
        }
    }

    /// <summary>What can be found out is found out before it is asked again.</summary>
    public void CheckLookedUp(CallKey key, int attempt, IReadOnlySet<(CallKey, int)> lookedUp)
    {
        // An attempt that leaves late is no second one.
        if (_unknown.Any(lost => lost.Key == key && lost.Attempt != attempt && !lookedUp.Contains(lost)))
        {
            throw new Violation(25, $"{key} was asked again, and nobody looked whether it had arrived");
        }
    }

    /// <summary>What a stage needs is durable before it asks anything.</summary>
    public void CheckNeeds(Call call, Pipeline pipeline)
    {
        var stage = pipeline.Stages[pipeline.PlaceOf(call.Stage)];
        foreach (var need in stage.Needs)
        {
            var needed = pipeline.Stages[pipeline.PlaceOf(need)];
            if (stage.IsOnce && !needed.IsOnce)
            {
                if (Items.Any(item => item.Value == ItemState.Open))
                {
                    throw new Violation(10, $"{call.Stage} runs over the batch while items are still open");
                }
            }
            else if (needed.Shape != Shape.Each
                && !_done.ContainsKey((needed.IsOnce ? 0 : call.Ordinal, need)))
            {
                throw new Violation(10, $"{call.Stage} of item {call.Ordinal} asks before {need} is durable");
            }
        }
    }

    public void Compare(RunState state)
    {
        Same(state.Describe(), _told.Describe());
        foreach (var (ordinal, item) in state.Live)
        {
            Same(item.Describe(), _told.Live[ordinal].Describe());
        }
    }

    public void CheckEnd()
    {
        var spent = Money.Zero;
        foreach (var (stage, cost) in _costs)
        {
            spent += cost;
            if (_durable.Tallies[stage].Cost != cost)
            {
                throw new Violation(16, $"the calls of {stage} cost {cost}, its sum is {_durable.Tallies[stage].Cost}");
            }
        }

        if (_durable.Spent != spent)
        {
            throw new Violation(16, $"the calls cost {spent}, the run's sum is {_durable.Spent}");
        }

        if (_durable.Total != Items.Count)
        {
            throw new Violation(9, $"{Items.Count} items were added, {_durable.Total} are counted");
        }

        foreach (var group in Items.GroupBy(item => item.Value))
        {
            if (_durable.Count(group.Key) != group.Count())
            {
                throw new Violation(9,
                    $"{group.Count()} items are {group.Key}, {_durable.Count(group.Key)} are counted");
            }
        }
    }

    private void Settle(Record.Reply reply)
    {
        _unknown.Remove((reply.Key, reply.Attempt));
        if (reply.IsLate)
        {
            oracle.Count("late reply");
        }

        switch (reply)
        {
            case { Content.Outcome: Outcome.Answered }:
                Answered.Add(reply.Key);
                break;
            case { Content.Outcome: Outcome.Failed { Class: Failure.Transient }, IsLate: false, From: 0 }:
                _tries[reply.Key] = _tries.GetValueOrDefault(reply.Key) + 1;
                break;
            case { Content.Outcome: Outcome.Refused { Class: Refusal.NotSent } }:
                oracle.Count("not sent");
                break;
            case { Content.Outcome: Outcome.Failed { Class: Failure.Permanent } }:
                _declined.Add((reply.Number, reply.Key));
                break;
        }

        if (reply.From == 0 && _settled.Add((reply.Key, reply.Attempt)))
        {
            _costs[reply.Stage] = _costs.GetValueOrDefault(reply.Stage) + reply.Content.Cost;
            var (sum, late) = _costsOfItems.GetValueOrDefault(reply.Number);
            _costsOfItems[reply.Number] = (sum + reply.Content.Cost,
                late + (reply.IsLate ? reply.Content.Cost : Money.Zero));
        }
    }

    // Its failed tries count no more, and what costs nothing is asked again.
    private void Reopen(long item)
    {
        _declined.RemoveWhere(call => call.Item == item);
        foreach (var intent in _intents.Values.Where(intent => intent.Number == item))
        {
            _tries.Remove(intent.Key);
            oracle.SetAside(intent);
        }
    }

    // What an item cost is what its calls cost; and none fails without a reason.
    private void Close(Record.Item item)
    {
        // The bill of an attempt given up may come just now, or later still.
        var (sum, late) = _costsOfItems.GetValueOrDefault(item.Number);
        if (item.Spent > sum || sum - late > item.Spent)
        {
            throw new Violation(16, $"the calls of item {item.Number} cost {sum}, its sum is {item.Spent}");
        }

        // An item nothing was asked for may have failed in an earlier run.
        if (item.State == ItemState.Failed && _triesMax.Values.Any(call => call.Item == item.Number)
            && !HasReason(item.Number) && !HasReason(0))
        {
            throw new Violation(14, $"item {item.Number} failed ({item.Cause}), but no gate failed it, nothing it "
                + "asked was declined, and no call has used up its tries");
        }
    }

    private bool HasReason(long item) =>
        _durable.Live.GetValueOrDefault(item)?.Item.Input.StartsWith("poison", StringComparison.Ordinal) == true
        || _declined.Any(call => call.Item == item)
        || _triesMax.Any(call => call.Value.Item == item && _tries.GetValueOrDefault(call.Key) >= call.Value.Most)
        || _verdicts.Any(verdict => verdict.Key.Item1 == item && verdict.Value.Exists(one => one.Then == Then.Fail));

    private void Judge(Record.Verdict verdict)
    {
        var of = (verdict.Number, verdict.Stage, verdict.Part);
        if (!_verdicts.TryGetValue(of, out var all))
        {
            _verdicts.Add(of, all = []);
        }

        all.Add(verdict);
        oracle.Count($"verdict: {verdict.Then}");
        var stage = oracle.Driver.StageOf(verdict.Stage);
        var most = stage.Gates.Max(gate => gate.Revise ?? stage.Gates[^1].Revise ?? 0);
        // A stage over the batch begins anew with every set of items.
        var revised = verdict.Number == 0 ? 0 : all.Count(one => one.Then == Then.Revise);
        if (verdict.Revision > most || revised > most)
        {
            throw new Violation(12, $"{verdict.Stage} of item {verdict.Number} was revised more than {most} times");
        }
    }

    private void Finish(Record.Done done)
    {
        oracle.Note($"done {done.Number}/{done.Stage}/{done.Part}");
        _done[(done.Number, done.Stage)] = _done.GetValueOrDefault((done.Number, done.Stage)) + 1;
        Results[(done.Number, done.Stage, done.Part)] = done.Output.Hash;
        var stage = oracle.Driver.StageOf(done.Stage);
        foreach (Match used in Keys().Matches(done.Output.Text ?? ""))
        {
            if (!Answered.Contains(CallKey.Parse(used.Groups["key"].Value)))
            {
                throw new Violation(8, $"the result of {done.Stage} uses a reply that is not durable");
            }
        }

        var verdicts = _verdicts.GetValueOrDefault((done.Number, done.Stage, done.Part)) ?? [];
        var passed = verdicts.Where(verdict => verdict.Then == Then.Pass && verdict.Judged == done.Output.Hash)
            .Select(verdict => verdict.Gate).Distinct(StringComparer.Ordinal).Count();
        if (passed < stage.Gates.Select(gate => gate.Fingerprint).Distinct(StringComparer.Ordinal).Count()
            && !verdicts.Exists(verdict => verdict.Then == Then.Keep
                || (verdict is { IsPersons: true, Then: Then.Pass }
                    && (verdict.Output?.Hash ?? verdict.Judged) == done.Output.Hash)))
        {
            throw new Violation(11, $"{done.Stage} of item {done.Number} is done although a gate did not pass it");
        }
    }

    private void Tell(Record record)
    {
        if (record is Record.Item { Added: { } added })
        {
            _told.Load(new(added));
        }

        _told.Apply(record);
    }

    private static void Same(string memory, string journal)
    {
        if (memory != journal)
        {
            throw new Violation(19, $"memory differs from the journal:\n{memory}\n--- journal:\n{journal}");
        }
    }

    [GeneratedRegex(@"\[(?<key>[0-9a-f]{32})\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Keys();
}
