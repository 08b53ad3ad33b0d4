using System.Runtime.ExceptionServices;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;
using Pressrun.Tests.Rigging;
using Pressrun.Timing;

namespace Pressrun.Tests.Journaling;

/// <summary>A journal over a watched store, in virtual time.</summary>
internal sealed class Ledger : IDisposable
{
    private readonly VirtualWaiter _waiter = new(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero));
    private readonly Loop _loop;

    public Ledger(TimeSpan pulseEvery = default)
    {
        _loop = new(_waiter);
        Memory = new(new Clock(_waiter));
        Store = new(Memory);
        Node = _loop.Node("engine");
        Lease = Memory.Image.Claim(new("p", "tests", "0000abcd"))!;
        var noLanes = new Dictionary<string, string>(StringComparer.Ordinal);
        var pulse = new PulseWriter(Node, State, () => noLanes, pulseEvery);
        Journal = new(Node, Store, Lease, State, pulse);
    }

    public MemoryStore Memory { get; }

    public WatchedStore Store { get; }

    public Node Node { get; }

    public RunLease Lease { get; }

    public RunState State { get; } = new();

    public Journal Journal { get; }

    public IEnumerable<Record> Durable => Memory.Image.Entries.SelectMany(entry => entry);

    public static Record Note(int number) => new Record.Note(0, "test", $"{number}");

    /// <summary>As many appends as it says, all in one turn.</summary>
    public Task AppendAsync(int notes) =>
        Task.WhenAll(Enumerable.Range(1, notes).Select(number => Journal.AppendAsync(Note(number))));

    public void Dispose() => _loop.Dispose();

    /// <summary>Does something on the loop, to its end.</summary>
    public void Do(Func<Task> work)
    {
        var done = Node.StartAsync(work);
        Until(() => done.IsCompleted);
        if (done.Exception?.InnerException is { } failure)
        {
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    public void Until(Func<bool> done)
    {
        for (var step = 0; !done(); step++)
        {
            Assert.True(step < 1_000_000 && _loop.Step(), $"It does not come to an end: {_loop.Describe()}");
        }
    }
}
