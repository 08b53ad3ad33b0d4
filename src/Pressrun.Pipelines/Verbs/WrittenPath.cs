using System.Buffers;
using System.Globalization;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Where a pipeline may write: below its folder, and never where pressrun, git or a desktop keep their own. Judged of a
/// path as it is written out, and again of what its names made of it: an item may be called <c>.git</c>.
/// </summary>
internal static class WrittenPath
{
    private const string Unfit = "<>:\"|?*\\";

    private const int ShownCharacters = 120;

    private static readonly SearchValues<char> UnfitValues = SearchValues.Create(Unfit);

    /// <summary>What is wrong with a path, and what to do; null if nothing.</summary>
    /// <param name="path">The path, with <c>/</c> between its names.</param>
    /// <param name="shown">The path as the user knows it.</param>
    public static (string Message, string Hint)? Objection(string path, string shown)
    {
        var names = path.Split('/');
        return names[0].Length == 0 || (names[0] is [var drive, ':', ..] && char.IsAsciiLetter(drive))
            ? ($"`{shown}` is no path below the folder of the pipeline file", "begin it with a name, such as out/")
            : names.Any(name => name is ".." or ".")
                ? ($"`{shown}` leads out of its folder", "leave out `..` and `.`")
            : IsHidden(names[0]) || names[0].Equals("offline", StringComparison.OrdinalIgnoreCase)
                ? ($"`{shown}` lies where pressrun or other programs keep their own",
                    "begin it with another name, such as out/")
            : names.Any(IsHidden)
                ? ($"`{shown}` holds a hidden name", "begin none of its names with a dot")
            : names.Any(string.IsNullOrWhiteSpace)
                ? ($"`{shown}` holds an empty name", "put one `/` between folders and none at the end")
            : names.Any(name => name.AsSpan().ContainsAny(UnfitValues))
                ? ($"`{shown}` holds a character that not every system can store", $"leave out {Unfit}")
            : null;
    }

    /// <summary>The same of a path whose names have their values, as one line; null if nothing is wrong.</summary>
    public static string? Objection(string rendered)
    {
        var shown = rendered.Length > ShownCharacters ? $"{rendered[..ShownCharacters]}…" : rendered;
        return Objection(rendered, shown) is var (message, hint) ? $"{message}; {hint}" : null;
    }

    // Some disks drop letters without a form of their own, after which the dot comes first.
    private static bool IsHidden(string name) =>
        name.FirstOrDefault(letter => char.GetUnicodeCategory(letter) != UnicodeCategory.Format) == '.';
}
