using Pressrun.Journaling;
using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>The sums of a run: the engine's own fold, from its memo and every record since.</summary>
internal sealed class Sums
{
    private readonly RunState _state = new();
    private readonly SortedDictionary<long, Record.Item> _changed = [];

    /// <summary>Starts from a memo; without one that can be read, from nothing.</summary>
    public Sums(string? memo)
    {
        if (Memo.Read(memo) is { } totals)
        {
            _state.Restore(totals);
            HasMemo = true;
        }
    }

    /// <summary>Whether the memo could be read; if not, the whole journal has to be added.</summary>
    public bool HasMemo { get; }

    /// <summary>The last run record; null if there is none yet.</summary>
    public Record.Run? Settings => _state.Settings;

    /// <summary>Settled cost.</summary>
    public Money Spent => _state.Spent;

    /// <summary>Items whose state changed after the memo was written, by ordinal: their rows may lag.</summary>
    public IReadOnlyDictionary<long, Record.Item> Changed => _changed;

    /// <summary>Sums by stage, in no order.</summary>
    public IReadOnlyDictionary<string, Tally> Tallies => _state.Tallies;

    /// <summary>How many items stand in a state.</summary>
    public long Count(ItemState state) => _state.Count(state);

    /// <summary>Attempts that are open, or given up, in order of their seq.</summary>
    public IEnumerable<Record.Intent> Open(bool isUnknown) => _state.Open.Values
        .Where(call => call.IsUnknown == isUnknown).OrderBy(call => call.Seq).Select(call => call.Intent);

    /// <summary>
    /// Attempts without a durable reply that nobody waits for: those given up and, where no process lives, the open
    /// ones as well.
    /// </summary>
    public IReadOnlyList<Record.Intent> Lost(bool isLive) => isLive ? [.. Open(isUnknown: true)]
        : [.. Open(isUnknown: true).Concat(Open(isUnknown: false)).OrderBy(intent => intent.Seq)];

    /// <summary>Adds one record; they come in order of their seq.</summary>
    public void Add(Record record)
    {
        try
        {
            _state.Apply(record);
        }
        catch (InvalidOperationException)
        {
            // The fold found that the journal contradicts itself: a view still shows what there is.
        }

        if (record is Record.Item { Was: not null } item)
        {
            _changed[item.Number] = item;
        }
    }
}
