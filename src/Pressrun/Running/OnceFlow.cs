using Pressrun.Calling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>Runs the stages over the whole batch: those before the items, and those after them.</summary>
internal sealed class OnceFlow(RunContext run)
{
    /// <summary>Whether a stage over the batch would have had to ask, and was not selected.</summary>
    public bool IsResting { get; private set; }

    /// <summary>Runs the stages that need no result of an item, in order; why one came to a halt, or null.</summary>
    public Task<Halt?> RunBeforeAsync() => RunAsync(run.Pipeline.Stages.Where(run.Pipeline.IsBefore));

    /// <summary>Runs the stages that wait for the items, in order; why one came to a halt, or null.</summary>
    public Task<Halt?> RunAfterAsync() =>
        RunAsync(run.Pipeline.Stages.Where(stage => stage.IsOnce && !run.Pipeline.IsBefore(stage)));

    private async Task<Halt?> RunAsync(IEnumerable<Stage> stages)
    {
        Halt? first = null;
        foreach (var stage in stages)
        {
            var result = run.Once[stage.Name] = await RestOrRunAsync(stage);
            first ??= result.Halt;
        }

        return first;
    }

    private async Task<StageResult> RestOrRunAsync(Stage stage)
    {
        try
        {
            return await RunAsync(stage);
        }
        catch (RestException)
        {
            IsResting = true;
            return StageResult.Resting;
        }
    }

    private async Task<StageResult> RunAsync(Stage stage)
    {
        var inputs = new Dictionary<string, IReadOnlyList<Output>>(StringComparer.Ordinal);
        foreach (var need in stage.Needs.Where(run.Once.ContainsKey))
        {
            run.Once[need].ThrowIfResting(need);
            if (run.Once[need].Halt is { } halt)
            {
                return StageResult.Of(halt);
            }

            inputs.Add(need, run.Once[need].Outputs);
        }

        var batch = run.State.Live[0];
        var purse = new Purse(null, batch.Spent + batch.Held);
        return await new StageTask(run, batch, purse, stage, null, null, inputs).RunAsync(await HashAsync(stage));
    }

    // What the stage works on, rolled over item by item: the batch is never in memory as a whole.
    private async Task<string> HashAsync(Stage stage)
    {
        // The store's folds must know every item and every result before they are read.
        await run.Journal.PulseAsync();
        var ofItems = stage.Needs.Where(need => !run.Once.ContainsKey(need)).ToList();
        var rolling = "";
        foreach (var need in ofItems.Count == 0 ? [null] : ofItems.Cast<string?>())
        {
            await foreach (var (item, outputs) in BatchReader.ReadAsync(run, need))
            {
                rolling = Roll(rolling, item, outputs);
            }
        }

        return rolling;
    }

    private static string Roll(string before, Item item, IReadOnlyList<Output> outputs)
    {
        var digest = new Digest("batch/1");
        digest.Add(before);
        digest.Add(item.Key);
        digest.Add(outputs.Count == 0 ? item.Input : "");
        foreach (var output in outputs)
        {
            digest.Add(output.Hash);
        }

        return digest.ToHex();
    }
}
