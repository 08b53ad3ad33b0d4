using System.Globalization;
using System.Text.Json;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Feeds;

/// <summary>What a feed is asked for: its place, the show, and the episodes without what their sound tells.</summary>
/// <param name="Path">The feed's path below the folder.</param>
/// <param name="Channel">The show.</param>
/// <param name="Episodes">The episodes, size and duration still 0.</param>
/// <param name="Inputs">For each episode which of the call's inputs is its sound.</param>
internal sealed record FeedRequest(
    string Path, FeedChannel Channel, IReadOnlyList<FeedEpisode> Episodes, IReadOnlyList<int> Inputs)
{
    /// <summary>Reads a call's content.</summary>
    /// <exception cref="FormatException">Something is missing or of the wrong kind; the message names it.</exception>
    public static FeedRequest Parse(string content)
    {
        using var document = TargetContent.Parse(content);
        var root = document.RootElement;
        if (root.Member("episodes") is not { ValueKind: JsonValueKind.Array } episodes)
        {
            throw new FormatException("`episodes` is no list");
        }

        var channel = root.Member("channel") ?? throw new FormatException("`channel` is missing");
        return new(Require(root, "path"), ToChannel(channel),
            [.. episodes.EnumerateArray().Select(ToEpisode)],
            [.. episodes.EnumerateArray().Select((episode, at) => Number(episode, "input") ?? at)]);
    }

    private static FeedChannel ToChannel(JsonElement channel) =>
        new(Require(channel, "title"), Require(channel, "link"), Require(channel, "description"),
            Require(channel, "language"))
        {
            Author = channel.Text("author"),
            OwnerName = channel.Text("ownerName"),
            OwnerEmail = channel.Text("ownerEmail"),
            IsExplicit = Flag(channel, "explicit"),
            Type = channel.Text("type") ?? "episodic",
            ImageUrl = channel.Text("image"),
            Category = channel.Text("category"),
            Subcategory = channel.Text("subcategory"),
            FeedUrl = channel.Text("feedUrl"),
            Copyright = channel.Text("copyright"),
            Comment = channel.Text("comment"),
        };

    private static FeedEpisode ToEpisode(JsonElement episode)
    {
        var url = episode.Text("url") ?? WebAddress.OfPath(Require(episode, "path"));
        return new(Require(episode, "guid"), Require(episode, "title"), url, Bytes: 0,
            episode.Text("type") ?? MediaTypes.OfSound(url) ?? "application/octet-stream", TimeSpan.Zero)
        {
            Description = episode.Text("description") ?? "",
            Link = episode.Text("link"),
            Published = Time(episode, "published"),
            Number = Number(episode, "number"),
            IsExplicit = Flag(episode, "explicit"),
            TranscriptUrl = episode.Text("transcript"),
            ChaptersUrl = episode.Text("chapters"),
        };
    }

    private static string Require(JsonElement parent, string name) =>
        parent.Text(name) ?? throw new FormatException($"`{name}` is missing");

    private static bool Flag(JsonElement parent, string name) => parent.Member(name) switch
    {
        null or { ValueKind: JsonValueKind.False } => false,
        { ValueKind: JsonValueKind.True } => true,
        _ => throw new FormatException($"`{name}` is neither true nor false"),
    };

    private static int? Number(JsonElement parent, string name) => parent.Member(name) switch
    {
        null => null,
        { ValueKind: JsonValueKind.Number } number when number.TryGetInt32(out var value) => value,
        _ => throw new FormatException($"`{name}` is no whole number"),
    };

    // A time without a zone would mean another moment on another machine.
    private static DateTimeOffset? Time(JsonElement parent, string name)
    {
        if (parent.Text(name) is not { } text)
        {
            return null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : throw new FormatException($"`{name}` is no time; write for instance `2026-11-01T06:30:00Z`");
    }
}
