using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Audio;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Mail;
using Pressrun.Providers.Sites;
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

    private static readonly string[] Lists = ["index.html", "feed.xml", "sitemap.xml"];

    private readonly Dictionary<string, IProvider> _targets = new(StringComparer.Ordinal)
    {
        ["folder"] = new FolderProvider(folder, views.OpenBlob),
        ["feed"] = new FeedProvider(folder, views.OpenBlob, Mp3.Duration),
        ["mail"] = new MailProvider(folder),
        ["site"] = new SiteProvider(folder, views.OpenBlob),
    };

    /// <summary>
    /// What a run has written, in the order of its items; nothing of a batch too large to be looked through.
    /// </summary>
    public IEnumerable<SavedFile> Of(RunView run) => run.Items.Values.Sum() > ItemsMax ? []
        : views.Items(run.No).Select(item => (item.Ordinal, item.Key)).Append((0, ""))
            .SelectMany(item => views.History(run.No, item.Ordinal).Entries.OfType<HistoryEntry.Attempt>()
                .Select(call => Receipt(call, item.Ordinal, item.Key))).OfType<SavedFile>();

    /// <summary>Writes again what is missing; returns how many files that were, and those it could not write.</summary>
    public (int Written, IReadOnlyList<string> Lost) Mend(RunView run)
    {
        // Of one path the last writing counts, as on the disk.
        var files = new Dictionary<string, SavedFile>(StringComparer.Ordinal);
        foreach (var file in Of(run))
        {
            files[file.Path] = file;
        }

        var missing = files.Values.Where(file => !IsThere(file)).ToList();
        var lost = missing.Where(file => !Write(file.Call, file.Bytes)).Select(file => file.Path).ToList();
        // Of a feed or a site no length is kept. One that was answered by the journal may have been written over since.
        var other = files.Values.Except(missing).Count(file =>
            file.Bytes is null && file.Call.Fate == Fate.Remembered && IsOther(file));
        return (missing.Count - lost.Count + other, lost);
    }

    private bool IsOther(SavedFile file)
    {
        var path = Path.Combine(folder, FrontOf(file));
        var before = File.ReadAllBytes(path);
        return Write(file.Call, file.Bytes) && !before.AsSpan().SequenceEqual(File.ReadAllBytes(path));
    }

    // Of a site each page and each list counts.
    private bool IsThere(SavedFile file)
    {
        if (file.Call.Lane != SiteProvider.Name)
        {
            return IsThere(file.Path, file.Bytes);
        }

        using var request = JsonDocument.Parse(RequestOf(file.Call));
        return Lists.All(list => IsThere($"{file.Path}/{list}", bytes: null))
            && Pages(request.RootElement).All(page =>
                IsThere($"{file.Path}/{page.GetProperty("path").GetString()}", page.GetProperty("bytes").GetInt64()));
    }

    private bool IsThere(string path, long? bytes) => bytes is { } length
        ? FolderFiles.IsThere(folder, path, length)
        : File.Exists(Path.Combine(folder, path));

    // The file that tells two versions apart.
    private static string FrontOf(SavedFile file) =>
        file.Call.Lane == SiteProvider.Name ? $"{file.Path}/{Lists[0]}" : file.Path;

    private string RequestOf(HistoryEntry.Attempt call)
    {
        using var reader = new StreamReader(views.Open(call.Request!));
        return reader.ReadToEnd();
    }

    private SavedFile? Receipt(HistoryEntry.Attempt call, long ordinal, string key)
    {
        if (call is not { Fate: Fate.Answered or Fate.Remembered, Request: not null, Reply: { } reply }
            || !_targets.ContainsKey(call.Lane))
        {
            return null;
        }

        using var stream = views.Open(reply);
        using var receipt = JsonDocument.Parse(stream);
        return receipt.RootElement.TryGetProperty("path", out var path)
            ? new(path.GetString()!,
                receipt.RootElement.TryGetProperty("bytes", out var bytes) ? bytes.GetInt64() : null,
                call, ordinal, key)
            : null;
    }

    private bool Write(HistoryEntry.Attempt call, long? bytes)
    {
        var content = RequestOf(call);
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

    private static JsonElement.ArrayEnumerator Pages(JsonElement request) =>
        request.GetProperty("pages").EnumerateArray();

    // The blobs a request refers to, in their order: its own, or one a page or an episode.
    private static IEnumerable<Blob> Inputs(JsonElement request, long? bytes)
    {
        if (request.TryGetProperty("blob", out var hash))
        {
            yield return new(hash.GetString()!, bytes ?? 0);
        }
        else if (request.TryGetProperty("pages", out _))
        {
            foreach (var page in Pages(request))
            {
                yield return new(page.GetProperty("blob").GetString()!, page.GetProperty("bytes").GetInt64());
            }
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
