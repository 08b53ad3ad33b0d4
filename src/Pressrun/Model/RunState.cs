using System.Globalization;
using System.Text;

namespace Pressrun.Model;

/// <summary>
/// Everything a run knows: the fold of its journal. <see cref="Apply"/> is the only way it changes. Closed items are
/// counted, not kept, so that its size depends on what is in flight and not on the batch.
/// </summary>
internal sealed class RunState
{
    /// <summary>Microseconds of a day.</summary>
    public const long DayMicros = 86_400_000_000;

    private readonly long[] _items = new long[Enum.GetValues<ItemState>().Length];
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<(string Stage, ItemState State), long> _halts = [];
    private readonly Dictionary<long, OpenCall> _open = [];
    private readonly Dictionary<long, LiveItem> _live = new() { [0] = new LiveItem(new("", "")) };

    /// <summary>The last run record: phase, definition, source, budget.</summary>
    public Record.Run? Settings { get; private set; }

    /// <summary>Stage definitions in force, by name.</summary>
    public SortedDictionary<string, Record.Definition> Stages { get; } = new(StringComparer.Ordinal);

    /// <summary>Number of the last claim.</summary>
    public long Epoch { get; private set; }

    /// <summary>Seq of the last record folded.</summary>
    public long LastSeq { get; private set; }

    /// <summary>Highest ordinal added.</summary>
    public long LastOrdinal { get; private set; }

    /// <summary>Settled cost of all calls.</summary>
    public Money Spent { get; private set; }

    /// <summary>What the last day on which money was spent has cost; days are counted from 1970, by UTC.</summary>
    public (long Number, Money Spent) Day { get; private set; }

    /// <summary>Worst cases of calls in flight.</summary>
    public Money Reserved { get; private set; }

    /// <summary>Worst cases of calls whose outcome is unknown.</summary>
    public Money Unknown { get; private set; }

    /// <summary>Attempts in flight or unknown, by the seq of their intent.</summary>
    public IReadOnlyDictionary<long, OpenCall> Open => _open;

    /// <summary>Items in memory, by ordinal; 0 is the batch itself.</summary>
    public IReadOnlyDictionary<long, LiveItem> Live => _live;

    /// <summary>Sums by stage, in no order.</summary>
    public IReadOnlyDictionary<string, Tally> Tallies => _tallies;

    /// <summary>
    /// How many items came to their end short of done, by the stage that decided (empty where none did) and their
    /// state.
    /// </summary>
    public IReadOnlyDictionary<(string Stage, ItemState State), long> Halts => _halts;

    /// <summary>How many items stand in a state.</summary>
    public long Count(ItemState state) => _items[(int)state];

    /// <summary>How many items there are.</summary>
    public long Total => _items.Sum();

    /// <summary>Takes an item into memory; its records so far have been folded into it.</summary>
    public void Load(LiveItem item) => _live.Add(item.Item.Ordinal, item);

    /// <summary>Lets an item go; what it still has in flight stays in the sums.</summary>
    public void Release(long ordinal) => _live.Remove(ordinal);

    /// <summary>Folds one record. Records come in order of their seq, each once.</summary>
    public void Apply(Record record)
    {
        LastSeq = Math.Max(LastSeq, record.Seq);
        switch (record)
        {
            case Record.Run run:
                Settings = run;
                return;
            case Record.Definition stage:
                Stages[stage.Name] = stage;
                return;
            case Record.Lease lease:
                Epoch = lease.Epoch;
                return;
            case Record.Item item:
                Move(item);
                break;
            case Record.Intent intent:
                Reserved += intent.Demand.WorstCase;
                _open.Add(intent.Seq, new(intent));
                break;
            case Record.Reply reply:
                Settle(reply);
                break;
            case Record.Unknown unknown:
                GiveUp(unknown);
                break;
        }

        if (_live.TryGetValue(record.Ordinal, out var live))
        {
            live.Apply(record);
        }
    }

    /// <summary>Rebuilds the sums a memo kept; used on a state that has folded nothing yet.</summary>
    public void Restore(RunTotals totals)
    {
        totals.Items.CopyTo(_items, 0);
        (Settings, Epoch, LastSeq, LastOrdinal) = (totals.Settings, totals.Epoch, totals.LastSeq, totals.LastOrdinal);
        (Spent, Day) = (totals.Spent, totals.Day);
        foreach (var stage in totals.Stages)
        {
            Stages.Add(stage.Name, stage);
        }

        foreach (var (stage, tally) in totals.Tallies)
        {
            _tallies.Add(stage, tally);
        }

        foreach (var (place, count) in totals.Halts)
        {
            _halts.Add(place, count);
        }

        foreach (var (intent, isUnknown) in totals.Open)
        {
            _open.Add(intent.Seq, new(intent) { IsUnknown = isUnknown });
            Reserved += isUnknown ? Money.Zero : intent.Demand.WorstCase;
            Unknown += isUnknown ? intent.Demand.WorstCase : Money.Zero;
        }
    }

    /// <summary>The sums without the items: what a memo keeps.</summary>
    public RunTotals Totals() => new(
        Settings, Epoch, LastSeq, LastOrdinal, Spent, Day, [.. _items], [.. Stages.Values],
        new(_tallies, StringComparer.Ordinal), [.. _halts.Select(halt => (halt.Key, halt.Value))],
        [.. _open.Values.OrderBy(open => open.Seq).Select(open => (open.Intent, open.IsUnknown))]);

    /// <summary>Everything that counts but the live items, in a fixed order: two equal folds give equal text.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Settings?.Phase} {Settings?.Source} epoch {Epoch}")
            .Append(CultureInfo.InvariantCulture, $" last {LastOrdinal}")
            .Append(CultureInfo.InvariantCulture, $" items {string.Join(' ', _items)} spent {Spent.Micros}")
            .Append(CultureInfo.InvariantCulture, $" on day {Day.Number} {Day.Spent.Micros}")
            .Append(CultureInfo.InvariantCulture, $" reserved {Reserved.Micros} unknown {Unknown.Micros}");
        foreach (var (stage, tally) in _tallies.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{stage} {tally}");
        }

        foreach (var ((stage, state), count) in _halts)
        {
            text.Append(CultureInfo.InvariantCulture, $"\n{state} at {stage} {count}");
        }

        foreach (var open in _open.Values.OrderBy(open => open.Seq))
        {
            text.Append(CultureInfo.InvariantCulture, $"\nopen {open.Seq} {open.Intent.Key} {open.IsUnknown}");
        }

        return text.ToString();
    }

    private void Move(Record.Item item)
    {
        if (item.Was is { } was)
        {
            _items[(int)was]--;
        }
        else
        {
            LastOrdinal = Math.Max(LastOrdinal, item.Number);
        }

        _items[(int)item.State]++;
        Halt(item.Stage ?? "", item.Was ?? ItemState.Open, -1);
        Halt(item.Stage ?? "", item.State, 1);
        Never(_items[(int)(item.Was ?? item.State)] < 0, "An item left a state in which none was.", item);
    }

    private void Halt(string stage, ItemState state, int change)
    {
        if (state is ItemState.Failed or ItemState.Review or ItemState.Skipped)
        {
            var count = _halts.GetValueOrDefault((stage, state)) + change;
            _ = count == 0 ? _halts.Remove((stage, state)) : (_halts[(stage, state)] = count) != 0;
        }
    }

    private void Settle(Record.Reply reply)
    {
        var tally = _tallies.GetValueOrDefault(reply.Stage);
        if (reply.From != 0)
        {
            var isAnswer = reply.Content.Outcome is Outcome.Answered;
            _tallies[reply.Stage] = tally with { Remembered = tally.Remembered + (isAnswer ? 1 : 0) };
            return;
        }

        // A reply folds only while its intent is open, so that a second one for the same attempt changes nothing.
        if (!_open.Remove(reply.Of, out var open))
        {
            return;
        }

        var worst = open.Intent.Demand.WorstCase;
        (Reserved, Unknown) = open.IsUnknown ? (Reserved, Unknown - worst) : (Reserved - worst, Unknown);
        Spent += reply.Content.Cost;
        SpendOn(reply.At / DayMicros, reply.Content.Cost);
        var outcome = reply.Content.Outcome;
        _tallies[reply.Stage] = tally with
        {
            Answered = tally.Answered + (outcome is Outcome.Answered ? 1 : 0),
            Refused = tally.Refused + (outcome is Outcome.Refused { Class: not Refusal.NotSent } ? 1 : 0),
            Failed = tally.Failed + (outcome is Outcome.Failed ? 1 : 0),
            Unknown = tally.Unknown - (open.IsUnknown ? 1 : 0),
            Cost = tally.Cost + reply.Content.Cost,
            Usage = tally.Usage + reply.Content.Usage,
        };
        Never(Reserved < Money.Zero || Unknown < Money.Zero, "More was released than was reserved.", reply);
    }

    private void SpendOn(long day, Money cost)
    {
        if (day >= Day.Number)
        {
            Day = (day, (day > Day.Number ? Money.Zero : Day.Spent) + cost);
        }
    }

    private void GiveUp(Record.Unknown unknown)
    {
        if (!_open.TryGetValue(unknown.Of, out var open) || open.IsUnknown)
        {
            return;
        }

        open.IsUnknown = true;
        Reserved -= open.Intent.Demand.WorstCase;
        Unknown += open.Intent.Demand.WorstCase;
        var tally = _tallies.GetValueOrDefault(unknown.Stage);
        _tallies[unknown.Stage] = tally with { Unknown = tally.Unknown + 1 };
    }

    private static void Never(bool broken, string what, Record record)
    {
        if (broken)
        {
            throw new InvalidOperationException($"{what} The journal is damaged or the fold is wrong, at {record}.");
        }
    }
}
