using AngleSharp.Dom;

namespace Pressrun.Providers.Articles;

/// <summary>The address a page calls its own.</summary>
internal static class PageAddress
{
    private const int AddressMax = 2000;

    /// <returns>Absolute, http or https, without fragment; null if neither page nor caller know one.</returns>
    public static string? Of(IDocument page, string? openGraph, Uri? fetched)
    {
        var canonical = page.QuerySelector("link[rel~='canonical' i][href]")?.GetAttribute("href");
        var from = fetched is { IsAbsoluteUri: true } ? fetched : null;
        return new[] { canonical, openGraph }
            .Select(claim => Absolute(claim, from))
            .FirstOrDefault(claim => claim is not null && !IsFrontPage(claim, from)) is { } own
                ? Written(own)
                : from is null ? null : Written(from);
    }

    private static Uri? Absolute(string? claim, Uri? from) =>
        claim is { Length: > 0 and <= AddressMax }
            && (from is null
                ? Uri.TryCreate(claim.Trim(), UriKind.Absolute, out var address)
                : Uri.TryCreate(from, claim.Trim(), out address))
            && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
                ? address
                : null;

    // A site that calls its front page canonical for every article would make all of them one.
    private static bool IsFrontPage(Uri claim, Uri? from) =>
        from is not null && claim.PathAndQuery == "/" && from.PathAndQuery != "/";

    private static string Written(Uri address) => address.GetComponents(
        UriComponents.HttpRequestUrl,
        UriFormat.UriEscaped);
}
