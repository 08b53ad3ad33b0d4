using Pressrun.Providers.Feeds;

namespace Pressrun.Providers.Objects;

/// <summary>Media types by the end of a name: a store tells readers what it was told itself.</summary>
internal static class ObjectTypes
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".htm"] = "text/html; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".txt"] = "text/plain; charset=utf-8",
        [".md"] = "text/markdown; charset=utf-8",
        [".csv"] = "text/csv; charset=utf-8",
        [".vtt"] = "text/vtt; charset=utf-8",
        [".srt"] = "application/x-subrip; charset=utf-8",
        [".json"] = "application/json",
        [".jsonl"] = "application/jsonl",
        [".yaml"] = "application/yaml",
        [".yml"] = "application/yaml",
        // By the end of a name a feed is no feed: browsers and readers take both for one.
        [".xml"] = "application/xml",
        [".rss"] = "application/rss+xml",
        [".atom"] = "application/atom+xml",
        [".epub"] = "application/epub+zip",
        [".eml"] = "message/rfc822",
        [".zip"] = "application/zip",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".svg"] = "image/svg+xml",
    };

    /// <summary>The type of what is named so; plain bytes if it is not known.</summary>
    public static string Of(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        var dot = name.LastIndexOf('.');
        return dot < 0 ? "application/octet-stream"
            : Known.GetValueOrDefault(name[dot..]) ?? MediaTypes.OfSound(name) ?? "application/octet-stream";
    }
}
