using System.Security.Cryptography;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Folders;

/// <summary>Calls to targets, and blobs that lie in memory.</summary>
internal sealed class TargetCalls
{
    private readonly Dictionary<string, byte[]> _blobs = new(StringComparer.Ordinal);

    /// <summary>How often a blob was opened.</summary>
    public int Opened { get; private set; }

    public Blob Keep(byte[] content)
    {
        var blob = new Blob(Convert.ToHexStringLower(SHA256.HashData(content)), content.Length);
        _blobs[blob.Hash] = content;
        return blob;
    }

    public void Damage(Blob blob) => _blobs[blob.Hash] = [.. _blobs[blob.Hash].Select(part => (byte)(part ^ 1))];

    public Stream Open(Blob blob)
    {
        Opened++;
        return new MemoryStream(_blobs[blob.Hash], writable: false);
    }

    public static Call Of(string provider, string model, string content, params IReadOnlyList<Blob> inputs) => new()
    {
        Key = new(1),
        Request = new(provider, model, content) { Inputs = inputs },
        RequestHash = new('0', 64),
        Ordinal = 1,
        ItemKey = "one",
        Stage = "save",
        Part = "",
        Sample = 0,
    };
}
