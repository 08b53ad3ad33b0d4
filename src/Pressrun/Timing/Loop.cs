using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace Pressrun.Timing;

/// <summary>
/// One thread, one clock: every decision of the engine is taken here, one task at a time, so that nothing needs a lock
/// and a simulation can repeat a run exactly. The same code runs in production and in virtual time.
/// </summary>
public sealed class Loop : IDisposable
{
    private const int StaleMin = 1024;

    // Reading the real clock costs as much as a short task; virtual time stands still while anything can run.
    private const int TurnsPerClock = 16;

    // Set once by the constructor.
    private readonly IWaiter _waiter;
    private readonly Picker? _picker;
    private readonly Func<int, Node> _nodeOf;

    // Touched on the loop only.
    private readonly Queue<Work> _queue = new();
    private readonly List<Work> _runnable = [];
    private readonly List<Node> _nodes = [];
    private PriorityQueue<Entry, (long Due, long Number)> _timers = new();
    private int _staleTimers;
    private long _numbers;
    private int _thread;
    private int _turns;
    private Exception? _failure;

    // The only doors for other threads.
    private readonly ConcurrentQueue<Work> _inbox = new();
    private readonly AutoResetEvent _posted = new(initialState: false);
    private int _isWaiting;

    /// <param name="waiter">The clock.</param>
    /// <param name="picker">Chooses among runnable tasks in a simulation; null runs them first in, first out.</param>
    public Loop(IWaiter waiter, Picker? picker = null)
    {
        _waiter = waiter;
        _picker = picker;
        _nodeOf = index => _runnable[index].Node;
        _thread = Environment.CurrentManagedThreadId;
    }

    /// <summary>Time since the loop began, in units of 100 ns.</summary>
    public long Now => _waiter.Now;

    /// <summary>Wall time; may jump.</summary>
    public DateTimeOffset UtcNow => _waiter.UtcNow;

    /// <summary>Whether the calling thread is the loop's.</summary>
    public bool IsCurrent => Environment.CurrentManagedThreadId == _thread;

    /// <summary>Whether nothing is left to run at this moment of virtual time.</summary>
    internal bool IsIdle => _queue.Count == 0 && _runnable.Count == 0 && _inbox.IsEmpty
        && !(_timers.TryPeek(out _, out var key) && key.Due <= Now);

    /// <summary>Makes a node.</summary>
    public Node Node(string name)
    {
        var node = new Node(this, name);
        _nodes.Add(node);
        return node;
    }

    /// <summary>Runs work on a new node, on this thread, until it ends; throws what it throws.</summary>
    public T Run<T>(string name, Func<Node, Task<T>> work)
    {
        _thread = Environment.CurrentManagedThreadId;
        var node = Node(name);
        T result = default!;
        var main = node.StartAsync(async () => result = await work(node));
        while (!main.IsCompleted)
        {
            if (!Step())
            {
                throw new StuckException($"Nothing can ever happen again, and `{name}` is not finished: {Describe()}.");
            }
        }

        if (main is { IsFaulted: true, Exception.InnerException: { } failure })
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        return main.IsCanceled ? throw new OperationCanceledException() : result;
    }

    /// <summary>
    /// One turn: takes the inbox, fires due timers, runs one task; with nothing there, lets time pass. Returns false if
    /// nothing can ever happen again. Throws what a detached task threw, and <see cref="StuckException"/> if a watched
    /// node can never go on.
    /// </summary>
    public bool Step()
    {
        TakeInbox();
        if (_queue.Count == 0 || unchecked(++_turns) % TurnsPerClock == 0)
        {
            FireTimers();
        }

        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }

        if (TryTake(out var work))
        {
            Execute(work);
            return true;
        }

        return Wait();
    }

    /// <summary>Throws if the calling thread is not the loop's: the engine's state is touched here only.</summary>
    public void Check()
    {
        if (!IsCurrent)
        {
            throw new InvalidOperationException("This is done on the loop only; use Node.Post or Node.Ask.");
        }
    }

    /// <summary>
    /// Makes the calling thread the loop's, for a host that steps it from another thread than it was made on.
    /// </summary>
    public void Adopt() => _thread = Environment.CurrentManagedThreadId;

    /// <inheritdoc/>
    public void Dispose() => _posted.Dispose();

    /// <summary>What each node has left to do, for the message of whoever finds it stuck.</summary>
    internal string Describe() => string.Join("; ", _nodes.Where(node => !node.IsDead).Select(node =>
        $"{node.Name}: {node.Runnable} runnable, {node.Timers} timers, {node.Outside} outside"));

    /// <summary>Ends the loop with a failure that nobody awaited.</summary>
    internal void Fail(Exception failure) => _failure ??= failure;

    internal void Queue(Node node, Task task)
    {
        if (IsCurrent)
        {
            Enqueue(new(node, task));
            return;
        }

        if (_picker is not null)
        {
            // In a simulation nothing comes from outside: whoever is here has left the loop.
            throw new InvalidOperationException(
                $"Work of node {node.Name} escaped the loop:\n{Environment.StackTrace}");
        }

        _inbox.Enqueue(new(node, task));
        if (Volatile.Read(ref _isWaiting) == 1)
        {
            Wake();
        }
    }

    private void Wake()
    {
        try
        {
            _posted.Set();
        }
        catch (ObjectDisposedException)
        {
            // It stopped waiting and was disposed of meanwhile: nobody is left to wake.
        }
    }

    internal void Schedule(LoopTimer timer, long due, int version) =>
        _timers.Enqueue(new(timer, version), (due, ++_numbers));

    internal void Unschedule()
    {
        // Without this, one long deadline a call keeps hundreds of thousands of dead entries alive.
        if (++_staleTimers > StaleMin && _staleTimers > _timers.Count / 2)
        {
            _timers = new(_timers.UnorderedItems.Where(entry => entry.Element.IsLive));
            _staleTimers = 0;
        }
    }

    private void Enqueue(Work work)
    {
        if (work.Node.IsDead)
        {
            return;
        }

        work.Node.Runnable++;
        if (_picker is null)
        {
            _queue.Enqueue(work);
        }
        else
        {
            _runnable.Add(work);
        }
    }

    private void TakeInbox()
    {
        if (_inbox.IsEmpty)
        {
            return;
        }

        while (_inbox.TryDequeue(out var work))
        {
            Enqueue(work);
        }
    }

    private void FireTimers()
    {
        while (_timers.TryPeek(out var entry, out var key) && (!entry.IsLive || key.Due <= Now))
        {
            _timers.Dequeue();
            if (!entry.IsLive)
            {
                _staleTimers = Math.Max(0, _staleTimers - 1);
                continue;
            }

            _picker?.Note(key.Number);
            entry.Timer.Fire();
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryTake(out Work work)
    {
        if (_picker is null)
        {
            return _queue.TryDequeue(out work);
        }

        if (_runnable.Count == 0)
        {
            work = default;
            return false;
        }

        var index = _picker.Pick(_runnable.Count, _nodeOf);
        _picker.Note(index);
        work = _runnable[index];
        _runnable[index] = _runnable[^1];
        _runnable.RemoveAt(_runnable.Count - 1);
        return true;
    }

    private static void Execute(Work work)
    {
        work.Node.Runnable--;
        if (!work.Node.IsDead)
        {
            work.Node.Execute(work.Task);
        }
    }

    private bool Wait()
    {
        foreach (var node in _nodes)
        {
            if (node is { IsDead: false, Stuck: { } stuck, Runnable: 0, Timers: 0, Outside: 0 } && _inbox.IsEmpty)
            {
                if (!stuck())
                {
                    throw new StuckException($"Nothing of `{node.Name}` can go on, and it is not finished.");
                }

                return true;
            }
        }

        var due = _timers.TryPeek(out _, out var key) ? key.Due : long.MaxValue;
        Volatile.Write(ref _isWaiting, 1);
        try
        {
            Interlocked.MemoryBarrier();
            return !_inbox.IsEmpty || _waiter.Wait(due, _posted);
        }
        finally
        {
            Volatile.Write(ref _isWaiting, 0);
        }
    }

    private readonly record struct Work(Node Node, Task Task);

    private readonly record struct Entry(LoopTimer Timer, int Version)
    {
        public bool IsLive => Timer.IsArmed && Timer.Version == Version && !Timer.Node.IsDead;
    }
}
