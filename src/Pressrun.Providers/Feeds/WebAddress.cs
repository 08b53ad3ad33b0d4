namespace Pressrun.Providers.Feeds;

/// <summary>Addresses that may stand in a feed: http or https, nothing else, no name and password in them.</summary>
internal static class WebAddress
{
    /// <summary>Whether a text is an absolute address as it stands, without white space.</summary>
    public static bool IsOne(string text) => !text.Any(char.IsWhiteSpace) && Absolute(text) is not null;

    /// <summary>
    /// An address made absolute: a relative one is looked up in the folder of <paramref name="page"/>, whose last name
    /// counts as a file only if it has a dot. Null if it is none that may stand in a feed.
    /// </summary>
    public static string? Resolve(string page, string address)
    {
        var text = FeedText.Clean(address);
        if (text.Length == 0 || Absolute(page) is not { } origin)
        {
            return null;
        }

        // Without a scheme a leading slash would make it a local file on Linux.
        var resolved = HasScheme(text)
            ? Absolute(text)
            : Uri.TryCreate(FolderOf(origin), text, out var relative) && IsPublic(relative) ? relative : null;
        return resolved is null ? null : Write(resolved);
    }

    /// <summary>A relative path of a file as a relative address: every name escaped.</summary>
    public static string OfPath(string path) =>
        string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static Uri? Absolute(string text) =>
        HasScheme(text) && Uri.TryCreate(text, UriKind.Absolute, out var uri) && IsPublic(uri) ? uri : null;

    private static bool HasScheme(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon > 0 && text.AsSpan(0, colon).IndexOfAny("/?#") < 0;
    }

    private static bool IsPublic(Uri uri) => uri.IsAbsoluteUri
        && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps)
        && uri.Host.Length > 0 && uri.UserInfo.Length == 0;

    private static Uri FolderOf(Uri page)
    {
        var path = page.AbsolutePath;
        var name = path[(path.LastIndexOf('/') + 1)..];
        var folder = name.Contains('.', StringComparison.Ordinal) ? path[..^name.Length] : path.TrimEnd('/') + "/";
        return new(page, folder);
    }

    // Players compare and send addresses in ASCII.
    private static string Write(Uri uri) => new UriBuilder(uri) { Host = uri.IdnHost }.Uri.AbsoluteUri;
}
