using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Batches;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Timing;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>
/// Runs of a pipeline `p` whose process dies when the first call of a provider has been carried out: of the bench's,
/// while its first script is being written.
/// </summary>
internal static class Cut
{
    /// <summary>Puts into a shell's folder what such a process leaves.</summary>
    /// <param name="shell">The shell.</param>
    /// <param name="worstCase">The most the lost call may have cost, in millionths of a dollar.</param>
    /// <param name="losing">The provider whose call is lost.</param>
    /// <returns>What the lost call would have answered.</returns>
    public static Reply Run(Shell shell, long worstCase, string losing = "offline")
    {
        Reply? lost = null;
        var living = shell.PathOf("living");
        Live(shell, living, worstCase, losing, null, provider => provider.Cut = () =>
        {
            Copy(living, shell.PathOf(".pressrun/p"));
            lost = provider.Found;
        });
        Directory.Delete(living, recursive: true);
        return lost!;
    }

    /// <summary>The next life, with a provider of which a lost call is found out in another way.</summary>
    public static void GoOn(Shell shell, RecoveryWay recovery, Reply? found = null) =>
        Live(shell, shell.PathOf(".pressrun/p"), 0, "offline", recovery, provider => provider.Found = found);

    private static void Live(
        Shell shell, string folder, long worstCase, string name, RecoveryWay? recovery, Action<LosingProvider> with)
    {
        var pipeline = PipelineLoader.Load(new(shell.PathOf("p.yaml"), "p.yaml"));
        var store = SqlStore.Open(folder, TimeProvider.System);
        try
        {
            using var providers = new Cli.Hosting.Providers(
                pipeline, new Dictionary<string, string>(), new BatchLog(folder), contact: null, shell.Folder, store,
                store.Scratch, TimeProvider.System, () => []);
            var inner = providers.All[name];
            var losing = new LosingProvider(inner, new(worstCase), recovery ?? inner.Profile.Recovery);
            with(losing);
            var all = new Dictionary<string, IProvider>(providers.All, StringComparer.Ordinal) { [name] = losing };
            using var loop = new Loop(new RealWaiter());
            loop.Run("engine", async node =>
            {
                using var run = new Run(node, new(pipeline.Pipeline, pipeline.Items.Source, all, store)
                {
                    Budget = pipeline.Budget,
                    // Nothing is being written while the folder is copied.
                    Window = 1,
                    PulseEvery = TimeSpan.Zero,
                });
                return await run.RunAsync(CancellationToken.None);
            });
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var place = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(place)!);
            if (Path.GetFileName(file) == "lock")
            {
                // It is held by this process; whoever died has let it go.
                File.WriteAllText(place, "somebody\n");
            }
            else if (!file.EndsWith("-shm", StringComparison.Ordinal))
            {
                File.Copy(file, place);
            }
        }
    }
}
