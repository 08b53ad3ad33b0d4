using System.IO.Enumeration;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Finds the files of a pattern: <c>*</c> and <c>?</c> stand for letters of one name, <c>**</c> for any number of
/// folders. Hidden files and folders are found only by a pattern that begins with a dot, links are not followed.
/// </summary>
internal static class Glob
{
    /// <summary>The most files of a pattern.</summary>
    public const int FilesMax = 1_000_000;

    /// <summary>Whether a text is a pattern.</summary>
    public static bool IsPattern(string text) => text.AsSpan().ContainsAny('*', '?');

    /// <summary>The files, in ordinal order of their paths.</summary>
    /// <exception cref="PressrunException">There is none, or there are too many.</exception>
    public static List<GlobMatch> Find(ItemsRequest request)
    {
        var names = request.From.Replace('\\', '/').Split('/');
        var fixedNames = names.TakeWhile(name => !IsPattern(name)).ToArray();
        var start = fixedNames is [""] ? "/" : string.Join('/', fixedNames);
        var folder = start.Length == 0 ? Path.GetFullPath(request.Folder) : SourceFile.Below(request, start);
        if (!Directory.Exists(folder))
        {
            throw new PressrunException($"{request.From}: there is no folder {Quote.Of(start)}. Correct `items`.");
        }

        var found = Walk(folder, start, [], names.AsMemory(fixedNames.Length)).Take(FilesMax + 1).ToList();
        found.Sort((left, right) => string.CompareOrdinal(left.Name, right.Name));
        return found.Count switch
        {
            0 => throw new PressrunException($"{request.From}: no file has such a name.{Hint(folder, names[^1])}"),
            > FilesMax => throw new PressrunException(
                $"{request.From}: more than {FilesMax:n0} files have such a name. Make the pattern narrower."),
            _ => found,
        };
    }

    private static IEnumerable<GlobMatch> Walk(
        string folder, string place, IReadOnlyList<string> matched, ReadOnlyMemory<string> names)
    {
        var name = names.Span[0];
        var rest = names[1..];
        if (name == "**")
        {
            var deeper = rest.Length == 0 ? (string[])["*"] : rest;
            foreach (var match in Walk(folder, place, matched, deeper))
            {
                yield return match;
            }

            foreach (var entry in Entries(folder, "*", isFolder: true))
            {
                foreach (var match in Walk(entry, Join(place, entry), [.. matched, Path.GetFileName(entry)], names))
                {
                    yield return match;
                }
            }

            yield break;
        }

        foreach (var entry in Entries(folder, name, isFolder: rest.Length > 0))
        {
            IReadOnlyList<string> now = IsPattern(name) ? [.. matched, Path.GetFileName(entry)] : matched;
            if (rest.Length == 0)
            {
                yield return new(new(Join(place, entry), entry), now);
                continue;
            }

            foreach (var match in Walk(entry, Join(place, entry), now, rest))
            {
                yield return match;
            }
        }
    }

    private static FileSystemEnumerable<string> Entries(string folder, string pattern, bool isFolder) =>
        new(folder, (ref FileSystemEntry entry) => entry.ToFullPath(), new() { AttributesToSkip = FileAttributes.None })
        {
            ShouldIncludePredicate = (ref FileSystemEntry entry) => entry.IsDirectory == isFolder
                && !entry.Attributes.HasFlag(FileAttributes.ReparsePoint)
                && (pattern.StartsWith('.') || !entry.FileName.StartsWith('.'))
                && FileSystemName.MatchesSimpleExpression(pattern, entry.FileName, ignoreCase: false),
        };

    private static string Join(string place, string entry) =>
        place.Length == 0 ? Path.GetFileName(entry) : $"{place}/{Path.GetFileName(entry)}";

    private static string Hint(string folder, string last)
    {
        var suffix = Path.GetExtension(last);
        var first = Directory.EnumerateFileSystemEntries(folder).Take(1_000).Select(entry => Path.GetFileName(entry))
            .Where(name => !name.StartsWith('.'))
            .OrderByDescending(name => name.EndsWith(suffix, StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.Ordinal).Take(3).Select(Quote.Of).ToList();
        return first.Count == 0
            ? " The folder is empty."
            : $" There are {string.Join(", ", first)} in the folder where the search begins.";
    }
}
