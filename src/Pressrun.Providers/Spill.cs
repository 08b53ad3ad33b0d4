using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers;

/// <summary>Keeps large bodies beside the journal: a body too large for a record goes to the store as a blob.</summary>
/// <param name="inner">The provider whose replies may be large.</param>
/// <param name="store">Where blobs are kept.</param>
/// <param name="isAlways">
/// Whether every answer becomes a blob, however small: for answers that are files, such as sound.
/// </param>
public sealed class Spill(IProvider inner, IStore store, bool isAlways = false) : DelegatingProvider(inner)
{
    /// <inheritdoc/>
    public override async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
        await KeepAsync(await Inner.SendAsync(call, attempt, ct));

    /// <inheritdoc/>
    public override async Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) =>
        await Inner.FindAsync(call, attempt, ct) is { } found ? await KeepAsync(found) : null;

    // Kept also when the attempt has been given up: what came back is paid for.
    private async Task<Reply> KeepAsync(Reply reply)
    {
        var isFile = isAlways && reply.Outcome is Outcome.Answered;
        if (reply.Body.Blob is not null || (!isFile && reply.Body.Length <= Body.InlineMax))
        {
            return reply;
        }

        using var content = new MemoryStream(reply.Body.Bytes.ToArray(), writable: false);
        return reply with { Body = new(await store.PutAsync(content, CancellationToken.None)) };
    }
}
