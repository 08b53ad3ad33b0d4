using Pressrun.Model;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Which item, stage and part a file belongs to: who wrote it first. A second one with the same path is told so,
/// because one of the two would be lost without a word. Thread-safe.
/// </summary>
/// <param name="root">The folder the files lie below.</param>
/// <param name="earlier">What this run wrote before this process; asked once, and only where a file is there.</param>
internal sealed class FileWriters(string root, Func<IEnumerable<SavedFile>> earlier)
{
    // As the disks of these systems compare them.
    private static readonly StringComparer Comparer = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Writer> _writers = new(Comparer);
    private bool _hasEarlier;

    /// <summary>Why a call may not write a file; null if it may, and then the file is its own.</summary>
    /// <param name="path">The file.</param>
    /// <param name="call">Who writes it.</param>
    /// <param name="looksBack">Whether it is written now, and not only read that it was.</param>
    public string? Objection(string path, Call call, bool looksBack)
    {
        lock (_lock)
        {
            if (looksBack && !_hasEarlier && !_writers.ContainsKey(path) && File.Exists(Path.Combine(root, path)))
            {
                _hasEarlier = true;
                foreach (var file in earlier())
                {
                    // A text that was made anew has other parts than before: which of them was which nobody knows.
                    _writers.TryAdd(file.Path, new(file.Ordinal, file.Key, file.Call.Stage, Part: null));
                }
            }

            var own = new Writer(call.Ordinal, call.ItemKey, call.Stage, call.Part);
            var first = _writers.GetValueOrDefault(path, own);
            _writers[path] = first.Part is null && first with { Part = own.Part } == own ? own : first;
            return Clash(path, first, own);
        }
    }

    private static string? Clash(string path, Writer first, Writer second)
    {
        if (first.Key != second.Key)
        {
            var item = first.Key.Length == 0 ? "a stage over the whole batch" : $"item {first.Ordinal} ({first.Key})";
            return $"{path}: {item} writes there already; put {{{{key}}}} into the path, which no two items share";
        }

        return first.Stage != second.Stage
                ? $"{path}: stage `{first.Stage}` writes there already; give each of the two stages a path of its own"
            : first.Part is { } part && part != second.Part
                ? $"{path}: another part writes there already; put {{{{part.number}}}} into the path, which no two "
                    + "parts share"
            : null;
    }

    // Part: null where it is not known.
    private sealed record Writer(long Ordinal, string Key, string Stage, string? Part);
}
