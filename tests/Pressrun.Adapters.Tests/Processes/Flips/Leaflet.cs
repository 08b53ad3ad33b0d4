using System.Globalization;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;
using Pressrun.Stages;
using Pressrun.Timing;
using Pressrun.Victim;

namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>
/// A small batch that uses all a store holds: texts, blobs, verdicts, parts. Worked through on the thread of the test.
/// </summary>
/// <param name="provider">Answers.</param>
internal sealed class Leaflet(AnsweringProvider provider)
{
    private const int Items = 24;

    /// <summary>One life of the run.</summary>
    /// <param name="folder">The store's folder.</param>
    /// <param name="callsMax">After how many calls it is told to stop.</param>
    public async Task<RunResult> RunAsync(string folder, int callsMax = int.MaxValue)
    {
        var session = SqliteDialect.Session.Replace("synchronous=FULL", "synchronous=OFF", StringComparison.Ordinal);
        var store = SqlStore.Open(
            folder, TimeProvider.System, new SqliteDialect(session), _ => new InlineWorker());
        await using (store)
        {
            using var loop = new Loop(new RealWaiter());
            return loop.Run("engine", async node =>
            {
                using var run = new Run(node, Options(store));
                provider.Asking = () =>
                {
                    if (--callsMax == 0)
                    {
                        run.Stop();
                    }
                };
                return await run.RunAsync(CancellationToken.None);
            });
        }
    }

    private RunOptions Options(IStore store)
    {
        var pipeline = new Pipeline("leaflet", [
            new("draft", new Line("draft")) { Gates = [new Taste()] },
            new("sound", new Line("sound"))
            {
                Needs = ["draft"],
                Each = new("draft", (_, text) => Part.List([text[..8], text[8..16]]), "eights/1"),
            },
            new("join", new Line("join", "sound")) { Needs = ["sound"] },
        ]);
        var items = Enumerable.Range(1, Items).Select(number => number.ToString(CultureInfo.InvariantCulture))
            .Select(number => new Item($"page-{number}", $$"""{"words":"words of {{number}}"}""")
            {
                Title = $"Page {number}",
            }).ToList();
        var spill = new Spill(provider, store, call => call.Stage == "sound");
        return new(pipeline, ItemSource.Of(items), new Dictionary<string, IProvider>(StringComparer.Ordinal)
        {
            ["answers"] = spill,
        }, store)
        {
            Holder = "leaflet",
        };
    }
}
