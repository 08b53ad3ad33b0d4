using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Pressrun.Providers.Folders;

/// <summary>
/// Which relative paths may be written: those that name the same file below the folder on every system, so that a
/// folder made on Linux can be copied to Windows and to a web host. Windows' rules: Microsoft, "Naming Files, Paths,
/// and Namespaces", read in November 2026.
/// </summary>
internal static partial class PathRules
{
    /// <summary>The most bytes of UTF-8 in one name; file systems take 255, a part file's name needs some.</summary>
    public const int NameBytes = 120;

    /// <summary>The most bytes of UTF-8 in a whole path.</summary>
    public const int PathBytes = 1024;

    private const string Reserved = "<>:\"|?*";

    private const int ShownCharacters = 120;

    private static readonly HashSet<string> Devices = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$",
        "COM0", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "COM¹", "COM²", "COM³",
        "LPT0", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9", "LPT¹", "LPT²", "LPT³",
    };

    /// <summary>What is wrong with a path and what to do, as a sentence's end; null if it may be written.</summary>
    public static string? Objection(string path)
    {
        if (path.Length == 0)
        {
            return "the path is empty; name a file below the folder";
        }

        if (path[0] is '/' or '\\' || (path.Length > 1 && path[1] == ':' && char.IsAsciiLetter(path[0])))
        {
            return "the path is absolute; name a file below the folder, such as `episodes/one.mp3`";
        }

        if (path.Contains('\\', StringComparison.Ordinal))
        {
            return "the path holds a backslash; put `/` between folders";
        }

        return Encoding.UTF8.GetByteCount(path) > PathBytes
            ? Invariant($"the path is longer than {PathBytes} bytes; shorten its names")
            : path.Split('/').Select(OfName).FirstOrDefault(objection => objection is not null);
    }

    /// <summary>A path as a message may show it: one line, printable, not endless.</summary>
    public static string Show(string path)
    {
        var shown = new StringBuilder();
        foreach (var rune in path.EnumerateRunes().Take(ShownCharacters))
        {
            shown.Append(IsHidden(rune) ? "?" : rune.ToString());
        }

        return path.Length > ShownCharacters ? $"{shown}…" : shown.ToString();
    }

    private static string? OfName(string name)
    {
        if (name.Length == 0)
        {
            return "a name in the path is empty; put one `/` between folders and none at the end";
        }

        if (name is "." or "..")
        {
            return $"the path holds `{name}`; name a file below the folder without going up";
        }

        if (name[0] == '.')
        {
            return $"the name `{Show(name)}` is hidden, as those are in which programs keep their own; "
                + "begin it without a dot";
        }

        if (ShortName().IsMatch(name))
        {
            return $"the name `{Show(name)}` may mean another file on Windows, where `git~1` is `.git`; "
                + "leave out the `~`";
        }

        if (Encoding.UTF8.GetByteCount(name) > NameBytes)
        {
            return Invariant($"the name `{Show(name)}` is longer than {NameBytes} bytes; shorten it");
        }

        if (HoldsForbidden(name))
        {
            return $"the name `{Show(name)}` holds a character that not every system can store; "
                + $"leave out control characters and {Reserved}";
        }

        if (name[^1] is '.' or ' ' || name[0] == ' ')
        {
            return $"the name `{Show(name)}` begins or ends with a space or ends with a dot; take it away";
        }

        return Devices.Contains(name.Split('.')[0].TrimEnd(' '))
            ? $"the name `{Show(name)}` means a device on Windows; choose another"
            : null;
    }

    private static bool HoldsForbidden(string name)
    {
        // A lone half of a surrogate pair is read as U+FFFD, which nobody names a file with on purpose.
        foreach (var rune in name.EnumerateRunes())
        {
            if (IsHidden(rune) || rune == Rune.ReplacementChar
                || (rune.IsAscii && Reserved.Contains((char)rune.Value, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // Direction marks are hidden characters too: with one, `exe.3pm` reads as `mp3.exe`.
    private static bool IsHidden(Rune rune) => Rune.IsControl(rune)
        || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0x200E or 0x200F or 0x2028 or 0x2029;

    // Windows gives each file a second name of at most 8 letters and 3: the same page.
    [GeneratedRegex(@"\A[^.]{1,6}~[0-9]{1,6}(?:\..{0,3})?\z", RegexOptions.NonBacktracking)]
    private static partial Regex ShortName();

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
