using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Views;
using Pressrun.Stages;
using Pressrun.Surfaces.Tests.Commands;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Timing;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>Runs that cost money, in the folder of a shell, all on 21 November 2026.</summary>
internal static class Works
{
    public static readonly TimeProvider Time = new FarTime(new(2026, 11, 21, 9, 30, 0, TimeSpan.Zero));

    /// <summary>An item of every kind there is.</summary>
    public static readonly string[] All = ["plain", "cached", "dull", "shape", "odd", "broken", "lost"];

    /// <summary>A shell with one run of some items.</summary>
    public static Shell Make(params string[] items)
    {
        var shell = new Shell();
        Run(shell, "anna", items);
        return shell;
    }

    /// <summary>A run; with another voice than the one before, a new one.</summary>
    public static void Run(Shell shell, string voice, params string[] items)
    {
        var pipeline = new Pipeline("book", [
            new("script", new Writing()) { Gates = [new Liveliness()] },
            new("voice", new Speaking(voice)) { Needs = ["script"] },
        ]);
        var providers = new Dictionary<string, IProvider>(StringComparer.Ordinal) { ["openai"] = new PaidProvider() };
        var source = ItemSource.Of([.. items.Select(key => new Item(key, "{}") { Title = $"About {key}" })]);
        var store = SqlStore.Open(shell.PathOf(".pressrun/book"), Time);
        try
        {
            using var loop = new Loop(new RealWaiter());
            loop.Run("engine", async node =>
            {
                using var run = new Run(node, new(pipeline, source, providers, store) { Window = 1 });
                return await run.RunAsync(CancellationToken.None);
            });
        }
        finally
        {
            store.DisposeAsync().AsTask().GetAwaiter().GetResult();
        }
    }

    /// <summary>Carries a command out a day later; what differs from run to run is replaced.</summary>
    public static (int Code, string Output, string Error) Ask(Shell shell, params string[] words)
    {
        var later = new FarTime(Time.GetUtcNow().AddDays(1));
        var (code, output, error) = Bench.Run(shell, later, words);
        using var views = StoreViews.Open(shell.PathOf(".pressrun/book"));
        foreach (var run in views?.Runs(10) ?? [])
        {
            output = output.Replace(run.Id, $"run{run.No}", StringComparison.Ordinal)
                .Replace(run.ShortId, $"r{run.No}", StringComparison.Ordinal);
        }

        return (code, output.ReplaceLineEndings("\n"), error.ReplaceLineEndings("\n"));
    }
}
