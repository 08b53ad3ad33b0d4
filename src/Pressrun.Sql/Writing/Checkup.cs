using Pressrun.Seams;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Writing;

/// <summary>
/// What is looked at before anybody may write: enough to find a torn end, and in a small store one byte that is not what
/// was written; not a reading of the whole journal.
/// </summary>
internal static class Checkup
{
    /// <summary>Entries at the end of the journal whose checksums are compared.</summary>
    public const int EntriesMax = 20;

    /// <summary>
    /// The largest database, in bytes, that counts as small: to look at it takes a fraction of a second.
    /// </summary>
    public const long SmallMax = 64 * 1024 * 1024;

    // Of items that were added and of runs: the others hold nothing that is written elsewhere once more.
    private const string Entries =
        $"""
         SELECT {Entry.Columns}, run FROM journal
         WHERE instr(lines, '"input":"') > 0 OR instr(lines, '"phase":') > 0
         """;

    /// <summary>Throws <see cref="StoreFault.Damaged"/> if something is wrong.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="errors">Speaks.</param>
    /// <param name="isSmall">Whether the store is small enough to look at its structure and its rows.</param>
    public static void Run(Session session, StoreErrors errors, bool isSmall)
    {
        if (isSmall && session.Dialect.Examine(session.Connection, isWhole: true, limit: 1) is [var found, ..])
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

        if (isSmall)
        {
            Compare(session, errors);
        }
    }

    private static void Compare(Session session, StoreErrors errors)
    {
        var match = new RowMatch(session);
        using var entries = new Statement(session.Connection, Entries);
        using var rows = entries.Rows();
        while (rows.Read())
        {
            var run = rows.GetInt64(6);
            foreach (var record in Entry.Load(rows, errors).Records(errors))
            {
                if (match.Find(record, run) is { } found)
                {
                    throw errors.Of(StoreFault.Damaged, found);
                }
            }
        }
    }
}
