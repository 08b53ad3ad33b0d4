using System.Runtime.CompilerServices;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Testing;
using Pressrun.Timing;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>
/// A simulated disk for tests that know nothing of loops: each operation is carried out in virtual time, on the thread
/// that asks, before the call returns. One operation at a time.
/// </summary>
internal sealed class SteppedDisk : IStore, IDisposable
{
    private readonly Loop _loop = new(new VirtualWaiter(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)));
    private readonly Node _node;
    private readonly SimDisk _disk;

    public SteppedDisk(ulong seed)
    {
        _node = _loop.Node("disk");
        _disk = new(_node, new(seed), new Bystander(), new ImageKeeper());
    }

    public Task CommitAsync(Batch batch, CancellationToken ct) =>
        Step(() => _disk.CommitAsync(batch, ct));

    public async IAsyncEnumerable<Record> ReadAsync(
        RunLease lease, Query query, [EnumeratorCancellation] CancellationToken ct)
    {
        List<Record> records = [];
        await Step(async () => records = await _disk.ReadAsync(lease, query, ct).ToListAsync(ct));
        foreach (var record in records)
        {
            yield return record;
        }
    }

    public Task<Blob> PutAsync(Stream content, CancellationToken ct) =>
        Step(() => _disk.PutAsync(content, ct));

    public Stream Open(Blob blob) => _disk.Open(blob);

    public Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct) =>
        Step(() => _disk.ClaimAsync(claim, ct));

    /// <summary>Hands a batch in and lets no time pass: it is under way until the next operation.</summary>
    public Task BeginAsync(Batch batch) => Hand(() => _disk.CommitAsync(batch, CancellationToken.None));

    /// <summary>The process ends; how many batches were under way and are lost.</summary>
    public int Crash(bool isPowerCut) => _disk.Crash(isPowerCut);

    public void Dispose() => _loop.Dispose();

    private T Step<T>(Func<T> operation)
        where T : Task
    {
        var task = Hand(operation);
        StepUntil(task);
        return task;
    }

    private T Hand<T>(Func<T> operation)
        where T : Task
    {
        // xunit goes on wherever it likes, and so does a test that calls from many tasks.
        _loop.Adopt();
        var handing = _node.AskAsync(operation);
        StepUntil(handing);
        return handing.GetAwaiter().GetResult();
    }

    private void StepUntil(Task task)
    {
        while (!task.IsCompleted)
        {
            Assert.True(_loop.Step(), "The disk will never finish what it was asked.");
        }
    }
}
