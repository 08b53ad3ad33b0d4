namespace Pressrun.Providers.Web;

/// <summary>
/// Reads files below one folder as pages. What leads out of the folder is refused, symbolic links included.
/// </summary>
/// <param name="folder">The folder; null reads no file.</param>
/// <param name="bytesMax">The largest file, in bytes.</param>
internal sealed class FolderReader(string? folder, long bytesMax)
{
    private const int LinksMax = 40;

    /// <summary>Reads a file; throws <see cref="FetchException"/> where it is none of ours.</summary>
    /// <param name="address">A path, absolute or below the folder, or a <c>file:</c> address of one.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<FetchedPage> ReadAsync(string address, CancellationToken ct)
    {
        try
        {
            if (folder is null)
            {
                throw FetchException.Permanent(
                    "is a file, and files are not read here: list web addresses, each with https:// before it");
            }

            var root = RealPath(Path.GetFullPath(folder));
            var named = Path.GetFullPath(Path.Combine(folder, PathOf(address)));
            var below = Below(Path.GetFullPath(folder), named) ?? Below(root, named) ?? throw Outside;
            var real = RealPath(named);
            return Below(root, real) is not null ? await ReadAsync(real, below, ct) : throw Outside;
        }
        catch (UnauthorizedAccessException)
        {
            throw FetchException.Permanent("may not be opened: change the permissions of the file");
        }
        catch (IOException)
        {
            throw FetchException.Transient("cannot be read: look whether its disk is well");
        }
    }

    private static FetchException Outside => FetchException.Permanent(
        "leads out of the folder that files are read from: put the file into it and list it by its path from there");

    private async Task<FetchedPage> ReadAsync(string real, string below, CancellationToken ct)
    {
        var file = new FileInfo(real);
        if (!file.Exists)
        {
            throw FetchException.Permanent(Directory.Exists(real)
                ? "is a folder: list the files in it one by one"
                : "is not there: correct the path; a web address begins with https://");
        }

        var type = MediaType.OfFile(below) ?? throw FetchException.Permanent(
            "is no kind of file that is read: only .html, .htm, .xhtml, .txt and .md are");

        // Also what never ends, or waits for a writer, such as a pipe: it has no length.
        if (file.Length == 0)
        {
            throw FetchException.Permanent("is empty: fill the file or take the line out");
        }

        await using var content = file.OpenRead();
        using var body = new BoundedBody(content);
        await body.FillPageAsync(type, bytesMax, ct);
        var changed = new DateTimeOffset(file.LastWriteTimeUtc);
        return new()
        {
            Address = new($"file:///{string.Join('/', below.Split(Path.DirectorySeparatorChar)
                .Select(Uri.EscapeDataString))}"),
            Status = 200,
            ContentType = type.ToString(),
            LastModified = changed,
            FetchedAt = changed,
            Content = body.Bytes,
        };
    }

    private static string PathOf(string address)
    {
        var path = address;
        if (WebAddress.SchemeOf(address) == "file")
        {
            path = Uri.UnescapeDataString(address["file:".Length..]);
            if (path.StartsWith("//", StringComparison.Ordinal))
            {
                var host = path[2..].Split('/')[0];
                path = host is "" or "localhost" ? path[(2 + host.Length)..] : throw FetchException.Permanent(
                    "names a host, but files lie on this machine: write file: and the path without slashes before it");
            }
        }

        if (path.Length == 0 || path.Any(char.IsControl))
        {
            throw FetchException.Permanent("is not a path: correct the line");
        }

        return path.Split('/', Path.DirectorySeparatorChar).Contains("..") ? throw Outside : path;
    }

    private static string? Below(string root, string path)
    {
        var start = Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar;
        return path.Length > start.Length && path.StartsWith(start, StringComparison.Ordinal)
            ? path[start.Length..]
            : null;
    }

    // Every part of the path may be a link, and what it leads to may hold links again.
    private static string RealPath(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var rest = new Stack<string>(Parts(path).Reverse());
        var links = 0;
        while (rest.TryPop(out var part))
        {
            var next = Path.Combine(real, part);
            FileSystemInfo entry = Directory.Exists(next) ? new DirectoryInfo(next) : new FileInfo(next);
            if (entry.LinkTarget is not { } target)
            {
                real = next;
                continue;
            }

            if (++links > LinksMax)
            {
                throw FetchException.Permanent("is a link that leads in a circle: correct the link");
            }

            var goal = Path.GetFullPath(Path.Combine(real, target));
            real = Path.GetPathRoot(goal)!;
            foreach (var each in Parts(goal).Reverse())
            {
                rest.Push(each);
            }
        }

        return real;
    }

    private static string[] Parts(string path) => path[Path.GetPathRoot(path)!.Length..]
        .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
}
