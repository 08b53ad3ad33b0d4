using Pressrun.Cli.Hosting;
using Pressrun.Pipelines.Building;
using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>
/// The batch whose journals are kept: a folder with a pipeline file, as a user has it, worked through in virtual time
/// by the engine and the store as shipped. The same moments give the same bytes.
/// </summary>
/// <param name="folder">The folder of the pipeline file; its store lies below.</param>
internal sealed class Almanac(string folder)
{
    private readonly LoadedPipeline _loaded =
        PipelineLoader.Load(new(Path.Combine(folder, "almanac.yaml"), "almanac.yaml"));

    private readonly List<Sending> _sent = [];

    /// <summary>The store's folder.</summary>
    public string Store { get; } = StoreOf(folder);

    /// <summary>What was sent, in the order in which it was.</summary>
    public IReadOnlyList<Sending> Sent => _sent;

    /// <summary>The definition, with the judge.</summary>
    public Pipeline Pipeline => new(
        _loaded.Pipeline.Name, [.. _loaded.Pipeline.Stages.Select(stage => stage.Name == "script"
            ? stage with { Gates = [.. stage.Gates, new Judge()] }
            : stage)]);

    /// <summary>Where the store of such a folder lies.</summary>
    public static string StoreOf(string folder) => Path.Combine(folder, ".pressrun", "almanac");

    /// <summary>
    /// The first days, before there was a judge, to their end: what a later run remembers its answers from.
    /// </summary>
    public async Task<RunResult> BeginAsync(DateTimeOffset start, int days) => (await LiveAsync(
        start, new(_loaded.Pipeline, ItemSource.Of([.. _loaded.Items.Source.Read().Take(days)]), Nobody, Nothing),
        null, () => { }))!;

    /// <summary>One life of the whole batch, to its end.</summary>
    public async Task<RunResult> RunAsync(DateTimeOffset start) =>
        (await LiveAsync(start, new(Pipeline, _loaded.Items.Source, Nobody, Nothing), null, () => { }))!;

    /// <summary>One life of the batch, in whose midst the folder is looked at; what comes later is lost.</summary>
    /// <param name="start">When it begins, on the wall.</param>
    /// <param name="cut">How long it lives.</param>
    /// <param name="isRetry">Whether what has failed is tried again.</param>
    /// <param name="look">Takes what a process killed at that moment leaves.</param>
    public async Task KillAsync(DateTimeOffset start, TimeSpan cut, bool isRetry, Action look)
    {
        var options = new RunOptions(Pipeline, _loaded.Items.Source, Nobody, Nothing)
        {
            Reopenings = isRetry ? Retrying.Find(Store, _loaded, isNamed: false) : [],
        };
        await LiveAsync(start, options, cut, look);
    }

    /// <summary>The services, over a store.</summary>
    public Dictionary<string, IProvider> Providers(IStore store, TimeProvider time) =>
        Narrator.Services.ToDictionary(
            service => service.Key,
            IProvider (service) => new Spill(
                new Narrator(service.Value, time, _sent.Add), store,
                call => call.Request.Provider is "elevenlabs" or "local"),
            StringComparer.Ordinal);

    private static IReadOnlyDictionary<string, IProvider> Nobody { get; } = new Dictionary<string, IProvider>();

    private static IStore Nothing => null!;

    private async Task<RunResult?> LiveAsync(DateTimeOffset start, RunOptions options, TimeSpan? cut, Action look)
    {
        using var loop = new Loop(new VirtualWaiter(start));
        var session = SqliteDialect.Session.Replace("synchronous=FULL", "synchronous=OFF", StringComparison.Ordinal);
        var store = SqlStore.Open(
            Store, loop.Node("clock").Time, new SqliteDialect(session), _ => new InlineWorker());
        await using (store)
        {
            var near = new NearStore(store);
            return loop.Run("engine", async node =>
            {
                using var run = new Run(node, options with
                {
                    Providers = Providers(near, node.Time),
                    Store = near,
                    Budget = _loaded.Budget with { Day = new(1_500_000) },
                    Holder = "pressrun 7 on mill",
                });
                var running = run.RunAsync(CancellationToken.None);
                if (cut is not { } moment)
                {
                    return await running;
                }

                await Task.WhenAny(running, Task.Delay(moment, node.Time));
                Assert.False(running.IsCompleted, "The run came to its end before it was cut.");
                look();
                return null;
            });
        }
    }
}
