using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>The items of a run, by key: where they are found, and whether they are as they were.</summary>
internal sealed class KnownItems
{
    private readonly Dictionary<string, (long Number, bool IsDone, ulong Input)> _items = new(StringComparer.Ordinal);

    // Those that were closed short of done.
    private readonly Dictionary<string, Record.Item> _closed = new(StringComparer.Ordinal);

    private KnownItems(bool isSame) => IsSame = isSame;

    /// <summary>Whether the definition is the run's, so that how they ended counts.</summary>
    public bool IsSame { get; }

    /// <summary>Reads them.</summary>
    /// <param name="source">The run.</param>
    /// <param name="isSame">Whether the definition is the run's.</param>
    public static KnownItems Of(IReplaySource source, bool isSame)
    {
        var known = new KnownItems(isSame);
        foreach (var item in source.Read(new Query.Outputs(null, IsDoneOnly: false)).OfType<Record.Item>())
        {
            if (item.Added is { } added)
            {
                known._items[added.Key] = (item.Number, item.State == ItemState.Done, HashOf(added));
                if (isSame && item.State is not (ItemState.Open or ItemState.Done))
                {
                    known._closed[added.Key] = item;
                }
            }
        }

        return known;
    }

    /// <summary>An item's place in the run, and whether it was done; null if the run does not know it.</summary>
    public (long Number, bool IsDone)? Place(string key) =>
        _items.TryGetValue(key, out var item) ? (item.Number, item.IsDone) : null;

    /// <summary>
    /// An item's record as an overlay takes it; null if the run does not know it. Where only the items changed, those
    /// that were closed short of done are left alone, so there it says how it ended.
    /// </summary>
    public Record.Item? Find(string key) => !_items.TryGetValue(key, out var item) ? null
        : _closed.GetValueOrDefault(key) ?? new(item.Number, item.IsDone ? ItemState.Done : ItemState.Open);

    /// <summary>How many items are other, new and gone.</summary>
    public (long Edited, long Added, long LeftOut) Compare(ItemSource items)
    {
        var (edited, added, same) = (0L, 0L, 0L);
        foreach (var item in items.Read())
        {
            if (!_items.TryGetValue(item.Key, out var was))
            {
                added++;
            }
            else if (was.Input != HashOf(item))
            {
                edited++;
            }
            else
            {
                same++;
            }
        }

        return (edited, added, _items.Count - edited - same);
    }

    // Whole inputs of a large batch would fill the memory (FNV-1a; G. Fowler, L. C. Noll, K.-P. Vo 1991).
    private static ulong HashOf(Item item)
    {
        var hash = 14695981039346656037;
        foreach (var letter in item.Input)
        {
            hash = unchecked((hash ^ letter) * 1099511628211);
        }

        return hash;
    }
}
