using System.Globalization;
using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Seams;

namespace Pressrun.Providers.Feeds;

/// <summary>
/// A podcast feed in a folder as a target: each call writes the whole feed anew and replaces the old one at once, but
/// never by one that <see cref="FeedChecker"/> finds an error in. The request's content is
/// <c>{"path":"public/feed.xml","channel":{…},"episodes":[…]}</c> with the sound of the episodes as inputs. A channel
/// has title, link, description, language and may have author, ownerName, ownerEmail, explicit, type, image, category,
/// subcategory, feedUrl, copyright, comment. An episode has guid, title, and either url or path (relative to the
/// channel's link); it may have input (which of the inputs is its sound; by default the one at its own place), type
/// (by default told by the name), description, link, published (ISO 8601), number, explicit, transcript, chapters. The
/// answer is <c>{"path":…,"episodes":…,"sha256":…}</c>. Costs nothing; writing twice does no harm. Safe to use from
/// several threads.
/// </summary>
/// <param name="root">The folder; made with the first feed.</param>
/// <param name="open">Opens a blob of the store for reading.</param>
/// <param name="duration">
/// How long a sound plays; throws <see cref="FormatException"/>, <see cref="InvalidDataException"/> or
/// <see cref="IOException"/> if it cannot tell.
/// </param>
public sealed class FeedProvider(string root, Func<Blob, Stream> open, Func<Stream, TimeSpan> duration) : IProvider
{
    /// <inheritdoc/>
    public Profile Profile { get; } = new("feed", Limit.AtOnce(1) with { IsCeiling = true });

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        try
        {
            var request = FeedRequest.Parse(call.Request.Content);
            var episodes = request.Episodes.Zip(request.Inputs)
                .Select(pair => Measure(pair.First, pair.Second, call.Request.Inputs, ct))
                .ToList();
            var xml = FeedWriter.Write(request.Channel, episodes);
            if (FeedChecker.Check(xml).FirstOrDefault(finding => finding.IsError) is { } finding)
            {
                return Fail(Describe(request.Path, finding));
            }

            var write = await FolderFiles.WriteAsync(root, request.Path, Encoding.UTF8.GetBytes(xml), ct);
            return new(write.Outcome, write.IsThere ? Describe(request, write) : Body.Empty);
        }
        catch (FormatException error)
        {
            return Fail($"The feed was not written: {error.Message}. Mend the stage's `put`.");
        }
        catch (StoreException)
        {
            return Fail("The feed was not written: a sound cannot be read from the store; run `pressrun doctor`.");
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What a feed answers is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private FeedEpisode Measure(FeedEpisode episode, int input, IReadOnlyList<Blob> inputs, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var title = FeedText.OneLine(episode.Title);
        if (input < 0 || input >= inputs.Count)
        {
            throw new FormatException($"the episode `{title}` has no sound among the inputs");
        }

        try
        {
            using var sound = open(inputs[input]);
            return episode with { Bytes = inputs[input].Length, Duration = duration(sound) };
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or IOException)
        {
            throw new FormatException($"how long the episode `{title}` plays cannot be told from its sound", error);
        }
    }

    private static string Describe(string path, FeedFinding finding) => string.Create(CultureInfo.InvariantCulture,
        $"{PathRules.Show(path)}: the feed was not written, because line {finding.Line}, column {finding.Column} "
        + $"would break the rule {finding.Rule}. {finding.Message}");

    private static Body Describe(FeedRequest request, FolderWrite write) => new(TargetContent.Write(json =>
    {
        json.WriteString("path", request.Path);
        json.WriteNumber("episodes", request.Episodes.Count);
        json.WriteString("sha256", write.Sha256);
    }));

    private static Reply Fail(string cause) => new(new Outcome.Failed(Failure.Permanent, cause), Body.Empty);
}
