using Pressrun.Sql;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// Makes the store of a fixture: a run that ended, then one that was killed in mid-flight, gone on with and killed
/// again. All times are virtual, so that the same version makes the same bytes.
/// </summary>
internal static class Maker
{
    private const int DaysAtFirst = 3;

    private static readonly DateTimeOffset Start = new(2026, 1, 20, 21, 0, 0, TimeSpan.Zero);
    private static readonly TimeSpan FirstCut = TimeSpan.FromSeconds(24.5);
    private static readonly TimeSpan SecondCut = TimeSpan.FromSeconds(28.5);

    /// <summary>When a fixture is taken up again.</summary>
    public static DateTimeOffset Later => Start.AddHours(9);

    /// <summary>The pipeline and its store, in a folder that is empty.</summary>
    public static async Task MakeAsync(string folder)
    {
        Fixture.CopyPipeline(Fixture.Pattern, folder);
        await new Almanac(folder).BeginAsync(Start, DaysAtFirst);
        await KillAsync(folder, Start.AddHours(1), FirstCut, isRetry: false);
        await KillAsync(folder, Start.AddHours(2), SecondCut, isRetry: true);

        // Whoever closes the database last takes the log into it.
        await SqlStore.Open(Almanac.StoreOf(folder)).DisposeAsync();
        Assert.False(File.Exists(Path.Combine(Almanac.StoreOf(folder), "pressrun.db-wal")), "There is a log left.");
    }

    /// <summary>The files of a closed store, in a fixed order; without the empty ones that reading it makes.</summary>
    public static IEnumerable<string> FilesOf(string store) =>
        Directory.EnumerateFiles(store, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) is not ("pressrun.db-wal" or "pressrun.db-shm"))
            .Order(StringComparer.Ordinal);

    /// <summary>The same batch in a folder of its own, never killed.</summary>
    public static async Task RunUndisturbedAsync(string folder)
    {
        Fixture.CopyPipeline(Fixture.Pattern, folder);
        await new Almanac(folder).RunAsync(Start);
    }

    // What kill -9 leaves is what lies on the disk at that moment, log and lock included; only the memory that readers
    // of the database share goes with the process.
    private static async Task KillAsync(string folder, DateTimeOffset start, TimeSpan after, bool isRetry)
    {
        var almanac = new Almanac(folder);
        var left = almanac.Store + ".left";
        await almanac.KillAsync(start, after, isRetry, () => Copy(almanac.Store, left));
        File.Copy(Path.Combine(almanac.Store, "lock"), Path.Combine(left, "lock"));
        Directory.Delete(almanac.Store, recursive: true);
        Directory.Move(left, almanac.Store);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) is not ("lock" or "pressrun.db-shm"))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }
}
