using System.Net;
using System.Net.Http.Headers;

namespace Pressrun.Providers.Hooks;

/// <summary>The body of a post, which knows whether it has begun to leave: without it no hook does anything.</summary>
internal sealed class HookBody : HttpContent
{
    private readonly ReadOnlyMemory<byte> _bytes;

    public HookBody(ReadOnlyMemory<byte> bytes, MediaTypeHeaderValue type)
    {
        _bytes = bytes;
        Headers.ContentType = type;
    }

    /// <summary>Whether perhaps some of it has left.</summary>
    public bool HasBegun { get; private set; }

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        HasBegun = true;
        await stream.WriteAsync(_bytes, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = _bytes.Length;
        return true;
    }
}
