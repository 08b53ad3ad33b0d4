using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Pressrun.Providers.Signing;

/// <summary>
/// AWS Signature Version 4: says whose a request is and that nobody changed it, without showing the key. Pure; proven
/// by AWS's published vectors (docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html).
/// </summary>
/// <param name="key">Whose requests.</param>
/// <param name="region">The region that answers them.</param>
/// <param name="service">The service's name in signatures.</param>
internal sealed class SigV4(AwsKey key, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";
    private const string End = "aws4_request";

    // What is escaped on the way is escaped once more in what is signed: so AWS reads it everywhere but in S3.
    private readonly bool _escapesTwice = service != "s3";

    /// <summary>The hash of a body, as it is signed: SHA-256 in lower-case hex.</summary>
    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>The headers that make a request a signed one.</summary>
    /// <param name="method">The method, capital letters.</param>
    /// <param name="path">The path as it is sent.</param>
    /// <param name="query">The query as it is sent, without question mark; empty for none.</param>
    /// <param name="headers">Headers to sign, each name once; <c>host</c> must be among them.</param>
    /// <param name="body">The body.</param>
    /// <param name="now">The time; the service refuses what is more than a few minutes off.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(
        string method, string path, string query, IEnumerable<KeyValuePair<string, string>> headers,
        ReadOnlySpan<byte> body, DateTimeOffset now) => Sign(method, path, query, headers, Hash(body), now);

    /// <summary>The same for a body that is not held in memory.</summary>
    /// <param name="method">The method, capital letters.</param>
    /// <param name="path">The path as it is sent.</param>
    /// <param name="query">The query as it is sent, without question mark; empty for none.</param>
    /// <param name="headers">Headers to sign, each name once; <c>host</c> must be among them.</param>
    /// <param name="bodyHash">What <see cref="Hash"/> says of the body.</param>
    /// <param name="now">The time; the service refuses what is more than a few minutes off.</param>
    public IReadOnlyList<KeyValuePair<string, string>> Sign(
        string method, string path, string query, IEnumerable<KeyValuePair<string, string>> headers,
        string bodyHash, DateTimeOffset now)
    {
        var moment = now.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        List<KeyValuePair<string, string>> added = [new("x-amz-date", moment)];
        if (key.Session is { } session)
        {
            added.Add(new("x-amz-security-token", session));
        }

        var signed = headers.Concat(added)
            .Select(header => (Name: header.Key.ToLowerInvariant(), Value: OneSpaced(header.Value)))
            .OrderBy(header => header.Name, StringComparer.Ordinal).ToList();
        var names = string.Join(';', signed.Select(header => header.Name));
        var request = string.Join('\n',
        [
            method, _escapesTwice ? EscapePath(path) : path, Sort(query),
            .. signed.Select(header => $"{header.Name}:{header.Value}"), "", names, bodyHash,
        ]);

        var (day, scope) = (moment[..8], $"{moment[..8]}/{region}/{service}/{End}");
        var text = $"{Algorithm}\n{moment}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(request))}";
        var signature = Convert.ToHexStringLower(Mac(KeyOf(day), text));
        added.Add(new("Authorization",
            $"{Algorithm} Credential={key.Access}/{scope}, SignedHeaders={names}, Signature={signature}"));
        return added;
    }

    // A key for one day, region and service: whoever finds it can sign nothing else.
    private byte[] KeyOf(string day) => new[] { day, region, service, End }
        .Aggregate(Encoding.UTF8.GetBytes("AWS4" + key.Secret), Mac);

    private static byte[] Mac(byte[] secret, string text) =>
        HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes(text));

    private static string EscapePath(string path) => string.Join('/', path.Split('/').Select(Uri.EscapeDataString));

    private static string Sort(string query) => string.Join('&', query
        .Split('&', StringSplitOptions.RemoveEmptyEntries)
        .Select(one => one.Split('=', 2))
        .Select(one => (Name: Escape(one[0]), Value: Escape(one.Length > 1 ? one[1] : "")))
        .OrderBy(one => one.Name, StringComparer.Ordinal).ThenBy(one => one.Value, StringComparer.Ordinal)
        .Select(one => $"{one.Name}={one.Value}"));

    private static string Escape(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string OneSpaced(string value) =>
        string.Join(' ', value.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
