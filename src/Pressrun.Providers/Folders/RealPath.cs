namespace Pressrun.Providers.Folders;

/// <summary>Where a path leads once every link on the way is followed; .NET follows only a path's last name.</summary>
internal static class RealPath
{
    // Linux gives up after as many.
    private const int LinksMax = 40;

    /// <summary>
    /// The absolute path without links; names that are not there yet are kept. Throws <see cref="IOException"/> if the
    /// links go in a circle.
    /// </summary>
    public static string Of(string path)
    {
        var full = Path.GetFullPath(path);
        var place = Path.GetPathRoot(full)!;
        var ahead = new Stack<string>();
        Push(ahead, full[place.Length..]);
        var links = 0;
        while (ahead.TryPop(out var name))
        {
            if (name == "..")
            {
                place = Path.GetDirectoryName(place) ?? place;
                continue;
            }

            var next = Path.Combine(place, name);
            if (new FileInfo(next).LinkTarget is not { } target)
            {
                place = next;
                continue;
            }

            if (++links > LinksMax)
            {
                throw new IOException("Too many links on the way.");
            }

            var root = Path.GetPathRoot(target)!;
            place = root.Length > 0 ? root : place;
            Push(ahead, target[root.Length..]);
        }

        return place;
    }

    /// <summary>Whether a path without links lies below a folder without links.</summary>
    public static bool IsBelow(string folder, string path) =>
        path.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    private static void Push(Stack<string> ahead, string path)
    {
        var names = path.Split(
            [Path.DirectorySeparatorChar, Path.AltDirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries);
        foreach (var name in names.Reverse().Where(name => name != "."))
        {
            ahead.Push(name);
        }
    }
}
