namespace Pressrun.Adapters.Tests.Objects;

/// <summary>A content that was never in memory: so many bytes, of which nobody can read many at a time.</summary>
internal sealed class SlowStream(long length) : Stream
{
    private long _at;

    /// <summary>The most that was asked for at once.</summary>
    public int Largest { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new InvalidOperationException("Nobody knows.");

    public override long Position
    {
        get => _at;
        set => throw new InvalidOperationException("It goes one way.");
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        Largest = Math.Max(Largest, buffer.Length);
        var count = (int)Math.Min(buffer.Length, length - _at);
        for (var index = 0; index < count; index++)
        {
            buffer[index] = (byte)((_at + index) * 31 % 251);
        }

        _at += count;
        return count;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Read(buffer.Span));

    public override Task<int> ReadAsync(
        byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Task.FromResult(Read(buffer.AsSpan(offset, count)));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) =>
        throw new InvalidOperationException("It goes one way.");

    public override void SetLength(long value) => throw new InvalidOperationException("It is given.");

    public override void Write(byte[] buffer, int offset, int count) =>
        throw new InvalidOperationException("It is given.");
}
