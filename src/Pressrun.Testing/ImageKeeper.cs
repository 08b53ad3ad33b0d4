using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>Keeps everything in a data structure.</summary>
internal sealed class ImageKeeper : IKeeper
{
    private readonly StoreImage _image = new();

    /// <inheritdoc/>
    public int Runs => _image.Runs.Count;

    /// <inheritdoc/>
    public bool IsFenced(RunLease lease) =>
        _image.Runs.ElementAtOrDefault((int)lease.Run - 1)?.Epoch != lease.Epoch;

    /// <inheritdoc/>
    public (IReadOnlyList<Record> Written, StoreException? Refusal) Keep(
        Batch batch, Func<long, long, List<Record>> decode, long at)
    {
        // What is checked is what will be read back: two texts may become the same on their way through the codec.
        var kept = batch with { Records = decode(_image.Entries.Count, at) };
        if (_image.Refuse(kept) is { } refusal)
        {
            return ([], refusal);
        }

        _image.Commit(kept, at);
        return (kept.Records, null);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Record> Read(RunLease lease, Query query) => _image.Read(lease, query);

    /// <inheritdoc/>
    public Blob Put(Stream content) => _image.Put(content);

    /// <inheritdoc/>
    public Stream Open(Blob blob) => _image.Open(blob);

    /// <inheritdoc/>
    public RunLease? Claim(RunClaim claim) => _image.Claim(claim);

    /// <inheritdoc/>
    public void Crash()
    {
        // Everything is durable at once.
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing to let go.
    }
}
