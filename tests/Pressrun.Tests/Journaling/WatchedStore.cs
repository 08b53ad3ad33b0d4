using Pressrun.Seams;

namespace Pressrun.Tests.Journaling;

/// <summary>A store that notes every commit and lets a test hold one up or refuse it.</summary>
internal sealed class WatchedStore(IStore inner) : DelegatingStore(inner)
{
    public List<Batch> Commits { get; } = [];

    /// <summary>What happens before a batch reaches the store; a failed task refuses it.</summary>
    public Func<Batch, Task> Before { get; set; } = _ => Task.CompletedTask;

    /// <summary>What happens after the store has taken a batch and before anybody hears of it.</summary>
    public Func<Batch, Task> After { get; set; } = _ => Task.CompletedTask;

    public override async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        Commits.Add(batch);
        await Before(batch);
        await Inner.CommitAsync(batch, ct);
        await After(batch);
    }
}
