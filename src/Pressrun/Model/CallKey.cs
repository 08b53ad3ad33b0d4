using System.Globalization;

namespace Pressrun.Model;

/// <summary>
/// What a call is, apart from when, how often and by whom it is sent: two calls with the same key ask for the same
/// thing, and the second is answered from the journal.
/// </summary>
/// <param name="Value">The first 128 bits of the hash built by <see cref="Of"/>.</param>
public readonly record struct CallKey(UInt128 Value)
{
    /// <summary>
    /// Hashes pipeline, item key, stage, part, sample number and request hash, each length-prefixed so that no two
    /// different lists meet. API key, account, route, limits and run are left out on purpose.
    /// </summary>
    public static CallKey Of(
        string pipeline, string itemKey, string stage, string part, int sample, string requestHash)
    {
        var digest = new Digest("call/1");
        digest.Add(pipeline);
        digest.Add(itemKey);
        digest.Add(stage);
        digest.Add(part);
        digest.Add(sample);
        digest.Add(requestHash);
        return new(digest.ToUInt128());
    }

    /// <summary>
    /// Reads what <see cref="ToString"/> wrote; throws <see cref="FormatException"/> on anything else.
    /// </summary>
    public static CallKey Parse(string text) =>
        text is { Length: 32 } && UInt128.TryParse(text, NumberStyles.AllowHexSpecifier, null, out var value)
            ? new(value)
            : throw new FormatException($"A call key is 32 hex digits, not '{text}'.");

    /// <summary>32 lower-case hex digits.</summary>
    public override string ToString() => Value.ToString("x32", CultureInfo.InvariantCulture);
}
