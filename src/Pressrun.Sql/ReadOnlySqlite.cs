using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Pressrun.Sql;

/// <summary>Opens somebody else's SQLite file so that nothing in it can change.</summary>
public static class ReadOnlySqlite
{
    /// <summary>How often SQLite asks whether to go on: after so many steps, some milliseconds.</summary>
    private const int StepsBetween = 100_000;

    private const int BusySeconds = 5;

    /// <summary>Longer than this between two questions and nobody was waiting for the database.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <summary>Opens a file. The connection only reads; it is one thread's, and closing it is the caller's.</summary>
    /// <param name="path">The file, absolute; it is not made if it is missing.</param>
    /// <param name="workMax">The longest its statements may work in all, above zero.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="DbException">It cannot be opened. A statement throws one that is interrupted (9).</exception>
    public static DbConnection Open(string path, TimeSpan workMax, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(workMax, TimeSpan.Zero);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            var (worked, last) = (TimeSpan.Zero, time.GetTimestamp());
            SQLitePCL.raw.sqlite3_progress_handler(connection.Handle, StepsBetween, _ =>
            {
                var now = time.GetTimestamp();
                var passed = time.GetElapsedTime(last, now);
                last = now;
                worked += passed < Pause ? passed : TimeSpan.Zero;
                return worked < workMax ? 0 : 1;
            }, null);
            return connection;
        }
        catch (DbException)
        {
            connection.Dispose();
            throw;
        }
    }
}
