using System.Diagnostics.CodeAnalysis;

namespace Pressrun.Timing;

/// <summary>
/// What a process is to a loop: the scheduler of all its tasks and the owner of its timers. In production there is one;
/// a simulation gives the engine, the world and each worker one, and may kill any of them.
/// </summary>
public sealed class Node : TaskScheduler
{
    private readonly Loop _loop;

    internal Node(Loop loop, string name)
    {
        _loop = loop;
        Name = name;
        Time = new(this, loop);
    }

    /// <summary>The name, for messages and pickers.</summary>
    public string Name { get; }

    /// <summary>The node's clock; touched on the loop only.</summary>
    public LoopTime Time { get; }

    /// <summary>Wall time in microseconds since 1970, UTC, as the journal writes it; may jump.</summary>
    public long WallMicros => (_loop.UtcNow - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>The loop.</summary>
    public Loop Loop => _loop;

    /// <summary>Whether it has been killed.</summary>
    public bool IsDead { get; private set; }

    /// <summary>
    /// Asked when nothing of this node can ever run again: true means it has found itself something to do; false or
    /// null ends the loop with a <see cref="StuckException"/>. Only a node that has one is watched.
    /// </summary>
    public Func<bool>? Stuck { get; set; }

    /// <inheritdoc/>
    public override int MaximumConcurrencyLevel => 1;

    /// <summary>Queued tasks; touched on the loop only.</summary>
    internal int Runnable { get; set; }

    /// <summary>Timers that will fire; touched on the loop only.</summary>
    internal int Timers { get; set; }

    /// <summary>Awaited operations outside the loop; touched on the loop only.</summary>
    internal int Outside { get; private set; }

    /// <summary>Starts work on this node; the task ends as the work does.</summary>
    public Task StartAsync(Func<Task> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this).Unwrap();

    /// <summary>Starts work nobody waits for; if it fails, the loop ends with its exception.</summary>
    public void Detach(Func<Task> work) => Post(() => _ = GuardAsync(work));

    /// <summary>Runs an action on the node later; may be called from any thread.</summary>
    public void Post(Action action) => _ =
        Task.Factory.StartNew(action, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Reads something on the node; may be called from any thread.</summary>
    public Task<T> AskAsync<T>(Func<T> read) =>
        Task.Factory.StartNew(read, CancellationToken.None, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>An operation outside the loop begins; see <see cref="LeaveAsync(Task)"/>.</summary>
    internal void Enter() => Outside++;

    /// <summary>An operation outside the loop has ended.</summary>
    internal void Exit() => Outside--;

    /// <summary>
    /// Awaits an operation that ends outside the loop, so that the node does not count as stuck meanwhile.
    /// </summary>
    public async Task<T> LeaveAsync<T>(Task<T> operation)
    {
        if (operation.IsCompleted)
        {
            return await operation;
        }

        Enter();
        try
        {
            return await operation;
        }
        finally
        {
            Exit();
        }
    }

    /// <inheritdoc cref="LeaveAsync{T}"/>
    public async Task LeaveAsync(Task operation)
    {
        if (operation.IsCompleted)
        {
            await operation;
            return;
        }

        Enter();
        try
        {
            await operation;
        }
        finally
        {
            Exit();
        }
    }

    /// <summary>
    /// Reads a sequence that is made outside the loop, so that the node does not count as stuck meanwhile.
    /// </summary>
    public async IAsyncEnumerable<T> ReadOutsideAsync<T>(IAsyncEnumerable<T> sequence)
    {
        var reader = sequence.GetAsyncEnumerator();
        await using (reader)
        {
            while (await LeaveAsync(reader.MoveNextAsync().AsTask()))
            {
                yield return reader.Current;
            }
        }
    }

    /// <summary>
    /// Ends the node as a process ends: queued tasks, timers and whatever arrives later are dropped, finally blocks
    /// included.
    /// </summary>
    public void Kill() => IsDead = true;

    [SuppressMessage("Design", "CA1031", Justification = "The failure is handed to whoever runs the loop.")]
    private async Task GuardAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (Exception error)
        {
            _loop.Fail(error);
        }
    }

    internal bool Execute(Task task) => TryExecuteTask(task);

    /// <inheritdoc/>
    protected override void QueueTask(Task task) => _loop.Queue(this, task);

    /// <inheritdoc/>
    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => false;

    /// <inheritdoc/>
    protected override IEnumerable<Task> GetScheduledTasks() => [];
}
