using Pressrun.Seams;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Writing;

/// <summary>
/// What is looked at before anybody may write: enough to find a torn end, and in a small store one byte that is not
/// what was written; not a reading of the whole journal.
/// </summary>
internal static class Checkup
{
    /// <summary>Entries at the end of the journal whose checksums are compared.</summary>
    public const int EntriesMax = 20;

    /// <summary>
    /// The largest database, in bytes, that counts as small: to look at it takes a fraction of a second.
    /// </summary>
    public const long SmallMax = 64 * 1024 * 1024;

    // As many as hide nothing else behind them: pages that nobody uses harm nobody.
    private const int FindingsMax = 100;

    // Items that were added: the others hold nothing that is written elsewhere once more.
    private const string Additions =
        $"""SELECT {Entry.Columns}, run FROM journal WHERE instr(lines, '"input":"') > 0""";

    // Items got it from their run, and an index of theirs holds it a third time.
    private const string Renamed =
        "SELECT run.no FROM run JOIN item ON item.run = run.no AND item.pipeline <> run.pipeline LIMIT 1";

    /// <summary>Throws <see cref="StoreFault.Damaged"/> if something is wrong.</summary>
    /// <param name="session">The writing connection.</param>
    /// <param name="errors">Speaks.</param>
    /// <param name="isSmall">Whether the store is small enough to look at its structure and its rows.</param>
    /// <param name="wasCut">Whether it was left by a process that was killed.</param>
    public static void Run(Session session, StoreErrors errors, bool isSmall, bool wasCut)
    {
        if (isSmall && session.Dialect.Examine(session.Connection, isWhole: true, FindingsMax).FirstOrDefault(
                finding => wasCut || !finding.EndsWith("never used", StringComparison.Ordinal)) is { } found)
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

    /// <summary>The last entry there is; 0 for none.</summary>
    public static long Last(Session session)
    {
        using var last = new Statement(session.Connection, "SELECT COALESCE(MAX(entry), 0) FROM journal");
        return (long)last.One()!;
    }

    private static void Compare(Session session, StoreErrors errors)
    {
        using var renamed = new Statement(session.Connection, Renamed);
        if (renamed.One() is long number)
        {
            throw errors.Of(StoreFault.Damaged, $"run number {number} and its items are of different pipelines");
        }

        var match = new RowMatch(session);
        using var entries = new Statement(session.Connection, Additions);
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
