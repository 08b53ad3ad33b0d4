using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers;

/// <summary>Keeps large bodies beside the journal: a body too large for a record goes to the store as a blob.</summary>
/// <param name="inner">The provider whose replies may be large.</param>
/// <param name="store">Where blobs are kept.</param>
/// <param name="isFile">
/// Whether the answer to a call is a file, such as sound, that becomes a blob however small it is.
/// <value>None is.</value>
/// </param>
public sealed class Spill(IProvider inner, IStore store, Func<Call, bool>? isFile = null) : DelegatingProvider(inner)
{
    /// <inheritdoc/>
    public override async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        await KeepAsync(call, await Inner.SendAsync(call, attempt, ct));

    /// <inheritdoc/>
    public override async Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) =>
        await Inner.FindAsync(call, attempt, ct) is { } found ? await KeepAsync(call, found) : null;

    /// <inheritdoc/>
    /// <remarks>
    /// An adapter that reads text finds it in the body, wherever it was kept; one of files gets the blob.
    /// </remarks>
    public override Answer Read(Call call, Reply reply)
    {
        if (IsFile(call) || reply.Body.Blob is not { } blob)
        {
            return Inner.Read(call, reply);
        }

        using var content = store.Open(blob);
        var bytes = new byte[blob.Length];
        content.ReadExactly(bytes);
        return Inner.Read(call, reply with { Body = new(bytes) });
    }

    private bool IsFile(Call call) => isFile?.Invoke(call) ?? false;

    // Kept also when the attempt has been given up: what came back is paid for.
    private async Task<Reply> KeepAsync(Call call, Reply reply)
    {
        var isSmall = reply.Body.Length <= Body.InlineMax && !(reply.Outcome is Outcome.Answered && IsFile(call));
        if (reply.Body.Blob is not null || isSmall)
        {
            return reply;
        }

        using var content = new MemoryStream(reply.Body.Bytes.ToArray(), writable: false);
        return reply with { Body = new(await store.PutAsync(content, CancellationToken.None)) };
    }
}
