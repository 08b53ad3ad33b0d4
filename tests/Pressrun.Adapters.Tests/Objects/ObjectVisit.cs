using System.Security.Cryptography;

namespace Pressrun.Adapters.Tests.Objects;

/// <summary>A request to a store of objects, as it came over the wire.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path, escaped as it was sent.</param>
/// <param name="Query">The query without question mark.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">The body.</param>
internal sealed record ObjectVisit(
    string Method, string Path, string Query, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public string? Header(string name) => Headers.GetValueOrDefault(name);

    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Body));

    public byte[] Md5 => Md5Of(Body);

    public static byte[] Md5Of(byte[] content)
    {
        // Stores name contents by it; nobody trusts it with a secret.
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
        hash.AppendData(content);
        return hash.GetHashAndReset();
    }
}
