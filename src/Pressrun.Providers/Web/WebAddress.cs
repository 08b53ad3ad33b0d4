namespace Pressrun.Providers.Web;

/// <summary>
/// What an address asks for, before anything is asked: a page of the web, a file, or nothing we fetch.
/// </summary>
internal static class WebAddress
{
    private const int LengthMax = 4096;

    /// <summary>The scheme an address begins with, in lower case; null where it begins with none.</summary>
    public static string? SchemeOf(string text)
    {
        var end = text.IndexOf(':', StringComparison.Ordinal);
        return end > 0 && char.IsAsciiLetter(text[0])
            && text.AsSpan(0, end).IndexOfAnyExcept(SchemeLetters) < 0
            ? text[..end].ToLowerInvariant()
            : null;
    }

    /// <summary>
    /// An address with asterisks in place of user name and password: it is refused all the same, and can be kept.
    /// </summary>
    public static string Masked(string text)
    {
        var start = text.IndexOf(':', StringComparison.Ordinal) + 1;
        if (SchemeOf(text) is null or "file")
        {
            return text;
        }

        start += text.AsSpan(start).IndexOfAnyExcept('/', '\\') is > 0 and var slashes ? slashes : 0;
        // Where it ends the host begins; in an address nobody can read, anything before the last @ may be a password.
        var end = Uri.TryCreate(text, UriKind.Absolute, out _) ? text.AsSpan(start).IndexOfAny("/\\?#") : -1;
        var at = text.AsSpan(start, end < 0 ? text.Length - start : end).LastIndexOf('@');
        return at < 0 ? text : string.Concat(text.AsSpan(0, start), "***", text.AsSpan(start + at));
    }

    /// <summary>Reads the address of a page; throws <see cref="FetchException"/> if it is not one.</summary>
    public static Uri Parse(string text)
    {
        if (text.Length > LengthMax || !Uri.TryCreate(text, UriKind.Absolute, out var address))
        {
            throw FetchException.Permanent("is not a web address: correct it, such as https://example.com/article");
        }

        return Canonical(address);
    }

    /// <summary>Where a redirect leads; null if nowhere.</summary>
    /// <param name="from">The address that answered.</param>
    /// <param name="location">What the server named.</param>
    public static Uri? Next(Uri from, string? location) =>
        location is { Length: <= LengthMax } && Uri.TryCreate(from, location, out var next)
            ? Canonical(next)
            : null;

    /// <summary>
    /// Throws <see cref="FetchException"/> if an address must not be asked for, whatever IP address its host has.
    /// </summary>
    public static void Check(Uri address, AllowList allowed)
    {
        if (address.Scheme is not ("http" or "https"))
        {
            throw FetchException.Permanent("is not a web address: only http and https are fetched");
        }

        if (address.UserInfo.Length > 0)
        {
            throw FetchException.Permanent(
                "carries a user name or password: nothing is fetched with one; save the page and list the file");
        }

        if (HostOf(address) is not { } host)
        {
            throw FetchException.Permanent("has no valid host name: correct the address");
        }

        if (address.Port is not (80 or 443) && !allowed.Allows(host, address.Port))
        {
            throw FetchException.Permanent(
                "names an unusual port: only 80 and 443 are asked; if the host is yours, name it in allow_hosts");
        }
    }

    /// <summary>The host in ASCII and lower case, without brackets; null if it is none.</summary>
    public static string? HostOf(Uri address) =>
        address.HostNameType is UriHostNameType.Dns or UriHostNameType.IPv4 or UriHostNameType.IPv6
        && address.IdnHost is { Length: > 0 and < 256 } host && host.All(char.IsAscii)
            ? host.ToLowerInvariant()
            : null;

    // No fragment, which no server sees; and the host in ASCII, as every server sees it.
    private static Uri Canonical(Uri address) => address.Fragment.Length == 0 && address.Host.All(char.IsAscii)
        ? address
        : new UriBuilder(address) { Fragment = "", Host = address.IdnHost }.Uri;

    private static System.Buffers.SearchValues<char> SchemeLetters { get; } = System.Buffers.SearchValues.Create(
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+-.");
}
