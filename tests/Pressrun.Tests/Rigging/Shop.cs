using System.Runtime.ExceptionServices;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Tests.Rigging;

/// <summary>A loop in virtual time, a store in memory and a desk: everything a run needs, over several lives.</summary>
internal sealed class Shop : IDisposable
{
    private const int StepsMax = 5_000_000;

    private readonly VirtualWaiter _waiter = new(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly Dictionary<string, Desk> _desks = new(StringComparer.Ordinal);

    public Shop(params IReadOnlyList<Desk> desks)
    {
        Loop = new(_waiter);
        Memory = new(new Clock(_waiter));
        Store = Memory;
        foreach (var desk in desks.DefaultIfEmpty(new Desk("desk")))
        {
            _desks.Add(desk.Profile.Provider, desk);
        }
    }

    public Loop Loop { get; }

    public MemoryStore Memory { get; }

    /// <summary>What runs write to: the memory, or something of a test's around it.</summary>
    public IStore Store { get; set; }

    public Desk Desk => _desks["desk"];

    public IReadOnlyDictionary<string, IProvider> Providers =>
        _desks.ToDictionary(pair => pair.Key, IProvider (pair) => pair.Value, StringComparer.Ordinal);

    public Desk DeskOf(string name) => _desks[name];

    public TimeSpan Now => TimeSpan.FromTicks(Loop.Now);

    /// <summary>Every record ever made durable, in order.</summary>
    public IEnumerable<Record> Journal => Memory.Image.Entries.SelectMany(entry => entry);

    public static Item[] Items(params IReadOnlyList<string> keys) => [.. keys.Select(key => new Item(key, key))];

    public static Pipeline Pipeline(params IReadOnlyList<Stage> stages) => new("p", stages);

    public void Dispose() => Loop.Dispose();

    /// <summary>One life from its beginning to its end.</summary>
    /// <param name="pipeline">The definition.</param>
    /// <param name="items">The items.</param>
    /// <param name="with">Changes the options.</param>
    /// <param name="begun">Meddles with the run while it works; called before it begins.</param>
    public RunResult Run(
        Pipeline pipeline, IReadOnlyCollection<Item> items, Func<RunOptions, RunOptions>? with = null,
        Action<Run, Node>? begun = null)
    {
        var (node, task) = Begin(pipeline, items, with, begun);
        Until(() => task.IsCompleted);
        // What is left of this life does not reach into the next.
        node.Kill();
        if (task.Exception?.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return task.Result;
    }

    /// <summary>One life that ends as a process ends, at the moment <paramref name="when"/> is true.</summary>
    public void Crash(
        Pipeline pipeline, IReadOnlyCollection<Item> items, Func<bool> when,
        Func<RunOptions, RunOptions>? with = null)
    {
        var (node, task) = Begin(pipeline, items, with, begun: null);
        Until(() => when() || task.IsCompleted);
        Assert.False(task.IsCompleted, "The run ended before the crash.");
        node.Kill();
    }

    public (Node Node, Task<RunResult> Task) Begin(
        Pipeline pipeline, IReadOnlyCollection<Item> items, Func<RunOptions, RunOptions>? with,
        Action<Run, Node>? begun)
    {
        var node = Loop.Node("engine");
        foreach (var desk in _desks.Values)
        {
            desk.Time = node.Time;
        }

        var options = new RunOptions(pipeline, ItemSource.Of(items), Providers, Store);
        var run = new Run(node, with?.Invoke(options) ?? options);
        var ended = new TaskCompletionSource<RunResult>();
        _ = node.StartAsync(async () =>
        {
            begun?.Invoke(run, node);
            try
            {
                ended.SetResult(await run.RunAsync());
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        });
        return (node, ended.Task);
    }

    public void Until(Func<bool> done)
    {
        for (var step = 0; !done(); step++)
        {
            Assert.True(step < StepsMax, "It does not come to an end.");
            Assert.True(Loop.Step(), $"Nothing can ever happen again: {Loop.Describe()}");
        }
    }

    /// <summary>Lets a moment of virtual time pass on a node, then acts.</summary>
    public static void After(Node node, TimeSpan delay, Action act) => node.Detach(async () =>
    {
        await Task.Delay(delay, node.Time);
        act();
    });
}
