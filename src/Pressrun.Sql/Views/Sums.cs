using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// The sums of a run: those its memo kept, and then every record since. The same arithmetic as the engine's own fold,
/// to which a test holds it; the engine's is not used because it throws where a view shows what there is.
/// </summary>
internal sealed class Sums
{
    private readonly Dictionary<long, (Money Worst, bool IsUnknown)> _open = [];
    private readonly SortedDictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private readonly SortedDictionary<long, Record.Item> _changed = [];
    private readonly long[] _items;

    /// <summary>The sums of a run that has just begun.</summary>
    public Sums() => _items = new long[Enum.GetValues<ItemState>().Length];

    /// <summary>The sums a memo kept.</summary>
    public Sums(
        Record.Run? settings, Money spent, long[] items, IEnumerable<KeyValuePair<string, Tally>> tallies,
        IEnumerable<(Record.Intent Intent, bool IsUnknown)> open)
    {
        (Settings, Spent) = (settings, spent);
        _items = items;
        _tallies = new(tallies.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
        foreach (var (intent, isUnknown) in open)
        {
            _open[intent.Seq] = (intent.Demand.WorstCase, isUnknown);
        }
    }

    /// <summary>The last run record; null if there is none yet.</summary>
    public Record.Run? Settings { get; private set; }

    /// <summary>Settled cost.</summary>
    public Money Spent { get; private set; }

    /// <summary>Items whose state changed after the memo was written, by ordinal: their rows may lag.</summary>
    public IReadOnlyDictionary<long, Record.Item> Changed => _changed;

    /// <summary>Sums by stage, ascending.</summary>
    public IReadOnlyDictionary<string, Tally> Tallies => _tallies;

    /// <summary>How many items stand in a state.</summary>
    public long Count(ItemState state) => _items[(int)state];

    /// <summary>Attempts that are open, or given up.</summary>
    public (int Calls, Money Worst) Open(bool isUnknown)
    {
        var open = _open.Values.Where(call => call.IsUnknown == isUnknown).ToList();
        return (open.Count, open.Aggregate(Money.Zero, (sum, call) => sum + call.Worst));
    }

    /// <summary>Adds one record; they come in order of their seq.</summary>
    public void Add(Record record)
    {
        switch (record)
        {
            case Record.Run run:
                Settings = run;
                break;
            case Record.Item item:
                _items[(int)item.State]++;
                if (item.Was is { } was)
                {
                    _items[(int)was]--;
                    _changed[item.Number] = item;
                }

                break;
            case Record.Intent intent:
                _open[intent.Seq] = (intent.Demand.WorstCase, false);
                break;
            case Record.Unknown unknown when _open.TryGetValue(unknown.Of, out var open) && !open.IsUnknown:
                _open[unknown.Of] = open with { IsUnknown = true };
                Tally(unknown.Stage, tally => tally with { Unknown = tally.Unknown + 1 });
                break;
            case Record.Reply { From: not 0 } copy:
                Tally(copy.Stage, tally => tally with { Remembered = tally.Remembered + 1 });
                break;
            case Record.Reply reply when _open.Remove(reply.Of, out var open):
                Settle(reply.Stage, reply.Content, open.IsUnknown);
                break;
        }
    }

    private void Settle(string stage, Reply reply, bool wasUnknown)
    {
        Spent += reply.Cost;
        Tally(stage, tally => tally with
        {
            Answered = tally.Answered + (reply.Outcome is Outcome.Answered ? 1 : 0),
            Refused = tally.Refused + (reply.Outcome is Outcome.Refused ? 1 : 0),
            Failed = tally.Failed + (reply.Outcome is Outcome.Failed ? 1 : 0),
            Unknown = tally.Unknown - (wasUnknown ? 1 : 0),
            Cost = tally.Cost + reply.Cost,
            Usage = tally.Usage + reply.Usage,
        });
    }

    private void Tally(string stage, Func<Tally, Tally> change) =>
        _tallies[stage] = change(_tallies.GetValueOrDefault(stage));
}
