using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Running;

/// <summary>Reads the whole batch in item order from the store, never all of it at once.</summary>
internal static class BatchReader
{
    /// <summary>
    /// The items that are done, with their results of a stage; all items without results if it is null.
    /// </summary>
    public static async IAsyncEnumerable<(Item Item, IReadOnlyList<Output> Outputs)> ReadAsync(
        RunContext run, string? stage)
    {
        Item? item = null;
        var outputs = new Dictionary<string, Output>(StringComparer.Ordinal);
        var query = new Query.Outputs(stage, IsDoneOnly: stage is not null);
        await foreach (var record in run.Node.ReadOutsideAsync(
            run.Store.ReadAsync(run.Lease, query, run.Stopping)))
        {
            switch (record)
            {
                case Record.Item { Added: { } added }:
                    if (item is not null)
                    {
                        yield return (item, [.. outputs.Values]);
                    }

                    item = added;
                    outputs.Clear();
                    break;
                case Record.Done done:
                    // The last result of a part stands, wherever it was first.
                    outputs[done.Part] = done.Output;
                    break;
            }
        }

        if (item is not null)
        {
            yield return (item, [.. outputs.Values]);
        }
    }
}
