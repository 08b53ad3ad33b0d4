using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>The items of a run, by key: where they are found, and whether they are as they were.</summary>
internal sealed class KnownItems
{
    private readonly Dictionary<string, (long Number, bool IsDone, ulong Input)> _items = new(StringComparer.Ordinal);
    private readonly IReplaySource _source;

    private KnownItems(IReplaySource source, bool isSame) => (_source, IsSame) = (source, isSame);

    /// <summary>Whether the definition is the run's, so that how they ended counts.</summary>
    public bool IsSame { get; }

    /// <summary>Reads them.</summary>
    /// <param name="source">The run.</param>
    /// <param name="isSame">Whether the definition is the run's.</param>
    public static KnownItems Of(IReplaySource source, bool isSame)
    {
        var known = new KnownItems(source, isSame);
        foreach (var item in source.Read(new Query.Outputs(null, IsDoneOnly: false)).OfType<Record.Item>())
        {
            if (item.Added is { } added)
            {
                known._items[added.Key] = (item.Number, false, HashOf(added));
            }
        }

        foreach (var item in source.Read(new Query.Outputs(null, IsDoneOnly: true)).OfType<Record.Item>())
        {
            if (item.Added is { } added)
            {
                known._items[added.Key] = known._items[added.Key] with { IsDone = true };
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
    /// <param name="now">The item as it is now.</param>
    public Record.Item? Find(Item now)
    {
        if (!_items.TryGetValue(now.Key, out var item))
        {
            return null;
        }

        var last = !IsSame ? null
            : _source.Read(new Query.Item(item.Number)).OfType<Record.Item>().LastOrDefault();
        var state = item.IsDone ? ItemState.Done : last?.State ?? ItemState.Open;
        var was = item.Input == HashOf(now) ? now : now with { Input = $"not {now.Input}" };
        return new(item.Number, state, Was: null, was, last?.Stage, last?.Cause);
    }

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
