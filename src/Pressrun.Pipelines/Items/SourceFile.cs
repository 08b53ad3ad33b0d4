using System.Text.Unicode;

namespace Pressrun.Pipelines.Items;

/// <summary>A file items come from: below its root, there, of a size that can be read.</summary>
/// <param name="Name">As the pipeline names it; what people are shown.</param>
/// <param name="Path">Where it lies.</param>
internal sealed record SourceFile(string Name, string Path)
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LengthMax = 1024L * 1024 * 1024;

    private const int NamesMax = 1_000;

    /// <summary>The file of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="lengthMax">The largest it may be, in bytes.</param>
    /// <exception cref="PressrunException">It is not there, a folder, too large, or outside the root.</exception>
    public static SourceFile Of(ItemsRequest request, long lengthMax = LengthMax)
    {
        var file = new SourceFile(request.From, Below(request, request.From));
        if (Directory.Exists(file.Path))
        {
            throw file.Fault($"is a folder. For the files in it write `{request.From.TrimEnd('/', '\\')}/*.json`.");
        }

        if (!File.Exists(file.Path))
        {
            throw file.Fault($"there is no such file.{Hint(file.Path)}");
        }

        var length = new FileInfo(file.Path).Length;
        return length <= lengthMax
            ? file
            : throw file.Fault($"is {length / 1024 / 1024} MB, and at most 1024 MB can be read. Split it.");
    }

    /// <summary>Where a path of a request leads; throws if that is outside its folder.</summary>
    public static string Below(ItemsRequest request, string path)
    {
        var root = System.IO.Path.GetFullPath(request.Folder);
        var full = System.IO.Path.GetFullPath(System.IO.Path.Combine(root, path));
        if (request.IsAnyPathAllowed || (IsBelow(root, full) && IsBelow(Real(root), Real(full))))
        {
            return full;
        }

        throw new PressrunException(
            $"{path}: items: lies outside the pipeline's folder. Move it there.");
    }

    /// <summary>A fault of the whole file.</summary>
    public PressrunException Fault(string message, int line = 0) =>
        new(new ItemNote(Name, line, message).ToString());

    /// <summary>Opens it.</summary>
    /// <exception cref="PressrunException">It may not be read, or has gone.</exception>
    public FileStream Open()
    {
        try
        {
            return new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        }
        catch (UnauthorizedAccessException)
        {
            throw Fault("may not be read by you. Change its permissions.");
        }
        catch (IOException)
        {
            throw Fault("cannot be opened. Look whether it is still there and no other program keeps it.");
        }
    }

    /// <summary>All its bytes, without a byte order mark; throws unless they are UTF-8 text.</summary>
    public ReadOnlyMemory<byte> ReadText()
    {
        using var stream = Open();
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Check(bytes, line: 0);
        return Utf8.IsValid(bytes)
            ? bytes.AsMemory(bytes.AsSpan().StartsWith(Mark) ? Mark.Length : 0)
            : throw NoUtf8(line: 0);
    }

    /// <summary>The bytes a UTF-8 file may begin with.</summary>
    public static ReadOnlySpan<byte> Mark => [0xEF, 0xBB, 0xBF];

    /// <summary>Throws if bytes are no text, or text in another encoding.</summary>
    public void Check(ReadOnlySpan<byte> bytes, int line)
    {
        if (line <= 1 && (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])))
        {
            throw Fault("is UTF-16. Save it as UTF-8.");
        }

        if (bytes.Contains((byte)0))
        {
            throw Fault("is no text but a binary file. Give a list of lines, CSV, JSONL, JSON or YAML.", line);
        }
    }

    /// <summary>What is thrown for bytes that are not UTF-8.</summary>
    public PressrunException NoUtf8(int line) => Fault("is not UTF-8. Save the file as UTF-8.", line);

    private static bool IsBelow(string root, string path) =>
        path.StartsWith(root.TrimEnd(System.IO.Path.DirectorySeparatorChar) + System.IO.Path.DirectorySeparatorChar,
            StringComparison.Ordinal);

    // Follows the links on the way, so that one inside the folder cannot lead out of it.
    private static string Real(string path)
    {
        var parent = System.IO.Path.GetDirectoryName(path);
        if (parent is null)
        {
            return path;
        }

        path = System.IO.Path.Combine(Real(parent), System.IO.Path.GetFileName(path));
        var link = Directory.Exists(path)
            ? Directory.ResolveLinkTarget(path, returnFinalTarget: true)
            : File.Exists(path) ? File.ResolveLinkTarget(path, returnFinalTarget: true) : null;
        return link?.FullName ?? path;
    }

    private static string Hint(string path)
    {
        var folder = System.IO.Path.GetDirectoryName(path)!;
        if (!Directory.Exists(folder))
        {
            return $" The folder {Quote.Of(System.IO.Path.GetFileName(folder))} is not there either.";
        }

        var near = Nearest.Ask(System.IO.Path.GetFileName(path),
            Directory.EnumerateFiles(folder).Take(NamesMax).Select(name => System.IO.Path.GetFileName(name)));
        return near.Length > 0 ? near : " Make it, or correct `items`.";
    }
}
