using System.Security.Cryptography;
using Pressrun.Seams;

namespace Pressrun.Sql.Blobs;

/// <summary>
/// A blob that is being read: hashed on the way, so that nobody comes to its end who was given something else than was
/// kept. Whoever reads it out of order has it read through first.
/// </summary>
/// <param name="file">The file, at its beginning; closed with this.</param>
/// <param name="hash">SHA-256 of what was kept, 64 lower-case hex digits.</param>
/// <param name="changed">Says that it is something else.</param>
internal sealed class HashedStream(FileStream file, string hash, Func<StoreException> changed) : Stream
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long _hashed;
    private bool _isSure;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Length;

    public override long Position
    {
        get => file.Position;
        set => Seek(value, SeekOrigin.Begin);
    }

    public override int Read(Span<byte> buffer)
    {
        var count = file.Read(buffer);
        Take(buffer[..count]);
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
#pragma warning disable RS0030 // Who reads may be the loop, and be gone when the disk answers: nothing may wait there.
        var count = await file.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
#pragma warning restore RS0030
        Take(buffer.Span[..count]);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override long Seek(long offset, SeekOrigin origin)
    {
        var before = file.Position;
        var place = file.Seek(offset, origin);
        if (place != before && !_isSure)
        {
            file.Position = 0;
            Compare(SHA256.HashData(file));
            file.Position = place;
        }

        return place;
    }

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw Unwritable();

    public override void Write(byte[] buffer, int offset, int count) => throw Unwritable();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _hash.Dispose();
            file.Dispose();
        }

        base.Dispose(disposing);
    }

    private static InvalidOperationException Unwritable() => new("A blob that was kept is never written again.");

    private void Take(ReadOnlySpan<byte> bytes)
    {
        if (_isSure)
        {
            return;
        }

        _hash.AppendData(bytes);
        _hashed += bytes.Length;
        if (_hashed >= file.Length)
        {
            Compare(_hash.GetHashAndReset());
        }
    }

    private void Compare(byte[] found)
    {
        if (Convert.ToHexStringLower(found) != hash)
        {
            throw changed();
        }

        _isSure = true;
    }
}
