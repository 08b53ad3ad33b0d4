using System.Buffers;

namespace Pressrun.Pipelines.Templates;

/// <summary>Lets only addresses through that a page may link to.</summary>
/// <remarks>
/// The rule follows how a browser reads an address (WHATWG URL, section 4.4 of 2026): it drops tabs and line ends
/// anywhere and blanks and control characters at both ends before it looks for a scheme.
/// </remarks>
internal static class SafeUrl
{
    private const string Refused = "#";

    private static readonly string[] Schemes = ["http", "https", "mailto"];

    private static readonly SearchValues<char> EndsOfScheme = SearchValues.Create(":/?#\\");

    /// <summary>The address without what a browser drops; <c>#</c> if its scheme is another, or it is empty.</summary>
    public static string Of(string url)
    {
        var address = string.Concat(url.Where(unit => unit is not ('\t' or '\n' or '\r')))
            .Trim([.. Enumerable.Range(0, ' ' + 1).Select(unit => (char)unit)]);
        var end = address.AsSpan().IndexOfAny(EndsOfScheme);
        var isRelative = end < 0 || address[end] != ':';
        return address.Length > 0 && (isRelative || Schemes.Contains(address[..end].ToLowerInvariant()))
            ? address
            : Refused;
    }
}
