using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Folders;
using Pressrun.Seams;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Files a run has written: one that is gone is written again from the journal. The request that wrote it is carried
/// out once more, which costs nothing and asks nobody outside.
/// </summary>
/// <param name="views">The store.</param>
/// <param name="folder">The folder files are written below.</param>
internal sealed class SavedFiles(StoreViews views, string folder)
{
    /// <summary>Above so many items, looking at every file would take longer than users expect of a check.</summary>
    private const int ItemsMax = 20_000;

    private readonly Dictionary<string, IProvider> _targets = new(StringComparer.Ordinal)
    {
        ["folder"] = new FolderProvider(folder, views.OpenBlob),
        ["feed"] = new FeedProvider(folder, views.OpenBlob, Mp3.Duration),
    };

    /// <summary>Writes again what is missing; returns how many files that were, and those it could not write.</summary>
    public (int Written, IReadOnlyList<string> Lost) Mend(RunView run)
    {
        if (run.Items.Values.Sum() > ItemsMax)
        {
            return (0, []);
        }

        // Of one path the last writing counts, as on the disk.
        var files = new Dictionary<string, (HistoryEntry.Attempt Call, long? Bytes)>(StringComparer.Ordinal);
        foreach (var ordinal in views.Items(run.No).Select(item => item.Ordinal).Append(0))
        {
            foreach (var call in views.History(run.No, ordinal).Entries.OfType<HistoryEntry.Attempt>())
            {
                if (call is { Fate: Fate.Answered or Fate.Remembered, Request: not null, Reply: { } reply }
                    && _targets.ContainsKey(call.Lane) && Receipt(reply) is var (path, bytes))
                {
                    files[path] = (call, bytes);
                }
            }
        }

        var missing = files.Where(file => !IsThere(file.Key, file.Value.Bytes)).ToList();
        var lost = missing.Where(file => !Write(file.Value.Call, file.Value.Bytes)).Select(file => file.Key).ToList();
        return (missing.Count - lost.Count, lost);
    }

    private bool IsThere(string path, long? bytes) => bytes is { } length
        ? FolderFiles.IsThere(folder, path, length)
        : File.Exists(Path.Combine(folder, path));

    private (string Path, long? Bytes)? Receipt(BodyPlace reply)
    {
        using var stream = views.Open(reply);
        using var receipt = JsonDocument.Parse(stream);
        return receipt.RootElement.TryGetProperty("path", out var path)
            ? (path.GetString()!, receipt.RootElement.TryGetProperty("bytes", out var bytes) ? bytes.GetInt64() : null)
            : null;
    }

    private bool Write(HistoryEntry.Attempt call, long? bytes)
    {
        using var reader = new StreamReader(views.Open(call.Request!));
        var content = reader.ReadToEnd();
        using var request = JsonDocument.Parse(content);
        var again = new Call
        {
            Key = call.Key,
            Request = new(call.Lane, call.Model, content) { Inputs = [.. Inputs(request.RootElement, bytes)] },
            RequestHash = "",
            Ordinal = 0,
            ItemKey = "",
            Stage = call.Stage,
            Part = call.Part,
            Sample = call.Sample,
        };
        return _targets[call.Lane].SendAsync(again, call.Number, CancellationToken.None).GetAwaiter().GetResult()
            .Outcome is Outcome.Answered;
    }

    // The blobs a request refers to, in their order: its own, or one an episode.
    private static IEnumerable<Blob> Inputs(JsonElement request, long? bytes)
    {
        if (request.TryGetProperty("blob", out var hash))
        {
            yield return new(hash.GetString()!, bytes ?? 0);
        }
        else if (request.TryGetProperty("episodes", out var episodes))
        {
            foreach (var episode in episodes.EnumerateArray())
            {
                yield return new(
                    episode.GetProperty("blob").GetString()!, episode.GetProperty("bytes").GetInt64());
            }
        }
    }
}
