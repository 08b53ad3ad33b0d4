using Pressrun.Pipelines.Files;
using Pressrun.Running;

namespace Pressrun.Pipelines.Items;

/// <summary>A source that has been read through once.</summary>
public sealed class ItemReading
{
    /// <summary>The most notes that are kept.</summary>
    public const int NotesMax = 1_000;

    internal ItemReading(ItemSource source, Census census)
    {
        Source = source;
        Fields = census.Fields;
        Places = census.Places;
        OtherKey = census.OtherKey;
        Notes = census.Notes;
        NotesLeftOut = census.NotesLeftOut;
        Count = census.Count;
    }

    /// <summary>The items, in the order of the source.</summary>
    public ItemSource Source { get; }

    /// <summary>Names of the fields that any item has, in the order in which they first appear; unique.</summary>
    public IReadOnlyList<string> Fields { get; }

    /// <summary>Where each of <see cref="Fields"/> appears first.</summary>
    internal IReadOnlyDictionary<string, Position> Places { get; }

    /// <summary>Where a field <c>key</c> is something else than the key of its item; null if nowhere.</summary>
    internal Position? OtherKey { get; }

    /// <summary>What gave no item, in the order of the source, at most <see cref="NotesMax"/>; may be empty.</summary>
    public IReadOnlyList<ItemNote> Notes { get; }

    /// <summary>How many notes came after those kept.</summary>
    public int NotesLeftOut { get; }

    /// <summary>How many items there are; may be 0.</summary>
    public int Count { get; }
}
