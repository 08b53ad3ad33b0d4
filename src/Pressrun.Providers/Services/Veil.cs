using System.Text;
using Pressrun.Model;

namespace Pressrun.Providers.Services;

/// <summary>
/// Takes a key out of whatever comes back: a service, or a proxy before it, may show in an error what it was sent, and
/// everything that comes back is kept.
/// </summary>
/// <param name="key">The key; null or empty for none.</param>
internal sealed class Veil(string? key)
{
    private const string Instead = "***";

    private readonly byte[] _key = Encoding.UTF8.GetBytes(key ?? "");

    /// <summary>A text without the key.</summary>
    public string Over(string text) =>
        string.IsNullOrEmpty(key) ? text : text.Replace(key, Instead, StringComparison.Ordinal);

    /// <summary>Bytes without the key; the same ones where it is not in them.</summary>
    public ReadOnlyMemory<byte> Over(ReadOnlyMemory<byte> body)
    {
        if (_key.Length == 0 || body.Span.IndexOf(_key) < 0)
        {
            return body;
        }

        var veiled = new MemoryStream();
        var rest = body.Span;
        while (rest.IndexOf(_key) is >= 0 and var at)
        {
            veiled.Write(rest[..at]);
            veiled.Write("***"u8);
            rest = rest[(at + _key.Length)..];
        }

        veiled.Write(rest);
        return veiled.ToArray();
    }

    /// <summary>An outcome whose words do not hold the key.</summary>
    public Outcome Over(Outcome outcome) => outcome switch
    {
        Outcome.Failed failed => failed with { Cause = Over(failed.Cause) },
        Outcome.Unknown unknown => unknown with { Cause = Over(unknown.Cause) },
        Outcome.Refused { Cause: { } cause } refused => refused with { Cause = Over(cause) },
        _ => outcome,
    };
}
