using System.Diagnostics.CodeAnalysis;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Calling;

/// <summary>
/// What is known of a call before another attempt is made: from the journal, from earlier runs, or from a provider that
/// can be asked whether a lost attempt arrived. Used on the loop only.
/// </summary>
internal sealed class Recall(Node node, Governor governor, Journal journal, Archive archive, Random jitter)
{
    /// <summary>
    /// The durable answer, or null if the call may be tried (again); then the pause before a further try has passed.
    /// </summary>
    /// <exception cref="CallFailedException">It was declined for good, or its tries are used up.</exception>
    /// <exception cref="HeldException">Whether an attempt arrived is for a person to find out.</exception>
    public async ValueTask<Record.Reply?> KnownAsync(Asking asking, CancellationToken ct)
    {
        if (archive.HasAny)
        {
            await CopyAsync(asking);
        }

        if (asking.Item.Find(asking.Call.Key) is not { } trace)
        {
            return null;
        }

        var request = asking.Call.Request;
        if (trace.Answer is null && trace.UnknownAttempt > 0 && asking.Provider.Profile.Recovery != RecoveryWay.Repeat)
        {
            await LookUpAsync(asking, trace, ct);
        }

        if (trace.Answer is { } answer)
        {
            return answer;
        }

        if (trace.Refusal is { Content.Outcome: Outcome.Failed failed })
        {
            throw new CallFailedException($"{request.Provider} declined: {failed.Cause}");
        }

        if (trace.Tries >= request.Tries)
        {
            throw new CallFailedException(
                $"{request.Provider} failed {trace.Tries} of {request.Tries} tries, the last so: {trace.LastCause}");
        }

        if (trace.Tries > 0)
        {
            await Task.Delay(Retry.Delay(trace.Tries, jitter), node.Time, ct);
        }

        return null;
    }

    private async Task CopyAsync(Asking asking)
    {
        var call = asking.Call;
        if (asking.Item.Find(call.Key) is null or { Answer: null, IsSetAside: false }
            && await archive.FindAsync(asking.Item, call.Key) is { } earlier)
        {
            await journal.AppendAsync(new Record.Reply(call.Ordinal, call.Stage, 0, call.Key, 0,
                earlier.Content with { Cost = Money.Zero }, TimeSpan.Zero, From: earlier.Seq));
        }
    }

    private async Task LookUpAsync(Asking asking, CallTrace trace, CancellationToken ct)
    {
        var (call, attempt) = (asking.Call, trace.UnknownAttempt);
        if (asking.Provider.Profile.Recovery == RecoveryWay.Person)
        {
            throw new HeldException($"did attempt {attempt} of {call.Stage} arrive at {call.Request.Provider}?");
        }

        var found = await FindAsync(asking, attempt, ct);
        if (found is not null && asking.Item.Open.FirstOrDefault(open =>
                open.Intent.Key == call.Key && open.Intent.Attempt == attempt) is { } open)
        {
            await journal.AppendAsync(new Record.Reply(call.Ordinal, call.Stage, open.Seq, call.Key, attempt, found,
                TimeSpan.Zero, IsLate: true));
            if (asking.Lost is not { } lost)
            {
                governor.SettleFound(asking.Purse, open.Intent.Demand.WorstCase, found.Cost);
            }
            else if (lost.HasMoney)
            {
                governor.Settle(lost, found.Cost);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a look-up throws, the question stays open.")]
    private async Task<Reply?> FindAsync(Asking asking, int attempt, CancellationToken ct)
    {
        try
        {
            return await node.LeaveAsync(asking.Provider.FindAsync(asking.Call, attempt, ct));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new HeldException($"whether attempt {attempt} of {asking.Call.Stage} arrived at "
                + $"{asking.Call.Request.Provider} could not be found out: {error.Message}");
        }
    }
}
