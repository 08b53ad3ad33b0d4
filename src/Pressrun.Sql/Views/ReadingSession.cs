using System.Data.Common;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Views;

/// <summary>Opens a store for reading only, whatever state it was left in.</summary>
internal static class ReadingSession
{
    /// <summary>A session on the database; null if there is no store.</summary>
    /// <exception cref="StoreException">The store is damaged, of another version, or cannot be read.</exception>
    public static Session? Open(string database, StoreErrors errors)
    {
        try
        {
            _ = File.GetAttributes(database);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        try
        {
            return Checked(database, errors);
        }
        catch (DbException error) when (new SqliteDialect().Classify(error) == StoreFault.Unusable)
        {
            return OpenWithoutLog(database, errors)
                ?? throw errors.Of(StoreFault.Unusable, error.Message, error);
        }
    }

    // A log needs a file beside it, which is made where there is none. In a folder that may not be written that fails;
    // after a clean end nothing is in the log, and the database alone is the store.
    private static Session? OpenWithoutLog(string database, StoreErrors errors)
    {
        if (new FileInfo(database + "-wal") is { Exists: true, Length: > 0 })
        {
            throw errors.Say(StoreFault.Unusable,
                "the process that drove it was killed and left a log that can be read only where a file can be made " +
                "beside it. Make the folder writable for you, or copy it to where you may write.");
        }

        try
        {
            return Checked($"{new Uri(database).AbsoluteUri}?immutable=1", errors);
        }
        catch (DbException)
        {
            // Then it was not the log: whoever asked tells what it was.
            return null;
        }
    }

    private static Session? Checked(string database, StoreErrors errors)
    {
        var session = new Session(new SqliteDialect(), database, isReadOnly: true);
        try
        {
            if (HasTables(session, errors))
            {
                return session;
            }
        }
        catch
        {
            session.Dispose();
            throw;
        }

        // A process was killed before it had made the tables: there is no store yet.
        session.Dispose();
        return null;
    }

    private static bool HasTables(Session session, StoreErrors errors)
    {
        var found = Schema.Read(session, errors);
        return found == Schema.Newest || (found is null ? false
            : found > Schema.Newest ? throw Schema.TooNew(found.Value, errors)
            : throw errors.Say(StoreFault.Unusable,
                $"the store has schema {found}, this version reads schema {Schema.Newest}. Run the pipeline once with "
                + "this version: that brings the store up to date."));
    }
}
