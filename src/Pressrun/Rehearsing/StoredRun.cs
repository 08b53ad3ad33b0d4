using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>
/// A run as a store in memory keeps it: its entries, and the folds the pulses brought. What it is told to keep has been
/// checked by the image before.
/// </summary>
internal sealed class StoredRun(long number, string id, string pipeline)
{
    private readonly Dictionary<long, StoredItem> _items = [];
    private readonly Dictionary<string, StoredItem> _itemsByKey = new(StringComparer.Ordinal);
    private readonly SortedSet<(long Priority, long Ordinal)> _open = [];
    private readonly Dictionary<long, List<long>> _trails = [];

    public long Number { get; } = number;

    public string Id { get; } = id;

    public string Pipeline { get; } = pipeline;

    public long Epoch { get; set; }

    public string? Memo { get; private set; }

    public long Folded { get; private set; }

    /// <summary>Numbers of its entries, ascending.</summary>
    public List<int> Entries { get; } = [];

    public StoredItem? Find(long ordinal) => _items.GetValueOrDefault(ordinal);

    public StoredItem? Find(string key) => _itemsByKey.GetValueOrDefault(key);

    public void Add(Record.Item record, Item added)
    {
        var item = new StoredItem(record, added);
        _items.Add(item.Ordinal, item);
        _itemsByKey.Add(item.Key, item);
        Enter(item, item.Row);
    }

    public void Apply(Pulse pulse)
    {
        foreach (var row in pulse.Trail)
        {
            Trace(row);
        }

        foreach (var row in pulse.Items)
        {
            if (Find(row.Ordinal) is { } item)
            {
                Enter(item, row);
            }
        }

        if (pulse.Memo is { } memo)
        {
            (Memo, Folded) = (memo, pulse.Folded);
        }
    }

    public void LeaveOpenItemsOut()
    {
        foreach (var (_, ordinal) in _open)
        {
            var item = _items[ordinal];
            item.Row = item.Row with { State = ItemState.LeftOut };
        }

        _open.Clear();
    }

    /// <summary>Seqs of the records that speak of an item, ascending.</summary>
    public IReadOnlyList<long> TrailOf(long ordinal) => _trails.GetValueOrDefault(ordinal) ?? [];

    public IEnumerable<StoredItem> Window(long priority, long ordinal, int limit) =>
        _open.GetViewBetween((priority, ordinal), (long.MaxValue, long.MaxValue))
            .Where(place => place != (priority, ordinal)).Take(limit).Select(place => _items[place.Ordinal]);

    public IEnumerable<StoredItem> InOrder() => _items.Values.OrderBy(item => item.Ordinal);

    private void Enter(StoredItem item, ItemRow row)
    {
        item.Row = row;
        _ = row.State == ItemState.Open ? _open.Add(item.Place) : _open.Remove(item.Place);
    }

    private void Trace(TrailRow row)
    {
        if (!_trails.TryGetValue(row.Ordinal, out var trail))
        {
            _trails.Add(row.Ordinal, trail = []);
        }

        // Nearly always the latest yet; what is written again after a crash is there already.
        var place = trail.Count == 0 || trail[^1] < row.Seq ? ~trail.Count : trail.BinarySearch(row.Seq);
        if (place < 0)
        {
            trail.Insert(~place, row.Seq);
        }
    }
}
