namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>The public feeds that lie beside the repository, if they do.</summary>
internal static class TestFeeds
{
    /// <summary>A file or folder among them; null where they are absent.</summary>
    public static string? Find(string name)
    {
        var given = Environment.GetEnvironmentVariable("PRESSRUN_DATA");
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "pressrun.slnx")))
            {
                var path = Path.GetFullPath(Path.Combine(
                    given ?? Path.Combine(folder.FullName, "../shared/data"), "podcast/feeds", name));
                return Path.Exists(path) ? path : null;
            }
        }

        return null;
    }
}
