using Pressrun.Sql.Blobs;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Views;
using Pressrun.Sql.Writing;

namespace Pressrun.Sql.Examining;

/// <summary>
/// Looks through a whole store: the structure of its database, every record of its journal, what is written beside the
/// journal, every blob the journal names. It only reads, and reads one moment of the store.
/// </summary>
public static class StoreExaminer
{
    /// <summary>The most faults that are kept.</summary>
    public const int FaultsMax = 10;

    /// <summary>The largest database, in bytes, of which indexes are compared with their tables too.</summary>
    public const long WholeMax = 200L * 1024 * 1024;

    /// <summary>
    /// Looks through the store of a folder. Damage is a result, not an exception. The whole journal and every blob are
    /// read: on a large store this takes as long as its disk needs for that. Thread-safe.
    /// </summary>
    /// <param name="folder">The folder that <see cref="SqlStore"/> was given.</param>
    /// <returns>Null if a living process drives the store: then nothing is looked at.</returns>
    public static Examination? Look(string folder)
    {
        var full = Path.GetFullPath(folder);
        if (StoreLock.IsHeld(Path.Combine(full, "lock")))
        {
            return null;
        }

        var dialect = new SqliteDialect();
        var faults = new Faults();
        var errors = new StoreErrors(full, dialect, isBare: true);
        var blobs = new BlobFolder(Path.Combine(full, "blobs"), errors, TimeProvider.System);
        var (entries, whole) = (0L, 0L);
        faults.Try(() => errors.Guard(() =>
        {
            var database = Path.Combine(full, "pressrun.db");
            var lost = LostDatabase.Look(full, blobs.HasAny, dialect.WasCut(database));
            if (lost.Find(database) is { } cause)
            {
                faults.Add(cause);
                return;
            }

            using var session = ReadingSession.Open(database, errors);
            if (session is not null)
            {
                (entries, whole) = Look(session, database, blobs, errors, faults);
            }
            else if (lost.HasSigns)
            {
                faults.Add(lost.Say("holds no tables"));
            }
        }));
        return new(entries, whole, faults.Kept, faults.LeftOut);
    }

    private static (long Entries, long Blobs) Look(
        Session session, string database, BlobFolder blobs, StoreErrors errors, Faults faults)
    {
        session.Prepare("BEGIN").Run();
        var isWhole = new FileInfo(database).Length <= WholeMax;
        faults.Try(() => errors.Guard(() =>
        {
            foreach (var found in session.Dialect.Examine(session.Connection, isWhole, FaultsMax))
            {
                faults.Add($"the database: {found}");
            }
        }));
        var journal = new JournalExam(session, errors, faults);
        faults.Try(() => errors.Guard(journal.Read));
        faults.Try(() => errors.Guard(() => new FoldExam(session, faults).Read()));
        var whole = 0L;
        foreach (var blob in journal.Blobs)
        {
            faults.Try(() => errors.Guard(() =>
            {
                blobs.Examine(blob);
                whole++;
            }));
        }

        return (journal.Entries, whole);
    }
}
