using System.Diagnostics.CodeAnalysis;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// Carries a call from being wanted to being answered: remembered? → admit → intent → send → reply → settle. The intent
/// is durable before the first byte leaves, the reply before anyone reads it. Used on the loop only.
/// </summary>
internal sealed class Caller(
    Node node, Governor governor, Journal journal, Recall recall) : IDisposable
{
    /// <summary>
    /// How long after the store last took something a call may leave: whoever takes the run over waits as long before
    /// he looks for what was sent. A disk that needs more for one commit sends nothing that had to wait.
    /// </summary>
    public static readonly TimeSpan ClaimLife = TimeSpan.FromSeconds(5);

    private readonly Dictionary<CallKey, Task<Answer>> _asked = [];
    private readonly HashSet<Attempt> _sending = [];
    private readonly List<Lease> _admitted = [];
    private readonly Stack<CancellationTokenSource> _tokens = [];
    private readonly CancellationTokenSource _stop = new();
    private ITimer? _wake;
    private bool _isStopping;

    /// <summary>Whether nothing more is admitted.</summary>
    public bool IsStopping => _isStopping;

    /// <summary>Calls sent and not come back, those given up included.</summary>
    public int Sending { get; private set; }

    /// <summary>Calls somebody waits for.</summary>
    public IEnumerable<Attempt> Awaited => _sending;

    /// <summary>
    /// The answer to a call, read from a durable reply: from the journal if there is one, else from the provider. The
    /// same call wanted twice at the same time is asked once.
    /// </summary>
    /// <exception cref="RestException">It would have to be sent, and may not.</exception>
    public Task<Answer> CallAsync(Asking asking)
    {
        node.Loop.Check();
        if (_asked.TryGetValue(asking.Call.Key, out var same))
        {
            return same;
        }

        var asked = AskAsync(asking);
        if (!asked.IsCompleted)
        {
            _asked.Add(asking.Call.Key, asked);
        }

        return asked;
    }

    /// <summary>Admits nothing any more; calls that wait end as cancelled, calls in flight go on.</summary>
    public void Stop()
    {
        node.Loop.Check();
        _isStopping = true;
        _stop.Cancel();
        foreach (var lease in governor.Close())
        {
            ((Asking)lease.Owner).Admitted?.TrySetCanceled(_stop.Token);
        }

        foreach (var attempt in _sending.Where(attempt => attempt.GoesOnAlone).ToArray())
        {
            attempt.GiveUp();
        }
    }

    /// <summary>Gives up the calls in flight as well; what they cost stays booked at worst case.</summary>
    public void StopNow()
    {
        Stop();
        foreach (var attempt in _sending.ToArray())
        {
            attempt.GiveUp();
        }
    }

    /// <summary>Admits whatever fits now, and wakes up when more may fit.</summary>
    public void Pump()
    {
        var wakeAt = governor.Pump(node.Time.Now, _admitted);
        foreach (var lease in _admitted)
        {
            ((Asking)lease.Owner).Admitted?.TrySetResult();
        }

        _admitted.Clear();
        if (wakeAt is { } at)
        {
            _wake ??= node.Time.CreateTimer(_ => Pump(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _wake.Change(at > node.Time.Now ? at - node.Time.Now : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
        }
        else
        {
            _wake?.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _wake?.Dispose();
    }

    // One method on purpose: every async method between here and the stage is one more turn of the loop a call.
    private async Task<Answer> AskAsync(Asking asking)
    {
        try
        {
            while (true)
            {
                if (await recall.KnownAsync(asking, _stop.Token) is { } known)
                {
                    return asking.Read(known);
                }

                // Before it waits for its turn: a disk that is full may take its time.
                var body = await BodyOfAsync(asking);
                var lease = asking.NewLease(governor, node.Time.Now);
                if (governor.Exceed(lease, node.Time.Now, node.WallMicros) is { } exceeds)
                {
                    throw new CallFailedException(exceeds);
                }

                await AdmitAsync(asking, lease);
                if (_isStopping || asking.IsAnswered || lease.State != LeaseState.Admitted)
                {
                    // The run was told to stop, a lost attempt came back, or its lane went out while this one waited.
                    Cancel(lease);
                    continue;
                }

                asking.IsDiverted = false;
                var intent = asking.IntentOf(lease, body);
                await journal.AppendAsync(intent);
                while (MaySend(lease) && !IsFresh(lease))
                {
                    await RenewAsync(asking, lease, intent);
                }

                if (_isStopping || asking.IsAnswered || lease.State != LeaseState.Admitted)
                {
                    await CloseUnsentAsync(intent);
                    Cancel(lease);
                    continue;
                }

                var giveUp = _tokens.TryPop(out var used) ? used : new();
                var sending = SendAsync(asking, lease, intent, giveUp);
                if (!sending.IsCompleted)
                {
                    using var attempt = new Attempt(node, sending, giveUp, lease)
                    {
                        GoesOnAlone = Landing.GoesOnAlone(lease),
                    };
                    _sending.Add(attempt);
                    await attempt.Ended;
                    _sending.Remove(attempt);
                }

                var reply = Weigh(lease, await ReplyOfAsync(asking, lease, sending, giveUp));
                await LandAsync(lease, intent, reply, sending);
                if (reply.Outcome is not Outcome.Unknown && governor.Settle(lease, reply.Cost))
                {
                    Pump();
                }
            }
        }
        finally
        {
            _asked.Remove(asking.Call.Key);
        }
    }

    // A call that no limit will ever hold is not refused, it fails.
    private static Reply Weigh(Lease lease, Reply reply) =>
        reply.Outcome is Outcome.Refused refused && lease.Quota.Oversize(lease, refused) is { } oversize
            ? reply with { Outcome = new Outcome.Failed(Failure.Permanent, oversize) }
            : reply;

    private void Cancel(Lease lease)
    {
        ((Asking)lease.Owner).IsDiverted = lease.State == LeaseState.Idle;
        if (lease.State == LeaseState.Admitted)
        {
            governor.Cancel(lease, node.Time.Now);
        }
        else if (lease.HasMoney)
        {
            governor.Settle(lease, Money.Zero);
        }

        Pump();
    }

    private async ValueTask AdmitAsync(Asking asking, Lease lease)
    {
        ThrowIfStopping();
        governor.Offer(lease, node.Time.Now, node.WallMicros);
        Pump();
        if (lease.State is LeaseState.Waiting or LeaseState.WaitingForMoney)
        {
            asking.Admitted = new();
            await asking.Admitted.Task;
            asking.Admitted = null;
        }
    }

    private void ThrowIfStopping()
    {
        if (_isStopping)
        {
            throw new OperationCanceledException("The run is stopping.");
        }
    }

    private bool MaySend(Lease lease) => !_isStopping && lease.State == LeaseState.Admitted;

    private bool IsFresh(Lease lease) => node.Time.Now - lease.AdmittedAt <= Governor.LeaseLife
        && node.Time.Now - journal.OursAt <= ClaimLife;

    // The intent took so long to become durable that sending now could break a limit that was booked correctly. And
    // while the call waits once more, somebody may take the run over who books what is sent as found out.
    private async Task RenewAsync(Asking asking, Lease lease, Record.Intent intent)
    {
        if (node.Time.Now - lease.AdmittedAt <= Governor.LeaseLife)
        {
            await journal.ConfirmAsync();
            return;
        }

        governor.Expire(lease, node.Time.Now);
        try
        {
            await AdmitAsync(asking, lease);
        }
        catch (OperationCanceledException)
        {
            await CloseUnsentAsync(intent);
            throw;
        }
    }

    // It never left, so nobody needs to book it as unknown.
    private Task CloseUnsentAsync(Record.Intent intent) => journal.AppendAsync(new Record.Reply(intent.Number,
        intent.Stage, intent.Seq, intent.Key, intent.Attempt,
        new(new Outcome.Refused(Refusal.NotSent), Body.Empty), TimeSpan.Zero));

    // What is asked, for the journal: at the first attempt only.
    private async ValueTask<Body?> BodyOfAsync(Asking asking)
    {
        if (asking.Item.Find(asking.Call.Key)?.Attempts > 0)
        {
            return null;
        }

        var body = Body.FromText(asking.Call.Request.Content);
        return body.Length <= Body.InlineMax
            ? body
            : new(await journal.PutAsync(body.Bytes));
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a provider throws, the call may be paid.")]
    private Task<Reply> SendAsync(Asking asking, Lease lease, Record.Intent intent, CancellationTokenSource giveUp)
    {
        lease.Send(node.Time.Now);
        Sending++;
        if (lease.Quota.NeedsLook)
        {
            Pump();
        }

        try
        {
            return asking.SendAsync(lease, intent.Attempt, giveUp.Token);
        }
        catch (Exception error)
        {
            return Task.FromException<Reply>(error);
        }
    }

    // Never waits: the reply is there, or the attempt has been given up.
    [SuppressMessage("Design", "CA1031", Justification = "As above, when it throws into its task.")]
    private async ValueTask<Reply> ReplyOfAsync(
        Asking asking, Lease lease, Task<Reply> sending, CancellationTokenSource giveUp)
    {
        var isGivenUp = giveUp.IsCancellationRequested;
        if (giveUp.TryReset())
        {
            _tokens.Push(giveUp);
        }

        try
        {
            return sending.IsCompletedSuccessfully || !isGivenUp
                ? asking.Signed(lease.Call, (await sending).ToPlausible())
                : new(new Outcome.Unknown(_isStopping
                    ? "the run was told to stop at once"
                    : $"no reply within {asking.Call.Request.Timeout}"), Body.Empty);
        }
        catch (Exception error)
        {
            return new(new Outcome.Unknown($"the connection broke: {error.Message}"), Body.Empty);
        }
    }

    // Makes the outcome durable and frees what the call held, but for its money.
    private Task LandAsync(Lease lease, Record.Intent intent, Reply reply, Task<Reply> sending)
    {
        Task durable;
        if (reply.Outcome is Outcome.Unknown unknown)
        {
            durable = journal.AppendAsync(new Record.Unknown(intent.Number, intent.Stage, intent.Seq, intent.Key,
                intent.Attempt, unknown.Cause, IsTry: !_isStopping));
            governor.Lose(lease, node.Time.Now, isFault: !_isStopping && !Landing.GoesOnAlone(lease));
            ((Asking)lease.Owner).Lost = lease;
            if (!sending.IsCompleted)
            {
                Sending++;
                node.Detach(() => AwaitLateAsync(lease, intent, sending));
            }
        }
        else
        {
            durable = journal.AppendAsync(new Record.Reply(intent.Number, intent.Stage, intent.Seq, intent.Key,
                intent.Attempt, reply, node.Time.Now - lease.SentAt));
            Landing.Release(governor, lease, reply, node.Time.Now);
        }

        Sending--;
        Pump();
        return durable;
    }

    // The reply of an attempt already given up settles its own money, and is used if no other has come first.
    [SuppressMessage("Design", "CA1031", Justification = "The attempt is already booked as unknown and stays so.")]
    private async Task AwaitLateAsync(Lease lease, Record.Intent intent, Task<Reply> sending)
    {
        Reply reply;
        try
        {
            // Not as an operation under way: a reply that may never come is nothing a run may wait for.
            reply = ((Asking)lease.Owner).Signed(lease.Call, (await sending).ToPlausible());
        }
        catch (Exception)
        {
            Sending--;
            return;
        }

        Sending--;
        if (reply.Outcome is Outcome.Unknown)
        {
            return;
        }

        try
        {
            await journal.AppendAsync(new Record.Reply(intent.Number, intent.Stage, intent.Seq, intent.Key,
                intent.Attempt, reply, node.Time.Now - lease.SentAt, IsLate: true));
        }
        catch (StoreException)
        {
            // The run is somebody else's by now, or the store is lost: the attempt stays booked as unknown.
            return;
        }

        if (lease.HasMoney)
        {
            governor.Settle(lease, reply.Cost);
            Pump();
        }
    }
}
