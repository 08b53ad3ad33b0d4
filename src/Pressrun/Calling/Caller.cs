using System.Diagnostics.CodeAnalysis;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// Carries a call from being wanted to being answered: remembered? → admit → intent → send → reply → settle. The
/// intent is durable before the first byte leaves, the reply before anyone reads it. Used on the loop only.
/// </summary>
internal sealed class Caller(
    Node node, Governor governor, Journal journal, IStore store, Archive archive, Random jitter) : IDisposable
{
    private readonly Dictionary<CallKey, Task<Record.Reply>> _asked = [];
    private readonly HashSet<Attempt> _sending = [];
    private readonly List<Lease> _admitted = [];
    private ITimer? _wake;
    private readonly CancellationTokenSource _stop = new();
    private bool _isStopping;

    /// <summary>Calls sent and not come back, those given up included.</summary>
    public int Sending { get; private set; }

    /// <summary>
    /// The durable reply to a call: from the journal if there is one, else from the provider. The same call wanted
    /// twice at the same time is asked once.
    /// </summary>
    public async Task<Record.Reply> CallAsync(Call call, IProvider provider, LiveItem item, Purse purse, Rank rank)
    {
        node.Loop.Check();
        if (item.Find(call.Key)?.Answer is { } remembered)
        {
            return remembered;
        }

        if (_asked.TryGetValue(call.Key, out var same))
        {
            return await same;
        }

        var asking = AskAsync(new(call, provider, item, purse, rank));
        if (asking.IsCompleted)
        {
            return await asking;
        }

        _asked.Add(call.Key, asking);
        try
        {
            return await asking;
        }
        finally
        {
            _asked.Remove(call.Key);
        }
    }

    /// <summary>Admits nothing any more; calls that wait end as cancelled, calls in flight go on.</summary>
    public void Stop()
    {
        node.Loop.Check();
        _isStopping = true;
        _stop.Cancel();
        foreach (var lease in governor.Close())
        {
            ((Asking)lease.Owner).Admitted.TrySetCanceled(_stop.Token);
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
            ((Asking)lease.Owner).Admitted.TrySetResult();
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

    private async Task<Record.Reply> AskAsync(Asking asking)
    {
        if (await archive.FindAsync(asking.Item, asking.Call.Key) is { } earlier)
        {
            await journal.AppendAsync(new Record.Reply(asking.Item.Item.Ordinal, asking.Call.Stage, 0, asking.Call.Key,
                0, earlier.Content with { Cost = Money.Zero }, TimeSpan.Zero, From: earlier.Seq));
        }

        var demand = asking.Provider.Estimate(asking.Call);
        var lane = asking.Provider.Profile.LaneOf(asking.Call.Request.Model);
        while (true)
        {
            if (await KnownAsync(asking) is { } known)
            {
                return known;
            }

            var lease = new Lease(asking.Call, demand, lane, asking.Purse, asking.Rank, asking);
            await AdmitAsync(asking, lease);
            if (asking.Item.Find(asking.Call.Key)?.Answer is { } late)
            {
                // A lost attempt came back while this one waited.
                governor.Cancel(lease, node.Time.Now);
                Pump();
                return late;
            }

            if (_isStopping)
            {
                governor.Cancel(lease, node.Time.Now);
                throw new OperationCanceledException("The run is stopping.");
            }

            var intent = await IntendAsync(asking, lease);
            while (node.Time.Now - lease.AdmittedAt > Governor.LeaseLife)
            {
                await AdmitAgainAsync(asking, lease, intent);
            }

            if (asking.Item.Find(asking.Call.Key)?.Answer is { } later)
            {
                governor.Cancel(lease, node.Time.Now);
                Pump();
                await CloseUnsentAsync(intent);
                return later;
            }

            await SendAsync(asking, lease, intent);
        }
    }

    // What the journal says before another attempt is made: an answer, a reason never to ask again, or neither.
    private async Task<Record.Reply?> KnownAsync(Asking asking)
    {
        if (asking.Item.Find(asking.Call.Key) is not { } trace)
        {
            return null;
        }

        if (trace.Answer is { } answer)
        {
            return answer;
        }

        var request = asking.Call.Request;
        if (trace.Refusal is { Content.Outcome: Outcome.Failed failed })
        {
            throw new CallFailedException($"{request.Provider} declined: {failed.Cause}");
        }

        if (trace.UnknownAttempt > 0 && asking.Provider.Profile.Recovery != RecoveryWay.Repeat)
        {
            await LookUpAsync(asking, trace);
            if (trace.Answer is not null)
            {
                return trace.Answer;
            }
        }

        if (trace.Tries >= request.Tries)
        {
            throw new CallFailedException(
                $"{request.Provider} failed {trace.Tries} of {request.Tries} tries; see the last one for the cause");
        }

        if (trace.Tries > 0)
        {
            await Task.Delay(Retry.Delay(trace.Tries, jitter), node.Time, _stop.Token);
        }

        return null;
    }

    private async Task LookUpAsync(Asking asking, CallTrace trace)
    {
        var attempt = trace.UnknownAttempt;
        if (asking.Provider.Profile.Recovery == RecoveryWay.Person)
        {
            throw new HeldException(
                $"did attempt {attempt} of {asking.Call.Stage} arrive at {asking.Call.Request.Provider}?");
        }

        var found = await node.LeaveAsync(asking.Provider.FindAsync(asking.Call, attempt, CancellationToken.None));
        if (found is not null && asking.Item.Open.FirstOrDefault(open =>
                open.Intent.Key == asking.Call.Key && open.Intent.Attempt == attempt) is { } open)
        {
            await journal.AppendAsync(new Record.Reply(asking.Item.Item.Ordinal, asking.Call.Stage, open.Seq,
                asking.Call.Key, attempt, found, TimeSpan.Zero, IsLate: true));
        }
    }

    private async Task AdmitAsync(Asking asking, Lease lease)
    {
        if (_isStopping)
        {
            throw new OperationCanceledException("The run is stopping.");
        }

        governor.Offer(lease, node.Time.Now, node.WallMicros);
        Pump();
        if (!asking.Admitted.Task.IsCompleted)
        {
            await asking.Admitted.Task;
        }

        asking.Admitted = new();
    }

    // The intent took so long to become durable that sending now could break a limit that was booked correctly.
    private async Task AdmitAgainAsync(Asking asking, Lease lease, Record.Intent intent)
    {
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
        new(new Outcome.Refused(Refusal.RateShort), Body.Empty), TimeSpan.Zero));

    private async Task<Record.Intent> IntendAsync(Asking asking, Lease lease)
    {
        var call = asking.Call;
        var attempt = (asking.Item.Find(call.Key)?.Attempts ?? 0) + 1;
        var request = attempt > 1 ? null : await BodyOfAsync(call.Request);
        var intent = new Record.Intent(call.Ordinal, call.Stage, call.Part, call.Sample, call.Key, attempt,
            lease.Lane.Name, call.Request.Model, lease.Demand, call.RequestHash, request);
        await journal.AppendAsync(intent);
        return intent;
    }

    private async Task<Body> BodyOfAsync(Request request)
    {
        var body = Body.FromText(request.Content);
        return body.Length <= Body.InlineMax
            ? body
            : new(await node.LeaveAsync(store.PutAsync(new MemoryStream(body.Bytes.ToArray()), CancellationToken.None)));
    }

    [SuppressMessage("Design", "CA1031", Justification = "A call ends here: whatever a provider throws, it may be paid.")]
    private async Task SendAsync(Asking asking, Lease lease, Record.Intent intent)
    {
        lease.Send(node.Time.Now);
        using var attempt = new Attempt(node);
        _sending.Add(attempt);
        Sending++;
        Reply reply;
        try
        {
            attempt.Start(ct => asking.Provider.SendAsync(asking.Call, intent.Attempt, ct), asking.Call.Request.Timeout);
            reply = await attempt.EndAsync()
                ?? new(new Outcome.Unknown($"no reply within {asking.Call.Request.Timeout}"), Body.Empty);
        }
        catch (Exception error)
        {
            reply = new(new Outcome.Unknown($"the connection broke: {error.Message}"), Body.Empty);
        }

        _sending.Remove(attempt);
        await EndAsync(lease, intent, reply, attempt.Sending);
    }

    private async Task EndAsync(Lease lease, Record.Intent intent, Reply reply, Task<Reply>? sending)
    {
        if (reply.Outcome is Outcome.Unknown unknown)
        {
            var lost = journal.AppendAsync(new Record.Unknown(intent.Number, intent.Stage, intent.Seq, intent.Key,
                intent.Attempt, unknown.Cause, IsTry: !_isStopping));
            governor.Free(lease);
            if (sending is { IsCompleted: false })
            {
                node.Detach(() => AwaitLateAsync(lease, intent, sending));
            }
            else
            {
                Sending--;
            }

            Pump();
            await lost;
            return;
        }

        Sending--;
        var durable = journal.AppendAsync(new Record.Reply(intent.Number, intent.Stage, intent.Seq, intent.Key,
            intent.Attempt, reply, node.Time.Now - lease.SentAt));
        Release(lease, reply);
        Pump();
        await durable;
        if (governor.Settle(lease, reply.Cost))
        {
            Pump();
        }
    }

    private void Release(Lease lease, Reply reply)
    {
        switch (reply.Outcome)
        {
            case Outcome.Answered:
                governor.Reply(lease, reply.Usage, node.Time.Now);
                break;
            case Outcome.Refused refused:
                governor.Refuse(lease, refused, node.Time.Now);
                break;
            case Outcome.Failed failed:
                governor.Free(lease);
                if (failed.Class == Failure.Credentials)
                {
                    governor.Stop(lease, $"{lease.Lane.Name} refuses the key: {failed.Cause}");
                }

                break;
        }
    }

    // The reply of an attempt already given up settles its own money, and is used if no other has come first.
    [SuppressMessage("Design", "CA1031", Justification = "The attempt is already booked as unknown and stays so.")]
    private async Task AwaitLateAsync(Lease lease, Record.Intent intent, Task<Reply> sending)
    {
        Reply reply;
        try
        {
            // Not as an operation under way: a reply that may never come is nothing a run may wait for.
            reply = await sending;
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

        governor.Settle(lease, reply.Cost);
        Pump();
    }
}
