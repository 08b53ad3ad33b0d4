namespace Pressrun.Providers.Feeds;

/// <summary>Media types of what a feed refers to, by the end of its name.</summary>
internal static class MediaTypes
{
    /// <summary>Chapters as the podcast namespace defines them.</summary>
    public const string Chapters = "application/json+chapters";

    // Apple, "A Podcaster's Guide to RSS", read in November 2026.
    private static readonly Dictionary<string, string[]> Playable = new(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = ["audio/mpeg"],
        [".m4a"] = ["audio/x-m4a", "audio/mp4", "audio/m4a"],
        [".mp4"] = ["video/mp4", "audio/mp4"],
        [".m4v"] = ["video/x-m4v", "video/mp4"],
        [".mov"] = ["video/quicktime"],
        [".pdf"] = ["application/pdf"],
        [".epub"] = ["document/x-epub", "application/epub+zip"],
    };

    private static readonly Dictionary<string, string> Others = new(StringComparer.OrdinalIgnoreCase)
    {
        [".wav"] = "audio/wav",
        [".ogg"] = "audio/ogg",
        [".opus"] = "audio/ogg",
        [".flac"] = "audio/flac",
        [".aac"] = "audio/aac",
    };

    private static readonly Dictionary<string, string> Transcripts = new(StringComparer.OrdinalIgnoreCase)
    {
        [".vtt"] = "text/vtt",
        [".srt"] = "application/x-subrip",
        [".json"] = "application/json",
        [".html"] = "text/html",
    };

    /// <summary>The type of sound or film by its name; null if it is not known.</summary>
    public static string? OfSound(string name)
    {
        var ending = EndingOf(name);
        return Playable.TryGetValue(ending, out var types) ? types[0] : Others.GetValueOrDefault(ending);
    }

    /// <summary>The type of a transcript by its name; plain text if it is not known.</summary>
    public static string OfTranscript(string name) => Transcripts.GetValueOrDefault(EndingOf(name), "text/plain");

    /// <summary>Whether Apple plays what is named so; yes where the name has no ending.</summary>
    public static bool IsPlayable(string name) => EndingOf(name) is not { Length: > 0 } ending
        || Playable.ContainsKey(ending);

    /// <summary>Whether Apple plays the type under any name.</summary>
    public static bool IsPlayableType(string type) => Playable.Values.Any(types => types.Contains(type));

    /// <summary>Whether name and type say the same; yes where either is not known.</summary>
    public static bool Agree(string name, string type) => !IsPlayableType(type)
        || !Playable.TryGetValue(EndingOf(name), out var types) || types.Contains(type);

    private static string EndingOf(string name)
    {
        var path = name.Split('?', '#')[0];
        var last = path[(path.LastIndexOf('/') + 1)..];
        var dot = last.LastIndexOf('.');
        return dot < 0 ? "" : last[dot..];
    }
}
