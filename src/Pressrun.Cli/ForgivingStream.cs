namespace Pressrun.Cli;

/// <summary>
/// A stream whose reader may go away, as with <c>| head</c>: what nobody reads any more is nobody's error. The run goes
/// on, and its journal tells what this stream no longer can.
/// </summary>
/// <param name="inner">Where it writes.</param>
internal sealed class ForgivingStream(Stream inner) : Stream
{
    private bool _isGone;

    /// <inheritdoc/>
    public override bool CanRead => false;

    /// <inheritdoc/>
    public override bool CanSeek => false;

    /// <inheritdoc/>
    public override bool CanWrite => true;

    /// <inheritdoc/>
    public override long Length => 0;

    /// <inheritdoc/>
    public override long Position { get; set; }

    /// <inheritdoc/>
    public override void Flush() => Forgive(inner.Flush);

    /// <inheritdoc/>
    public override int Read(byte[] buffer, int offset, int count) => 0;

    /// <inheritdoc/>
    public override long Seek(long offset, SeekOrigin origin) => 0;

    /// <inheritdoc/>
    public override void SetLength(long value)
    {
        // It has none.
    }

    /// <inheritdoc/>
    public override void Write(byte[] buffer, int offset, int count) =>
        Forgive(() => inner.Write(buffer, offset, count));

    private void Forgive(Action write)
    {
        if (_isGone)
        {
            return;
        }

        try
        {
            write();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            _isGone = true;
        }
    }
}
