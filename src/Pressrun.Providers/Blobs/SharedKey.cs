using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Providers.Blobs;

/// <summary>
/// The signature of a storage account's key (Microsoft, "Authorize with Shared Key", version 2015-02-21 and later, read
/// in November 2026). Pure. It has no text form, so that nothing prints it.
/// </summary>
/// <param name="key">The key's bytes.</param>
internal sealed class SharedKey(byte[] key)
{
    // In this order, each on a line of its own, empty where it is not sent.
    private static readonly string[] Standard =
    [
        "content-encoding", "content-language", "content-length", "content-md5", "content-type", "date",
        "if-modified-since", "if-match", "if-none-match", "if-unmodified-since", "range",
    ];

    /// <summary>Reads a key; null if it is none.</summary>
    public static SharedKey? Parse(string key)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key, bytes, out var count) && count > 0 ? new(bytes[..count]) : null;
    }

    /// <summary>The value of the Authorization header.</summary>
    /// <param name="account">Whose key it is.</param>
    /// <param name="method">The method, capital letters.</param>
    /// <param name="path">The path as it is sent; there is no query.</param>
    /// <param name="headers">
    /// Headers that are sent, each name once and in small letters; a content-length of 0 is left out.
    /// </param>
    public string Sign(string account, string method, string path, IReadOnlyDictionary<string, string> headers)
    {
        var text = new StringBuilder(method).Append('\n');
        foreach (var name in Standard)
        {
            text.Append(headers.GetValueOrDefault(name)).Append('\n');
        }

        foreach (var (name, value) in headers
            .Where(header => header.Key.StartsWith("x-ms-", StringComparison.Ordinal))
            .OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        text.Append('/').Append(account).Append(path);
        var signature = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text.ToString()));
        return $"SharedKey {account}:{Convert.ToBase64String(signature)}";
    }
}
