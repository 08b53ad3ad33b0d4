using System.Data.Common;
using Pressrun.Pipelines.Items;
using Pressrun.Sql;

namespace Pressrun.Cli.Hosting;

/// <summary>Opens the databases that items are read from.</summary>
internal static class Databases
{
    private static readonly TimeSpan WorkMax = TimeSpan.FromMinutes(5);

    /// <summary>A connection that only reads.</summary>
    /// <exception cref="DbException">It cannot be opened.</exception>
    public static DbConnection Open(DatabaseAddress address, TimeProvider time) =>
        ReadOnlySqlite.Open(address.Place, WorkMax, time);
}
