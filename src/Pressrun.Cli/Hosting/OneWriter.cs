using System.Text.Json;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// A folder in which a file belongs to the item that wrote it: a second item with the same path fails, because one of
/// the two would be lost without a word. Thread-safe.
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
    private readonly Dictionary<string, (long Ordinal, string Key)> _writers = new(Comparer);
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
                    _writers.TryAdd(file.Path, (file.Ordinal, file.Key));
                }
            }

            var (ordinal, key) = _writers.GetValueOrDefault(path, (call.Ordinal, call.ItemKey));
            _writers.TryAdd(path, (call.Ordinal, call.ItemKey));
            return key == call.ItemKey ? null
                : $"{path}: {(key.Length == 0 ? "a stage over the whole batch" : $"item {ordinal} ({key})")} writes "
                    + "there already; put {{key}} into the path, which no two items share";
        }
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
}
