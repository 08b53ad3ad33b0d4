using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Journaling;

/// <summary>
/// The one way anything becomes durable: what is appended is folded into the run's state when, and only when, the store
/// has acknowledged it. Appends of one turn of the loop share one commit; while it is under way the next one fills.
/// Used on the loop only.
/// </summary>
internal sealed class Journal
{
    // Two: the disk has the next group at hand when it is done with one, and no group waits behind a long queue.
    private const int GroupsInFlightMax = 2;
    private static readonly TimeSpan RetryEvery = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan RetryMax = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan HurriedMax = TimeSpan.FromSeconds(5);

    private readonly Node _node;
    private readonly IStore _store;
    private readonly RunLease _lease;
    private readonly RunState _state;
    private readonly PulseWriter _pulse;
    private readonly Queue<Group> _waiting = new();
    private Group? _filling;
    private readonly List<Group> _inFlight = [];
    private bool _isFlushQueued;
    private StoreException? _failure;
    private int _inTrouble;
    private bool _isHurried;
    private Task _confirming = Task.CompletedTask;

    public Journal(Node node, IStore store, RunLease lease, RunState state, PulseWriter pulse)
    {
        (_node, _store, _lease, _state, _pulse) = (node, store, lease, state, pulse);
        pulse.Attach(WriteAsync);
    }

    /// <summary>Told when the store is in trouble that may pass, and with null when it has passed.</summary>
    public Action<StoreException?> Trouble { get; set; } = _ => { };

    /// <summary>Told when the store will never take anything again under this claim.</summary>
    public Action<StoreException> Lost { get; set; } = _ => { };

    /// <summary>
    /// Whether the state contains everything the store has acknowledged; false once the store is lost.
    /// </summary>
    public bool IsSettled => _failure is null;

    /// <summary>When the latest commit was handed in that the store has taken: then the run was ours.</summary>
    public TimeSpan OursAt { get; private set; }

    /// <summary>Makes a record durable; completes when it is, and when the state contains it.</summary>
    public Task AppendAsync(Record record)
    {
        var group = Fill(1);
        group.Records.Add(record);
        return group.Folded.Task;
    }

    /// <summary>Makes two records durable in one step.</summary>
    public Task AppendAsync(Record first, Record second)
    {
        var group = Fill(2);
        group.Records.Add(first);
        group.Records.Add(second);
        return group.Folded.Task;
    }

    /// <summary>Makes several records durable in one step; at most <see cref="Batch.RecordsMax"/>.</summary>
    public Task AppendAsync(IReadOnlyList<Record> records)
    {
        var group = Fill(records.Count);
        group.Records.AddRange(records);
        return group.Folded.Task;
    }

    /// <summary>
    /// Keeps content beside the records; durable when it completes. Waits like a record while there is no room; where
    /// there never is, <see cref="Lost"/> is told and it is cancelled.
    /// </summary>
    public async Task<Blob> PutAsync(ReadOnlyMemory<byte> content)
    {
        var putting = PutOnceAsync();
        try
        {
            await BePatientAsync(putting, () => { }, () => putting = PutOnceAsync());
        }
        catch (StoreException failure)
        {
            // The run ends here; what is in flight may still find its way into the journal.
            Lost(failure);
            throw new OperationCanceledException(failure.Message, failure);
        }

        return await putting;

        Task<Blob> PutOnceAsync()
        {
            try
            {
                return _store.PutAsync(new MemoryStream(content.ToArray(), writable: false), CancellationToken.None);
            }
            catch (StoreException failure)
            {
                return Task.FromException<Blob>(failure);
            }
        }
    }

    /// <summary>A result as the journal keeps it: a text too large for it lies in a blob.</summary>
    public async ValueTask<Output> KeepAsync(Output output)
    {
        if (output.Text is not { } text || text.Length * 3L <= Body.InlineMax)
        {
            return output;
        }

        var body = Body.FromText(text);
        return body.Length <= Body.InlineMax
            ? output
            : Output.Known(null, await PutAsync(body.Bytes), output.Hash);
    }

    /// <summary>Waits for no store in trouble any more, but for seconds.</summary>
    public void Hurry() => _isHurried = true;

    /// <summary>Writes all folds now; completes when they are durable.</summary>
    public Task PulseAsync()
    {
        _node.Loop.Check();
        return _failure is { } failure ? Task.FromException(failure) : _pulse.WriteAsync();
    }

    /// <summary>
    /// Finds out whether the run is still ours; completes when the store has taken something, and fails when it is
    /// somebody else's.
    /// </summary>
    public Task ConfirmAsync() => _confirming.IsCompleted ? _confirming = PulseAsync() : _confirming;

    private Group Fill(int count)
    {
        _node.Loop.Check();
        if (_failure is { } failure)
        {
            throw new StoreException(failure.Fault, failure.Message, failure);
        }

        if (_filling is { } full && full.Records.Count + count > Batch.RecordsMax)
        {
            _waiting.Enqueue(full);
            _filling = null;
        }

        QueueFlush();
        return _filling ??= new();
    }

    // At the end of the queue, so that everything this turn still appends goes along.
    private void QueueFlush()
    {
        if (!_isFlushQueued && _inFlight.Count < GroupsInFlightMax)
        {
            _isFlushQueued = true;
            _node.Detach(() =>
            {
                _isFlushQueued = false;
                Flush();
                return Task.CompletedTask;
            });
        }
    }

    private void Flush()
    {
        while (_inFlight.Count < GroupsInFlightMax && Next() is { } group)
        {
            // Handed to the store here and now: what is folded in this order must become durable in this order.
            var committing = HandAsync(group);
            _node.Detach(() => CommitAsync(group, committing));
        }
    }

    private Task HandAsync(Group group)
    {
        _inFlight.Add(group);
        group.HandedAt = _node.Time.Now;
        try
        {
            return _store.CommitAsync(new(_lease, group.Records, group.Pulse), CancellationToken.None);
        }
        catch (StoreException failure)
        {
            return Task.FromException(failure);
        }
    }

    private Group? Next()
    {
        if (_waiting.TryDequeue(out var group))
        {
            return group;
        }

        (group, _filling) = (_filling, null);
        return group;
    }

    private Task WriteAsync(Pulse pulse)
    {
        if (_failure is { } lost)
        {
            // Its memo would claim what was in the group that was lost.
            return Task.FromException(lost);
        }

        var group = new Group { Pulse = pulse };
        if (_filling is { } filling)
        {
            _waiting.Enqueue(filling);
            _filling = null;
        }

        _waiting.Enqueue(group);
        QueueFlush();
        return group.Folded.Task;
    }

    private async Task CommitAsync(Group group, Task committing)
    {
        try
        {
            await BePatientAsync(committing, () => TakeBack(group), () => HandAsync(group));
        }
        catch (StoreException failure)
        {
            group.Folded.TrySetException(failure);
            TakeBack(group);
            Fail(failure);
            return;
        }

        group.IsDurable = true;
        OursAt = group.HandedAt > OursAt ? group.HandedAt : OursAt;
        Fold();
        Flush();
    }

    // In the order in which groups became durable, whoever is heard of first: what a memo says it contains must be
    // everything up to its seq.
    private void Fold()
    {
        while (_inFlight.Count > 0 && _inFlight[0].IsDurable)
        {
            var group = _inFlight[0];
            _inFlight.RemoveAt(0);
            foreach (var record in group.Records)
            {
                _state.Apply(record);
                _pulse.Note(record);
            }

            group.Folded.SetResult();
        }
    }

    // A store that is full or busy may recover: what is paid for is kept in memory and tried again meanwhile.
    private async Task BePatientAsync(Task step, Action refused, Func<Task> again)
    {
        TimeSpan? since = null;
        try
        {
            while (true)
            {
                try
                {
                    await _node.LeaveAsync(step);
                    return;
                }
                catch (StoreException failure) when (failure.MayPass && _failure is null)
                {
                    // Counted from the first refusal: a machine that slept meanwhile has lost no patience.
                    _inTrouble += since is null ? 1 : 0;
                    since ??= _node.Time.Now;
                    if (_node.Time.Now - since >= (_isHurried ? HurriedMax : RetryMax))
                    {
                        throw;
                    }

                    Trouble(failure);
                    refused();
                }

                await Task.Delay(RetryEvery, _node.Time);
                step = again();
            }
        }
        finally
        {
            if (since is not null && --_inTrouble == 0)
            {
                Trouble(null);
            }
        }
    }

    // Whatever the store takes meanwhile stands before it.
    private void TakeBack(Group group)
    {
        _inFlight.Remove(group);
        Fold();
    }

    private void Fail(StoreException failure)
    {
        var isFirst = _failure is null;
        _failure ??= failure;
        foreach (var waiting in _waiting)
        {
            waiting.Folded.TrySetException(failure);
        }

        _waiting.Clear();
        _filling?.Folded.TrySetException(failure);
        _filling = null;
        if (isFirst)
        {
            Lost(failure);
        }
    }

    private sealed class Group
    {
        public List<Record> Records { get; } = [];

        public TimeSpan HandedAt { get; set; }

        public bool IsDurable { get; set; }

        public Pulse? Pulse { get; init; }

        public TaskCompletionSource Folded { get; } = new();
    }
}
