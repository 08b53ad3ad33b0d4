using System.Data.Common;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;
using Pressrun.Seams;

namespace Pressrun.Sql.Dialects;

/// <summary>SQLite, in a file of its own.</summary>
/// <param name="session">Settings of the writing connection.</param>
internal sealed partial class SqliteDialect(string session = SqliteDialect.Session) : Dialect
{
    /// <summary>
    /// Settings of the writing connection. FULL, because NORMAL silently loses acknowledged commits in a power cut.
    /// </summary>
    public const string Session =
        "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; " +
        "PRAGMA wal_autocheckpoint=4000; PRAGMA journal_size_limit=67108864;";

    // Primary and extended result codes: https://sqlite.org/rescode.html (2025-11).
    private const int Busy = 5, Locked = 6, IoError = 10, Corrupt = 11, Full = 13, Constraint = 19, NotADatabase = 26;
    private const int IoErrorSharedMemory = IoError | (19 << 8);
    private const int IoErrorChecksum = IoError | (32 << 8);
    private const int IoErrorFileSystem = IoError | (33 << 8);

    // https://sqlite.org/c3ref/c_fcntl_begin_atomic_write.html (2025-11).
    private const int HasMoved = 20;

    public override string Begin => "BEGIN IMMEDIATE";

    public override string HasTables => "SELECT COUNT(*) FROM sqlite_master WHERE name = 'meta'";

    protected override string Lock => "";

    protected override string Bytes => "BLOB";

    protected override string Serial => "INTEGER PRIMARY KEY";

    protected override string Clustered => "WITHOUT ROWID";

    // A cast from blob to text only changes the type: the bytes are taken as they are.
    public override string TextOf(string parameter) => $"CAST({parameter} AS TEXT)";

    public override DbConnection Open(string database, bool isReadOnly)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = database,
            Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWrite,
            Pooling = false,
            DefaultTimeout = 1, // SQLite itself waits (busy_timeout); the driver must not begin anew after that.
        }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = isReadOnly ? "PRAGMA busy_timeout=5000;" : session;
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    // The last connection to close removes the write-ahead log; a killed one leaves it.
    public override bool WasCut(string database) => new FileInfo(database + "-wal") is { Exists: true, Length: > 0 };

    // A file that was deleted goes on taking whatever is written to it, and nobody will ever find that again.
    public override bool IsGone(DbConnection connection)
    {
        var handle = ((SqliteConnection)connection).Handle!.DangerousGetHandle();
        return FileControl(handle, "main", HasMoved, out var hasMoved) == 0 && hasMoved != 0;
    }

    public override IReadOnlyList<string> Examine(DbConnection connection, bool isWhole, int limit)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"PRAGMA {(isWhole ? "integrity_check" : "quick_check")}({limit})";
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read())
        {
            // One answer may be several lines, after a heading that names the database by a name nobody gave it.
            found.AddRange(rows.GetString(0).Split('\n').Where(line => line != "ok" && !line.StartsWith("***",
                StringComparison.Ordinal)));
        }

        return found;
    }

    public override StoreFault Classify(DbException error) => error is not SqliteException sqlite
        ? StoreFault.Unusable
        : (sqlite.SqliteErrorCode, sqlite.SqliteExtendedErrorCode) switch
        {
            (Full, _) or (_, IoErrorSharedMemory) => StoreFault.Full,
            (Busy or Locked, _) => StoreFault.Busy,
            (Corrupt or NotADatabase, _) or (_, IoErrorChecksum or IoErrorFileSystem) => StoreFault.Damaged,
            _ => StoreFault.Unusable,
        };

    public override bool IsConflict(DbException error) => error is SqliteException { SqliteErrorCode: Constraint };

    [LibraryImport("e_sqlite3", EntryPoint = "sqlite3_file_control", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.AssemblyDirectory | DllImportSearchPath.SafeDirectories)]
    private static partial int FileControl(nint database, string name, int operation, out int result);
}
