using System.Text.Json;
using Pressrun.Providers.Local;

namespace Pressrun.Providers.Audio;

/// <summary>How parts are joined, as the content of a request says it.</summary>
internal sealed record JoinContent
{
    private static readonly string[] TagNames = ["title", "artist", "album", "comment", "track"];

    private static readonly int[] Bitrates = [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320];

    /// <summary>Silence between two parts, 0 to 1.8 s. <value>0.6.</value></summary>
    public double GapSeconds { get; private init; } = 0.6;

    /// <summary>Loudness of the result, -30 to -9 LUFS. <value>-16.</value></summary>
    public double Loudness { get; private init; } = SoundMeasures.LoudnessTarget;

    /// <summary>Kilobits a second of the MP3. <value>96.</value></summary>
    public int Bitrate { get; private init; } = 96;

    /// <summary>Tags by name, in a fixed order.</summary>
    public IReadOnlyList<(string Name, string Text)> Tags { get; private init; } = [];

    /// <summary>Chapters in order: a title, and the index of the part each begins with.</summary>
    public IReadOnlyList<(string Title, int Part)> Chapters { get; private init; } = [];

    /// <summary>Reads a request's content.</summary>
    /// <exception cref="LocalTaskException">It cannot be read, or a value is out of its range.</exception>
    public static JoinContent Read(string content, int parts)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            var read = new JoinContent();
            read = read with
            {
                GapSeconds = Find(root, "gap_seconds")?.GetDouble() ?? read.GapSeconds,
                Loudness = Find(root, "loudness")?.GetDouble() ?? read.Loudness,
                Bitrate = Find(root, "bitrate")?.GetInt32() ?? read.Bitrate,
                Tags = Find(root, "tags") is { } tags ? ReadTags(tags) : [],
                Chapters = Find(root, "chapters") is { } list ? ReadChapters(list) : [],
            };
            read.Check(parts);
            return read;
        }
        catch (Exception fault) when (
            fault is JsonException or InvalidOperationException or FormatException or KeyNotFoundException)
        {
            throw new LocalTaskException(
                "how to join cannot be read: expected gap_seconds, loudness, bitrate, tags and chapters", fault);
        }
    }

    private static JsonElement? Find(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out var found) && found.ValueKind != JsonValueKind.Null ? found : null;

    private static List<(string Name, string Text)> ReadTags(JsonElement tags)
    {
        foreach (var tag in tags.EnumerateObject().Where(tag => !TagNames.Contains(tag.Name)))
        {
            throw new LocalTaskException($"there is no tag {tag.Name}: use {string.Join(", ", TagNames)}");
        }

        return
        [
            .. TagNames.Select(name => (Name: name, Text: Find(tags, name)?.ToString() ?? ""))
                .Where(tag => tag.Text.Length > 0),
        ];
    }

    private static List<(string Title, int Part)> ReadChapters(JsonElement chapters) =>
    [
        .. chapters.EnumerateArray().Select(chapter =>
            (chapter.GetProperty("title").GetString() ?? "", chapter.GetProperty("part").GetInt32() - 1)),
    ];

    private void Check(int parts)
    {
        Hold(GapSeconds is >= 0 and <= 1.8, "gap_seconds must be between 0 and 1.8: longer silences count as a fault");
        Hold(Loudness is >= -30 and <= -9, "loudness must be between -30 and -9 LUFS");
        Hold(Bitrates.Contains(Bitrate), $"bitrate must be one of {string.Join(", ", Bitrates)} kilobits a second");
        Hold(Chapters.All(chapter => chapter.Part >= 0 && chapter.Part < parts),
            $"a chapter begins with a part from 1 to {parts}");
        Hold(Chapters.Zip(Chapters.Skip(1)).All(pair => pair.First.Part < pair.Second.Part),
            "chapters must stand in the order of their parts, one a part");
    }

    private static void Hold(bool isWell, string fault)
    {
        if (!isWell)
        {
            throw new LocalTaskException(fault);
        }
    }
}
