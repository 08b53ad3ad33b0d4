namespace Pressrun.Providers.Objects;

/// <summary>An object that is there already, as far as its store tells.</summary>
/// <param name="ETag">The mark of its state.</param>
/// <param name="Length">Its length in bytes; null if it is not told.</param>
/// <param name="Hashes">Hashes of its content, each 64 or 32 hex digits; may be empty.</param>
internal sealed record ObjectFound(string ETag, long? Length, IReadOnlyList<string> Hashes)
{
    /// <summary>
    /// Whether it holds the content. One hash that is equal is enough: a store that encrypts tells an ETag that is no
    /// hash, and one that was copied to has no note of ours.
    /// </summary>
    public bool Holds(ObjectContent content) => Length == content.Length
        && Hashes.Any(hash => hash.Equals(content.Sha256, StringComparison.OrdinalIgnoreCase)
            || hash.Equals(content.Md5, StringComparison.OrdinalIgnoreCase));

    /// <summary>A hash in Base64 as hex; null if it is none.</summary>
    public static string? OfBase64(string? text)
    {
        var bytes = new byte[64];
        return text is not null && Convert.TryFromBase64String(text, bytes, out var count) && count is 16 or 32
            ? Convert.ToHexStringLower(bytes.AsSpan(0, count))
            : null;
    }
}
