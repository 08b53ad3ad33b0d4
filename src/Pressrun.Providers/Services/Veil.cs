using System.Text;
using System.Text.Encodings.Web;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>
/// Takes a key out of whatever comes back: a service, or a proxy before it, may show in an error what it was sent, and
/// everything that comes back is kept.
/// </summary>
internal sealed class Veil
{
    private const string Instead = "***";

    // The longest first: a key may hold another, as a pair of keys holds each of them.
    private readonly IReadOnlyList<string> _secrets;

    /// <param name="secrets">The key and its parts; null or empty ones hide nothing.</param>
    public Veil(params IEnumerable<string?> secrets) =>
        _secrets = [.. secrets.OfType<string>().Where(secret => secret.Length > 0).SelectMany(Forms)
            .Where(form => form.Length > 0)
            .Distinct(StringComparer.Ordinal).OrderByDescending(secret => secret.Length)
            .ThenBy(secret => secret, StringComparer.Ordinal)];

    /// <summary>A text without the key.</summary>
    public string Over(string text) => _secrets.Aggregate(
        text, (veiled, secret) => veiled.Replace(secret, Instead, StringComparison.Ordinal));

    /// <summary>Bytes without the key; the same ones where it is not in them.</summary>
    public ReadOnlyMemory<byte> Over(ReadOnlyMemory<byte> body) => _secrets.Aggregate(
        body, (veiled, secret) => Without(veiled, Encoding.UTF8.GetBytes(secret)));

    /// <summary>What came back, without the key, before anybody reads it: no cut leaves a part.</summary>
    public Received Over(Received received) => received with
    {
        Body = Over(received.Body),
        Headers = received.Headers.ToDictionary(
            header => header.Key, header => Over(header.Value), StringComparer.Ordinal),
    };

    /// <summary>What came back with the key taken out of its headers only.</summary>
    public Received OverHeaders(Received received) => received with
    {
        Headers = received.Headers.ToDictionary(
            header => header.Key, header => Over(header.Value), StringComparer.Ordinal),
    };

    /// <summary>An outcome whose words do not hold the key.</summary>
    public Outcome Over(Outcome outcome) => outcome switch
    {
        Outcome.Failed failed => failed with { Cause = Over(failed.Cause) },
        Outcome.Unknown unknown => unknown with { Cause = Over(unknown.Cause) },
        Outcome.Refused { Cause: { } cause } refused => refused with { Cause = Over(cause) },
        _ => outcome,
    };

    // As it is, and as it stands in JSON, in an address, and in what servers and proxies make of headers. AWS keys hold
    // slashes and plus signs.
    private static IEnumerable<string> Forms(string secret)
    {
        var address = Uri.EscapeDataString(secret);
        var hex = Convert.ToHexString(Encoding.UTF8.GetBytes(secret));
        string[] forms =
        [
            secret, secret.Replace("/", "\\/", StringComparison.Ordinal), JavaScriptEncoder.Default.Encode(secret),
            address, SmallHex(address), Uri.EscapeDataString(address), hex, hex.ToLowerInvariant(),
            Base64(secret), Base64($"Bearer {secret}"), Base64($":{secret}"), Base64($"{secret}:"),
        ];
        return forms;
    }

    private static string SmallHex(string address) => string.Concat(address.Split('%').Select((part, place) =>
        place == 0 || part.Length < 2 ? part : "%" + part[..2].ToLowerInvariant() + part[2..]));

    // Without what depends on the text after it.
    private static string Base64(string text) =>
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text)[..(Encoding.UTF8.GetByteCount(text) / 3 * 3)]);

    private static ReadOnlyMemory<byte> Without(ReadOnlyMemory<byte> body, byte[] secret)
    {
        if (body.Span.IndexOf(secret) < 0)
        {
            return body;
        }

        var veiled = new MemoryStream();
        var rest = body.Span;
        while (rest.IndexOf(secret) is >= 0 and var at)
        {
            veiled.Write(rest[..at]);
            veiled.Write("***"u8);
            rest = rest[(at + secret.Length)..];
        }

        veiled.Write(rest);
        return veiled.ToArray();
    }
}
