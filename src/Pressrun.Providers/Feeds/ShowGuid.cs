using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Providers.Feeds;

/// <summary>
/// The lasting id of a show: a UUID of version 5 (RFC 9562, 5.5) over the feed's address without its scheme and
/// without slashes at the end, in the namespace that the podcast namespace's <c>guid</c> element fixes.
/// </summary>
internal static class ShowGuid
{
    private static readonly Guid Space = new("ead4c236-bf58-58c6-a2c6-a6b28d128cb6");

    public static string Of(string feedUrl)
    {
        var start = feedUrl.IndexOf("://", StringComparison.Ordinal) + 3;
        var name = Encoding.UTF8.GetBytes(feedUrl[start..].TrimEnd('/'));
#pragma warning disable CA5350 // The standard fixes SHA-1; nothing is kept secret by it.
        var hash = SHA1.HashData([.. Space.ToByteArray(bigEndian: true), .. name]).AsSpan(0, 16);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true).ToString("D");
    }
}
