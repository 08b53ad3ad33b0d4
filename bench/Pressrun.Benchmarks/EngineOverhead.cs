using System.Diagnostics;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Benchmarks;

/// <summary>How many calls a second the engine itself can carry when providers answer at once.</summary>
internal static class EngineOverhead
{
    public static double Measure(int items, IStore store, Func<IProvider, IProvider> around, int window)
    {
        var pipeline = new Pipeline("overhead", [new("ask", new Echo())]);
        var source = new ItemSource($"{items}", () => Enumerable.Range(1, items).Select(
            number => new Item($"item-{number}", $"{{\"number\":{number}}}")));
        using var loop = new Loop(new RealWaiter());
        var watch = Stopwatch.StartNew();
        var result = loop.Run("engine", async node =>
        {
            using var run = new Run(node, new(pipeline, source,
                new Dictionary<string, IProvider> { ["instant"] = around(new Instant()) }, store)
            {
                Window = window,
            });
            return await run.RunAsync();
        });
        return result.Items[ItemState.Done] == items
            ? items / watch.Elapsed.TotalSeconds
            : throw new InvalidOperationException($"{result}");
    }

    private sealed class Echo : Verb
    {
        public override string Fingerprint => "echo/1";

        public override async Task<Output> RunAsync(StageContext context) =>
            Output.Of((await context.CallAsync(new("instant", "model", context.Item.Input))).Text);
    }

    private sealed class Instant : IProvider
    {
        private static readonly Body Text = Body.FromText("a reply of some length, as replies are");

        public Profile Profile { get; } = new("instant");

        public Demand Estimate(Call call) => new(100, 100, 0, new(100));

        public Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct) =>
            Task.FromResult(new Reply(Outcome.Answered.Instance, Text) { Cost = new(10), Usage = new(100, Output: 50) });

        public Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

        public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);
    }
}
