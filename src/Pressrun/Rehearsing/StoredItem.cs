using Pressrun.Model;

namespace Pressrun.Rehearsing;

/// <summary>An item as a store in memory keeps it.</summary>
internal sealed class StoredItem(Item item)
{
    public Item Item { get; } = item;

    public (long Priority, long Ordinal) Place => (Item.Priority ?? Item.Ordinal, Item.Ordinal);

    public ItemState State { get; set; }

    public string? Stage { get; set; }

    public string? Cause { get; set; }

    public Record Added() => new Record.Item(Item.Ordinal, ItemState.Open, Added: Item);

    public Record Present() => new Record.Item(Item.Ordinal, State, Added: Item, Stage: Stage, Cause: Cause);
}
