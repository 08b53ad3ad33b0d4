namespace Pressrun.Providers.Pages;

/// <summary>
/// Which addresses of a stranger's text are kept. Told by what is allowed, not by what is known to be bad: browsers
/// read addresses more kindly than any list foresees (URL Standard of the WHATWG, section 4.4, November 2026).
/// </summary>
internal static class LinkRule
{
    private const int LengthMax = 2_000;

    /// <summary>The address as it may stand in a link; null if it may not.</summary>
    public static string? Link(string? address, PageKind kind) =>
        !IsPlain(address) ? null
        : SchemeOf(address!) is not { } scheme ? Beside(address!, isAllowed: kind == PageKind.Site)
        : scheme is "http" or "https" ? Web(address!)
        : scheme == "mailto" ? Mail(address!)
        : null;

    /// <summary>The address as it may stand in an image; null if it may not.</summary>
    public static string? Image(string? address, PageKind kind) =>
        kind != PageKind.Site || !IsPlain(address) ? null
        : SchemeOf(address!) is not { } scheme ? Beside(address!, isAllowed: true)
        : scheme is "http" or "https" ? Web(address!)
        : null;

    // A browser takes tabs and line ends out of an address and reads a backslash as a slash.
    private static bool IsPlain(string? address) =>
        address is { Length: > 0 and <= LengthMax }
        && !address.Any(letter => char.IsControl(letter) || letter == '\\')
        && !char.IsWhiteSpace(address[0]);

    // Whatever stands before a colon is a scheme, unless a path, a query or a fragment has begun before.
    private static string? SchemeOf(string address)
    {
        var end = address.AsSpan().IndexOfAny(":/?#");
        return end >= 0 && address[end] == ':' ? address[..end].ToLowerInvariant() : null;
    }

    private static string? Beside(string address, bool isAllowed) =>
        isAllowed && !address.StartsWith("//", StringComparison.Ordinal) ? address : null;

    // A name before the host looks like the host to most who read it.
    private static string? Web(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Host.Length > 0 && uri.UserInfo.Length == 0
            && Uri.IsWellFormedUriString(uri.AbsoluteUri, UriKind.Absolute)
            ? uri.AbsoluteUri
            : null;

    private static string? Mail(string address) =>
        address.Contains('@', StringComparison.Ordinal) && Uri.TryCreate(address, UriKind.Absolute, out var uri)
            && Uri.IsWellFormedUriString(uri.AbsoluteUri, UriKind.Absolute)
            ? uri.AbsoluteUri
            : null;
}
