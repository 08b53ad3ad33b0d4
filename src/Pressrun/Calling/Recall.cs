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
    // What a former process sent last may still be on its way, and then nobody can look it up.
    private readonly TimeSpan _settledAt = node.Time.Now + Caller.ClaimLife + Governor.LeaseLife;

    /// <summary>
    /// Whether it waited for what goes on by itself: that time is nobody's here, and no bound speaks of it.
    /// </summary>
    public bool HasWaited { get; private set; }

    /// <summary>
    /// The durable answer, or null if the call may be tried (again); then the pause before a further try has passed.
    /// </summary>
    /// <exception cref="CallFailedException">It was declined for good, or its tries are used up.</exception>
    /// <exception cref="HeldException">Whether an attempt arrived is for a person to find out.</exception>
    public async ValueTask<Record.Reply?> KnownAsync(Asking asking, CancellationToken ct)
    {
        if (archive.HasAny)
        {
            await AskEarlierAsync(asking, ct);
        }

        if (asking.Item.Find(asking.Call.Key) is not { } trace)
        {
            return null;
        }

        var request = asking.Call.Request;
        if (Answer(asking, trace) is null && trace.UnknownAttempt > 0)
        {
            await LookUpAsync(asking, trace, ct);
        }

        if (Answer(asking, trace) is { } answer)
        {
            return answer;
        }

        if (trace.Refusal is { Content.Outcome: Outcome.Failed failed })
        {
            throw new CallFailedException(
                $"{trace.Refusal.Content.Provider ?? request.Provider} declined: {failed.Cause}")
            {
                Alike = AlikeOf(trace, failed.Cause),
            };
        }

        if (trace.Tries >= request.Tries)
        {
            throw new CallFailedException(
                $"{request.Provider} failed {trace.Tries} of {request.Tries} tries, the last so: {trace.LastCause}")
            {
                Alike = AlikeOf(trace, trace.LastCause),
            };
        }

        if (trace.Tries > 0 && !asking.IsDiverted)
        {
            await Task.Delay(Retry.Delay(trace.Tries, jitter), node.Time, ct);
        }

        return null;
    }

    // Status and code, before the words that differ. What costs nothing fails for reasons of its own item.
    private static string? AlikeOf(CallTrace trace, string cause) =>
        trace.IsFree ? null : cause[..(cause.IndexOf(": ", StringComparison.Ordinal) is > 0 and var end ? end
            : cause.Length)];

    // What cannot be undone is not done again because an item is tried again.
    private static Record.Reply? Answer(Asking asking, CallTrace trace) =>
        trace.IsSetAside && asking.Provider.Profile.Recovery != RecoveryWay.Person ? null : trace.Answer;

    private async Task AskEarlierAsync(Asking asking, CancellationToken ct)
    {
        var call = asking.Call;
        var earlier = await archive.FindAsync(call.Ordinal, asking.Item.Item.Key, call.Key);
        asking.AttemptsBefore = earlier.Attempts;
        var trace = asking.Item.Find(call.Key);
        if (trace is { Answer: not null })
        {
            return;
        }

        if (earlier.Answer is { } answer)
        {
            await CopyAsync(asking, answer.Content, answer.Seq);
            return;
        }

        foreach (var lost in earlier.Lost.Where(lost => lost.Seq > (trace?.Cleared ?? 0)))
        {
            if (await FindAsync(asking, lost, ct) is { Outcome: Outcome.Answered } found)
            {
                await CopyAsync(asking, found, lost.Seq);
                return;
            }
        }
    }

    // At no cost: it is booked in the run that asked.
    private Task CopyAsync(Asking asking, Reply content, long from) => journal.AppendAsync(new Record.Reply(
        asking.Call.Ordinal, asking.Call.Stage, 0, asking.Call.Key, 0, content with { Cost = Money.Zero },
        TimeSpan.Zero, From: from));

    private async Task LookUpAsync(Asking asking, CallTrace trace, CancellationToken ct)
    {
        var (call, attempt) = (asking.Call, trace.UnknownAttempt);
        if (asking.Item.Open.FirstOrDefault(open => open.Intent.Key == call.Key && open.Intent.Attempt == attempt)
            is { } open && await FindAsync(asking, open.Intent, ct) is { } found)
        {
            await journal.AppendAsync(new Record.Reply(call.Ordinal, call.Stage, open.Seq, call.Key, attempt, found,
                TimeSpan.Zero, IsLate: true));
            if (asking.Lost is not { } lost)
            {
                governor.SettleFound(asking.Purse, open.Intent.Demand.WorstCase, found.Cost,
                    isToday: open.Intent.At / RunState.DayMicros == node.WallMicros / RunState.DayMicros);
            }
            else if (lost.HasMoney)
            {
                governor.Settle(lost, found.Cost);
            }
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever a look-up throws, the question stays open.")]
    private async Task<Reply?> FindAsync(Asking asking, Record.Intent lost, CancellationToken ct)
    {
        // Only whom it was sent to knows of it: that another never had it, says nothing.
        var carrier = asking.CarrierOf(lost);
        var (request, recovery) = (asking.Call.Request, (carrier?.Provider ?? asking.Provider).Profile.Recovery);
        if (recovery == RecoveryWay.Person)
        {
            throw new HeldException($"did attempt {lost.Attempt} of {lost.Stage} arrive at {request.Provider}?");
        }

        if (carrier is not var (provider, call) || recovery == RecoveryWay.Repeat)
        {
            return null;
        }

        if (_settledAt > node.Time.Now)
        {
            await Task.Delay(_settledAt - node.Time.Now, node.Time, ct);
        }

        try
        {
            HasWaited |= provider.Profile.GoesOnAlone;
            return await node.LeaveAsync(provider.FindAsync(call, lost.Attempt, ct)) is { } found
                ? asking.Signed(call, found.ToPlausible())
                : null;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            throw new HeldException($"whether attempt {lost.Attempt} of {lost.Stage} arrived at "
                + $"{provider.Profile.Provider} could not be found out: {error.Message}");
        }
    }
}
