using System.Globalization;

namespace Pressrun.Cli.Screens;

/// <summary>A file that is different from what it was.</summary>
/// <param name="Name">The file as the user names it.</param>
/// <param name="Added">Lines that are in it now and were not; 0 if it is gone.</param>
/// <param name="Removed">Lines that were in it and are not; 0 if it is new.</param>
internal sealed record FileChange(string Name, int Added, int Removed)
{
    /// <summary>Compares what a file was with what it is; null if that is the same.</summary>
    public static FileChange? Of(string name, string? before, string? now)
    {
        if (before == now)
        {
            return null;
        }

        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in Lines(before))
        {
            left[line] = left.GetValueOrDefault(line) + 1;
        }

        var added = 0;
        foreach (var line in Lines(now))
        {
            if (left.GetValueOrDefault(line) is > 0 and var count)
            {
                left[line] = count - 1;
            }
            else
            {
                added++;
            }
        }

        return new(name, added, left.Values.Sum());
    }

    /// <summary>In words: <c>prompts/script.md (+12 -3 lines)</c>.</summary>
    public override string ToString() => (Added, Removed) == (0, 0)
        ? $"{Name} (lines in another order)"
        : string.Create(CultureInfo.InvariantCulture, $"{Name} (+{Added} -{Removed} lines)");

    private static string[] Lines(string? text) => text is null ? [] : text.TrimEnd('\n').Split('\n');
}
