using System.Text;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>
/// The folder a pipeline file lies in: prompts and word lists are read from it and from nowhere else.
/// </summary>
/// <param name="root">The folder, absolute.</param>
internal sealed class PipelineFolder(string root)
{
    private const int BytesMax = 1024 * 1024;
    private const int FilesMax = 1_000;

    private readonly string _root = Path.GetFullPath(root);

    /// <summary>Reads a text file; null with the cause where that is not possible.</summary>
    /// <param name="path">Relative to the folder, <c>/</c> between names.</param>
    /// <param name="cause">What is wrong and what to do.</param>
    public string? Read(string path, out string cause)
    {
        cause = "";
        if (Locate(path) is not { } full)
        {
            cause = $"`{path}` leads out of the folder of the pipeline file; put the file beside it";
            return null;
        }

        if (!File.Exists(full))
        {
            cause = Directory.Exists(full) ? $"`{path}` is a folder, not a file" : Missing(path);
            return null;
        }

        try
        {
            if (new FileInfo(full).Length > BytesMax)
            {
                cause = $"`{path}` is larger than 1 MB; give large texts as fields of the items";
                return null;
            }

            return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(full))
                .TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal);
        }
        catch (ArgumentException)
        {
            cause = $"`{path}` is not UTF-8 text; save it as UTF-8";
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            cause = $"`{path}` cannot be read; check its rights";
        }

        return null;
    }

    /// <summary>The files a pattern names, ascending; only the last part of the path may have a <c>*</c>.</summary>
    public IReadOnlyList<string> Find(string pattern)
    {
        var slash = pattern.LastIndexOf('/');
        var (folder, name) = slash < 0 ? ("", pattern) : (pattern[..slash], pattern[(slash + 1)..]);
        return !name.Contains('*', StringComparison.Ordinal)
            ? [pattern]
            : Locate(folder) is { } full && Directory.Exists(full)
                ? [.. Directory.EnumerateFiles(full, name).Take(FilesMax).Select(Path.GetFileName)
                    .Order(StringComparer.Ordinal).Select(file => slash < 0 ? file! : $"{folder}/{file}")]
                : [];
    }

    private string? Locate(string path)
    {
        var full = Path.GetFullPath(Path.Combine(_root, path));
        return full == _root || full.StartsWith(_root + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : null;
    }

    private string Missing(string path)
    {
        var folder = Path.GetDirectoryName(Locate(path));
        var others = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).Take(FilesMax)
                .Select(file => Path.GetRelativePath(_root, file).Replace('\\', '/'))
            : [];
        return DidYouMean.Of(path, others) is { } near
            ? $"there is no file `{path}`: did you mean `{near}`?"
            : $"there is no file `{path}`: write it, or correct the path";
    }
}
