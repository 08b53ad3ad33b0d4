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
        var outputs = new Dictionary<string, Record.Done>(StringComparer.Ordinal);
        var query = new Query.Outputs(stage, IsDoneOnly: stage is not null);
        await foreach (var record in run.Node.ReadOutsideAsync(
            run.Store.ReadAsync(run.Lease, query, run.Stopping)))
        {
            switch (record)
            {
                case Record.Item { Added: { } added }:
                    if (item is not null)
                    {
                        yield return (item, InOrder(outputs.Values));
                    }

                    item = added;
                    outputs.Clear();
                    break;
                case Record.Item:
                    // It was tried again: what it was cut into before says nothing any more.
                    outputs.Clear();
                    break;
                case Record.Done done:
                    outputs[done.Part] = done;
                    break;
            }
        }

        if (item is not null)
        {
            yield return (item, InOrder(outputs.Values));
        }
    }

    // By their place among the parts, whichever was done first.
    private static IReadOnlyList<Output> InOrder(IEnumerable<Record.Done> parts) =>
        [.. parts.OrderBy(done => done.Place).Select(done => done.Output)];
}
