using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Rehearsing;

/// <summary>
/// A run over what a store knows, in virtual time: every call is answered from the journal or refused, and what is
/// written stays in memory.
/// </summary>
/// <param name="Asked">Calls the journal could not answer, in the order in which they were asked.</param>
/// <param name="Memory">What was written.</param>
/// <param name="Result">How the run ended.</param>
internal sealed record Overlay(IReadOnlyList<Call> Asked, MemoryStore Memory, RunResult Result)
{
    private readonly Lazy<Dictionary<(long Ordinal, string Stage), long>> _remembered = new(() =>
        Memory.Image.Entries.SelectMany(entry => entry).OfType<Record.Reply>().Where(reply => reply.From > 0)
            .GroupBy(reply => (reply.Number, reply.Stage))
            .ToDictionary(calls => calls.Key, calls => calls.LongCount()));

    /// <summary>How many calls of an item's stage the journal answered.</summary>
    public long Remembered(long ordinal, string stage) => _remembered.Value.GetValueOrDefault((ordinal, stage));

    /// <summary>Runs a pipeline over a source.</summary>
    /// <param name="pipeline">The definition.</param>
    /// <param name="items">The items.</param>
    /// <param name="providers">Providers by the name requests use: to read replies; they are asked nothing.</param>
    /// <param name="source">What is known.</param>
    /// <param name="find">An item of the source as it is to be taken, by its key; null if it is not known.</param>
    /// <param name="with">Changes the options.</param>
    public static Overlay Run(
        Pipeline pipeline, ItemSource items, IReadOnlyDictionary<string, IProvider> providers, IReplaySource source,
        Func<string, Record.Item?> find, Func<RunOptions, RunOptions> with)
    {
        using var loop = new Loop(new VirtualWaiter(DateTimeOffset.UnixEpoch));
        var asked = new List<Call>();
        var memory = new MemoryStore(loop.Node("clock").Time);
        var refusing = providers.ToDictionary(provider => provider.Key,
            IProvider (provider) => new RefusingProvider(provider.Value, asked.Add), StringComparer.Ordinal);
        var options = new RunOptions(pipeline, items, refusing, new ReplayStore(memory, source, find))
        {
            // Everything unknown is refused alike here, and all of it is to be found.
            HoldAfter = null,
        };
        var result = loop.Run("overlay", async node =>
        {
            using var run = new Run(node, with(options));
            return await run.RunAsync(CancellationToken.None);
        });
        return new(asked, memory, result);
    }

    /// <summary>The pipeline without the stages that wait for all items.</summary>
    public static Pipeline WithoutBatch(Pipeline pipeline)
    {
        var left = pipeline.Stages.Where(stage => !stage.IsOnce || pipeline.IsBefore(stage)).ToList();
        return left.Count == pipeline.Stages.Count ? pipeline : new(pipeline.Name, left);
    }
}
