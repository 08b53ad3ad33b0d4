namespace Pressrun.Providers.Audio;

/// <summary>Looks ahead in a stream that need not be seekable.</summary>
/// <param name="stream">Read from where it stands; stays open.</param>
internal sealed class ByteWindow(Stream stream)
{
    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;

    /// <summary>The next bytes without passing them: as many as asked for, fewer only at the end.</summary>
    /// <param name="count">At most 32 KiB.</param>
    public ReadOnlySpan<byte> Peek(int count)
    {
        if (_end - _start < count)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            _end += stream.ReadAtLeast(_buffer.AsSpan(_end), count - _end, throwOnEndOfStream: false);
        }

        return _buffer.AsSpan(_start, Math.Min(count, _end - _start));
    }

    /// <summary>Passes bytes; stops at the end.</summary>
    public void Skip(long count)
    {
        while (count > 0 && Peek(1).Length > 0)
        {
            var step = (int)Math.Min(count, _end - _start);
            _start += step;
            count -= step;
        }
    }
}
