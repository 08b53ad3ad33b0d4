using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// A folder in which a file belongs to the item, the stage and the part that wrote it: a second one with the same path
/// fails, because one of the two would be lost without a word. Thread-safe.
/// </summary>
/// <param name="folder">Writes the files.</param>
/// <param name="root">The folder they lie below.</param>
/// <param name="earlier">What this run wrote before this process; asked once, and only where a file is there.</param>
internal sealed class OneWriter(IProvider folder, string root, Func<IEnumerable<SavedFile>> earlier)
    : DelegatingProvider(folder)
{
    // As the disks of these systems compare them.
    private static readonly StringComparer Comparer = OperatingSystem.IsWindows() || OperatingSystem.IsMacOS()
        ? StringComparer.OrdinalIgnoreCase
        : StringComparer.Ordinal;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Writer> _writers = new(Comparer);
    private bool _hasEarlier;

    /// <inheritdoc/>
    public override Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        Objection(call, looksBack: true) is { } objection
            ? Task.FromResult(new Reply(new Outcome.Failed(Failure.Permanent, objection), Body.Empty))
            : Inner.SendAsync(call, attempt, ct);

    /// <inheritdoc/>
    /// <remarks>What an earlier run wrote is only read here, and belongs to its item all the same.</remarks>
    public override Answer Read(Call call, Reply reply) => Objection(call, looksBack: false) is { } objection
        ? throw new CallFailedException(objection)
        : Inner.Read(call, reply);

    private string? Objection(Call call, bool looksBack)
    {
        if (PathOf(call.Request) is not { } path)
        {
            return null; // The folder says what is wrong with it.
        }

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

    private static string? PathOf(Request request)
    {
        try
        {
            using var content = JsonDocument.Parse(request.Content);
            return content.RootElement.TryGetProperty("path", out var path) ? path.GetString() : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // Part: null where it is not known.
    private sealed record Writer(long Ordinal, string Key, string Stage, string? Part);
}
