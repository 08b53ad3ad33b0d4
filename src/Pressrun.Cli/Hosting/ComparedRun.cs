using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Rehearsing;
using Pressrun.Reporting;
using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Cli.Hosting;

/// <summary>A whole run in virtual time, with stand-ins for all that would be asked: how long would it take?</summary>
/// <param name="Elapsed">The time it took, virtual.</param>
/// <param name="Calls">How many calls of models were answered.</param>
/// <param name="Bound">What bound it; null if nothing was asked.</param>
/// <param name="Trouble">Why it did not come to its end; null if it did.</param>
internal sealed record ComparedRun(TimeSpan Elapsed, long Calls, Bound? Bound, string? Trouble)
{
    /// <summary>How long a call takes where the pipeline does not say.</summary>
    public static TimeSpan UsualLatency { get; } = TimeSpan.FromSeconds(10);

    /// <summary>Runs.</summary>
    /// <param name="pipeline">The pipeline, as it would be run.</param>
    /// <param name="folder">Its folder.</param>
    /// <param name="start">The wall clock as it begins: prices and limits are those of that day.</param>
    /// <param name="workers">The most items in work at a time, 1 for one call at a time; null leaves it open.</param>
    /// <param name="hasLimits">Whether the limits of services hold.</param>
    /// <exception cref="CommandException">It asks for something that nothing here stands in for.</exception>
    public static ComparedRun Of(
        LoadedPipeline pipeline, string folder, DateTimeOffset start, int? workers, bool hasLimits)
    {
        using var loop = new Loop(new VirtualWaiter(start));
        var time = loop.Node("clock").Time;
        var store = new MemoryStore(time);
        using var real = Providers.ForReading(pipeline, folder, store, time);
        var services = pipeline.Services.SelectMany(service => (string[])
            [service.Provider, $"{service.Provider} batch"]).Append("offline").ToHashSet(StringComparer.Ordinal);
        var (calls, missing) = (0L, (Call?)null);
        var providers = real.All.ToDictionary(provider => provider.Key, Seams.IProvider (provider) =>
            new ComparedProvider(provider.Value, services.Contains(provider.Key), hasLimits, store, time)
            {
                LatencyOf = call =>
                {
                    calls++;
                    return pipeline.Latencies.GetValueOrDefault(call.Stage, UsualLatency);
                },
                Missing = call => missing ??= call,
            }, StringComparer.Ordinal);
        var options = new RunOptions(pipeline.Pipeline, pipeline.Items.Source, providers, store)
        {
            Selects = pipeline.Selects,
            Window = workers,
            CallsAtOnce = workers == 1 ? 1 : null,
            PulseEvery = TimeSpan.Zero,
            HoldAfter = null,
        };
        var result = loop.Run("compare", async node =>
        {
            using var run = new Run(node, options);
            return await run.RunAsync(CancellationToken.None);
        });
        return missing is null
            ? new(TimeSpan.FromTicks(loop.Now), calls, result.Bound, Fault(result))
            : throw new CommandException(ExitCode.Usage,
                $"stage `{missing.Stage}` cannot be compared: so far stand-ins in virtual time are there for `ask`, "
                + "`render`, `join` of texts, `save` and `put`");
    }

    private static string? Fault(RunResult result) =>
        result.Ending is not (RunEnding.Complete or RunEnding.Stopped or RunEnding.Nothing)
            ? result.Cause
            : result.Items.GetValueOrDefault(ItemState.Failed) is > 0 and var failed ? $"{failed} items failed" : null;
}
