using Pressrun.Model;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>
/// Compares rows of items with what the journal says: they are that once more, without a checksum.
/// </summary>
internal sealed class RowMatch(Session session)
{
    private readonly Statement _item =
        session.Prepare("SELECT key, title, input FROM item WHERE run = @run AND ordinal = @ordinal");

    /// <summary>What is wrong with the row a record speaks of; null if nothing is, or if it speaks of none.</summary>
    /// <param name="record">The record.</param>
    /// <param name="run">The run it is of.</param>
    public string? Find(Record record, long run) =>
        record is Record.Item { Added: { } added } item ? Find(added, item.Number, run) : null;

    private string? Find(Item added, long ordinal, long run)
    {
        using var row = _item.Rows(run, ordinal);
        return !row.Read() ? $"item {ordinal} of run number {run} is in the journal and not in the table of items"
            : row.IsDBNull(0) || row.GetString(0) != added.Key || row.IsDBNull(2) || row.GetString(2) != added.Input
                || (row.IsDBNull(1) ? null : row.GetString(1)) != added.Title
                ? $"item {ordinal} of run number {run} is not what the journal says"
            : null;
    }
}
