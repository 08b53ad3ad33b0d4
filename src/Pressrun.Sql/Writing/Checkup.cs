using Pressrun.Seams;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Writing;

/// <summary>
/// What is looked at before anybody may write: enough to find a torn end, not a reading of the whole store.
/// </summary>
internal static class Checkup
{
    /// <summary>Entries at the end of the journal whose checksums are compared.</summary>
    public const int EntriesMax = 20;

    /// <summary>
    /// The largest database, in bytes, whose structure is checked after a kill: a fraction of a second.
    /// </summary>
    public const long StructureMax = 64 * 1024 * 1024;

    /// <summary>Throws <see cref="StoreFault.Damaged"/> if something is wrong.</summary>
    public static void Run(Session session, StoreErrors errors, bool isStructureToo)
    {
        if (isStructureToo && session.Dialect.Check(session.Connection) is { } found)
        {
            throw errors.Of(StoreFault.Damaged, found);
        }

        using var tail = new Statement(session.Connection,
            $"SELECT {Entry.Columns} FROM journal ORDER BY entry DESC LIMIT {EntriesMax}");
        using var rows = tail.Rows();
        while (rows.Read())
        {
            Entry.Load(rows, errors);
        }
    }
}
