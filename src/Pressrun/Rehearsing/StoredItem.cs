using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Rehearsing;

/// <summary>An item as a store in memory keeps it: as it was added, and where it stands now.</summary>
internal sealed class StoredItem(Record.Item record, Item item)
{
    public long Ordinal { get; } = record.Number;

    public string Key => item.Key;

    /// <summary>Where it stands in line.</summary>
    public (long Priority, long Ordinal) Place => (item.Priority ?? Ordinal, Ordinal);

    /// <summary>Where it stands now.</summary>
    public ItemRow Row { get; set; } = new(record.Number, record.State, null, null, record.Spent.Micros);

    public Record Added() => new Record.Item(Ordinal, ItemState.Open, Added: item);

    public Record Present() => new Record.Item(
        Ordinal, Row.State, Added: item, Stage: Row.Stage, Cause: Row.Cause, Spent: new(Row.Micros));
}
