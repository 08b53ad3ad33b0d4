namespace Pressrun.Sql;

/// <summary>
/// Tells a folder whose database is gone from one where nothing has run yet: to begin anew there in silence would be to
/// pay for everything again.
/// </summary>
internal static class LostDatabase
{
    /// <summary>What to say of it; null if there is a database, or nothing that one could be missing for.</summary>
    /// <param name="database">Where it should lie.</param>
    /// <param name="hasBlobs">Whether blobs of earlier runs lie beside it.</param>
    /// <param name="hasLog">Whether its write-ahead log does: a new database would throw that away.</param>
    public static string? Find(string database, bool hasBlobs, bool hasLog) =>
        (!hasBlobs && !hasLog) || new FileInfo(database) is { Exists: true, Length: > 0 } ? null
            : Say(File.Exists(database) ? "is empty" : "is missing", hasBlobs ? "blobs" : "pressrun.db-wal");

    /// <summary>Cause and next step; the place comes before them.</summary>
    /// <param name="what">What is wrong with the database.</param>
    /// <param name="beside">What lies there that earlier runs have paid for.</param>
    public static string Say(string what, string beside = "blobs") =>
        $"pressrun.db {what}, but {beside} beside it holds what earlier runs have paid for. Put the file back from a "
        + "copy; to begin anew, and pay again, move the folder away first.";
}
