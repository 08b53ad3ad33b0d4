using System.Net;

namespace Pressrun.Providers.Objects;

/// <summary>A content on its way, piece by piece, which says when it begins to leave.</summary>
/// <param name="content">The content.</param>
/// <param name="begin">Called before the first byte.</param>
internal sealed class ObjectBody(ObjectContent content, Action begin) : HttpContent
{
    private const int ChunkBytes = 128 * 1024;

    /// <inheritdoc/>
    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    /// <inheritdoc/>
    protected override async Task SerializeToStreamAsync(
        Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        await using var from = content.Open();
        begin();
        await from.CopyToAsync(stream, ChunkBytes, cancellationToken);
    }

    /// <inheritdoc/>
    protected override bool TryComputeLength(out long length)
    {
        length = content.Length;
        return true;
    }
}
