using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>A run as a store in memory keeps it: its entries, and the folds the pulses brought.</summary>
internal sealed class StoredRun(long number, string id, string pipeline)
{
    private readonly SortedSet<(long Priority, long Ordinal)> _open = [];
    private readonly Dictionary<long, StoredItem> _items = [];
    private readonly Dictionary<long, List<long>> _trails = [];

    public long Number { get; } = number;

    public string Id { get; } = id;

    public string Pipeline { get; } = pipeline;

    public long Epoch { get; set; }

    public string? Memo { get; private set; }

    public long Folded { get; private set; }

    /// <summary>Numbers of its entries, ascending.</summary>
    public List<long> Entries { get; } = [];

    public IReadOnlyDictionary<string, StoredItem> ItemsByKey => _byKey;

    private readonly Dictionary<string, StoredItem> _byKey = new(StringComparer.Ordinal);

    public void Apply(Record record)
    {
        switch (record)
        {
            case Record.Item { Added: { } added }:
                var item = new StoredItem(added);
                _items.Add(added.Ordinal, item);
                _byKey.Add(added.Key, item);
                _open.Add(item.Place);
                break;
            case Record.Run { Phase: RunPhase.Superseded }:
                foreach (var (_, ordinal) in _open)
                {
                    _items[ordinal].State = ItemState.LeftOut;
                }

                _open.Clear();
                break;
        }
    }

    public void Apply(Pulse pulse)
    {
        foreach (var row in pulse.Trail)
        {
            if (!_trails.TryGetValue(row.Ordinal, out var trail))
            {
                _trails.Add(row.Ordinal, trail = []);
            }

            // Rows of one item come in order; what is written again after a crash is there already.
            if (trail.Count == 0 || trail[^1] < row.Seq)
            {
                trail.Add(row.Seq);
            }
        }

        foreach (var row in pulse.Items)
        {
            var item = _items[row.Ordinal];
            (item.State, item.Stage, item.Cause) = (row.State, row.Stage, row.Cause);
            _ = row.State == ItemState.Open ? _open.Add(item.Place) : _open.Remove(item.Place);
        }

        if (pulse.Memo is { } memo)
        {
            (Memo, Folded) = (memo, pulse.Folded);
        }
    }

    public IReadOnlyList<long> TrailOf(long ordinal) => _trails.GetValueOrDefault(ordinal) ?? [];

    public IEnumerable<StoredItem> Window(long priority, long ordinal, int limit) =>
        _open.GetViewBetween((priority, ordinal), (long.MaxValue, long.MaxValue))
            .Where(place => place != (priority, ordinal)).Take(limit).Select(place => _items[place.Ordinal]);

    public IEnumerable<StoredItem> InOrder() => _items.Values.OrderBy(item => item.Item.Ordinal);
}
