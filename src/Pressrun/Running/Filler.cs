using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Running;

/// <summary>Adds the source's items to the store, while the first of them are already worked on.</summary>
/// <param name="run">The run.</param>
/// <param name="added">Told when items can be taken up.</param>
/// <param name="isOver">Whether the run is coming to its end.</param>
internal sealed class Filler(RunContext run, Action added, Func<bool> isOver)
{
    /// <summary>Whether every item is in the store.</summary>
    public bool IsDone { get; private set; } = run.State.Settings!.Phase != RunPhase.Filling;

    /// <summary>Adds what is missing; a run that was killed while filling goes on behind its last item.</summary>
    public async Task RunAsync()
    {
        if (IsDone)
        {
            return;
        }

        var batch = new List<Record>(Batch.RecordsMax);
        var ordinal = 0L;
        var known = run.State.LastOrdinal;
        foreach (var item in run.Options.Source.Read())
        {
            ordinal++;
            if (ordinal <= known)
            {
                continue;
            }

            batch.Add(new Record.Item(ordinal, ItemState.Open, Added: item with { Ordinal = ordinal }));
            if (batch.Count == Batch.RecordsMax)
            {
                await AddAsync(batch);
            }

            if (isOver())
            {
                return;
            }
        }

        await AddAsync(batch);
        await run.Journal.AppendAsync(run.State.Settings! with { Phase = RunPhase.Open });
        IsDone = true;
        added();
    }

    private async Task AddAsync(List<Record> batch)
    {
        if (batch.Count > 0)
        {
            await run.Journal.AppendAsync(batch);
            batch.Clear();
            added();
        }
    }
}
