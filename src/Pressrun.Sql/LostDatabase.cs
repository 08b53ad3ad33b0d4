namespace Pressrun.Sql;

/// <summary>
/// Tells a folder whose database is gone from one where nothing has run yet: to begin anew there in silence would be to
/// pay for everything again.
/// </summary>
/// <param name="beside">What lies there that only a store with a database leaves; null for nothing.</param>
internal sealed class LostDatabase(string? beside)
{
    /// <summary>
    /// Looks for what earlier runs leave beside their database. To be asked before the database is: whoever makes a
    /// store at this moment makes that first.
    /// </summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="hasBlobs">Whether blobs lie there.</param>
    /// <param name="hasLog">Whether its write-ahead log does: a new database would throw that away.</param>
    public static LostDatabase Look(string folder, bool hasBlobs, bool hasLog) => new(
        hasBlobs ? "blobs beside it holds what earlier runs have paid for"
        : hasLog ? "pressrun.db-wal beside it holds what earlier runs have paid for"
        : Directory.Exists(Path.Combine(folder, "runs")) ? "runs beside it tells of runs that were kept there"
        : new FileInfo(Path.Combine(folder, "lock")) is { Exists: true, LinkTarget: null }
            ? "lock beside it tells of runs that were kept there"
        : null);

    /// <summary>Whether there are signs of earlier runs, so that there has to be a database.</summary>
    public bool HasSigns => beside is not null;

    /// <summary>What to say of a database that is not there, or empty; null if it is there or need not be.</summary>
    /// <param name="database">Where it should lie.</param>
    public string? Find(string database) => !HasSigns || new FileInfo(database) is { Exists: true, Length: > 0 } ? null
        : Say(File.Exists(database) ? "is empty" : "is missing");

    /// <summary>Cause and next step; the place comes before them.</summary>
    /// <param name="what">What is wrong with the database.</param>
    public string Say(string what) =>
        $"pressrun.db {what}, but {beside}. Put the file back from a copy; to begin anew, and pay again, move the "
        + "folder away first.";
}
