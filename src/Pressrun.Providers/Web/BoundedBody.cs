namespace Pressrun.Providers.Web;

/// <summary>
/// Reads a stream piece by piece and never more of it than asked for, whatever it claims its length is.
/// </summary>
/// <param name="content">The stream, unpacked already: what is counted is what arrives in memory.</param>
internal sealed class BoundedBody(Stream content) : IDisposable
{
    private readonly MemoryStream _read = new();
    private readonly byte[] _buffer = new byte[32 * 1024];

    /// <summary>What has been read so far.</summary>
    public ReadOnlyMemory<byte> Bytes => _read.GetBuffer().AsMemory(0, (int)_read.Length);

    /// <summary>Reads on until so many bytes are there in total, or the stream ends.</summary>
    public async Task FillAsync(long count, CancellationToken ct)
    {
        while (_read.Length < count)
        {
            var wanted = (int)Math.Min(_buffer.Length, count - _read.Length);
            var got = await content.ReadAsync(_buffer.AsMemory(0, wanted), ct);
            if (got == 0)
            {
                return;
            }

            _read.Write(_buffer, 0, got);
        }
    }

    /// <summary>Reads a whole document; throws <see cref="FetchException"/> if it is not one that is read.</summary>
    /// <param name="stated">What its server says it is; null looks at its beginning.</param>
    /// <param name="bytesMax">The largest document, in bytes.</param>
    /// <param name="ct">Ends the reading.</param>
    public async Task<MediaType> FillPageAsync(MediaType? stated, long bytesMax, CancellationToken ct)
    {
        await FillAsync(Math.Min(bytesMax + 1, MediaType.SniffedBytes), ct);
        var type = stated ?? MediaType.Sniff(Bytes.Span);
        if (type.WhyNot(Bytes.Span) is { } why)
        {
            throw FetchException.Permanent(why);
        }

        await FillAsync(bytesMax + 1, ct);
        if (_read.Length > bytesMax)
        {
            throw TooLarge(bytesMax);
        }

        return MediaType.IsBlank(Bytes.Span)
            ? throw FetchException.Permanent("is empty: correct the address or take the line out")
            : type;
    }

    /// <summary>A document larger than allowed.</summary>
    public static FetchException TooLarge(long bytesMax) => FetchException.Permanent(
        $"is larger than {Size(bytesMax)}: save the part you need as a file and list that");

    /// <inheritdoc/>
    public void Dispose() => _read.Dispose();

    private static string Size(long bytes) =>
        bytes >= 1 << 20 ? $"{bytes >> 20} MB" : bytes >= 1 << 10 ? $"{bytes >> 10} KB" : $"{bytes} bytes";
}
