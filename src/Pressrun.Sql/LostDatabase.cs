namespace Pressrun.Sql;

/// <summary>
/// Tells a folder whose database is gone from one where nothing has run yet: to begin anew there in silence would be to
/// pay for everything again.
/// </summary>
/// <param name="beside">What lies there that only a store with a database leaves; null for nothing.</param>
/// <param name="hasSigns">Whether it is left by whoever has claimed a run, for which there are tables.</param>
internal sealed class LostDatabase(string? beside, bool hasSigns)
{
    /// <summary>
    /// Looks for what earlier runs leave beside their database. To be asked before the database is: whoever makes a
    /// store at this moment makes that first.
    /// </summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="hasBlobs">Whether blobs lie there.</param>
    /// <param name="hasLog">Whether its write-ahead log does: a new database would throw that away.</param>
    public static LostDatabase Look(string folder, bool hasBlobs, bool hasLog)
    {
        var sign = hasBlobs ? "blobs beside it holds what earlier runs have paid for"
            : Directory.Exists(Path.Combine(folder, "runs")) ? "runs beside it tells of runs that were kept there"
            : new FileInfo(Path.Combine(folder, "lock")) is { Exists: true, LinkTarget: null }
                ? "lock beside it tells of runs that were kept there"
            : null;
        return new(
            hasLog && !hasBlobs ? "pressrun.db-wal beside it holds what earlier runs have paid for" : sign,
            hasSigns: sign is not null);
    }

    /// <summary>
    /// Whether there are signs of earlier runs, so that there have to be tables. A log is none: whoever was killed
    /// while the tables were made has left one too, and of any other the database has taken the tables.
    /// </summary>
    public bool HasSigns => hasSigns;

    /// <summary>What to say of a database that is not there, or empty; null if it is there or need not be.</summary>
    /// <param name="database">Where it should lie.</param>
    public string? Find(string database) =>
        beside is null || new FileInfo(database) is { Exists: true, Length: > 0 } ? null
        : Say(File.Exists(database) ? "is empty" : "is missing");

    /// <summary>Cause and next step; the place comes before them.</summary>
    /// <param name="what">What is wrong with the database.</param>
    public string Say(string what) =>
        $"pressrun.db {what}, but {beside}. Put the file back from a copy; to begin anew, and pay again, move the "
        + "folder away first.";
}
