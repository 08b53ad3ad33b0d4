using System.Globalization;
using System.Text;

namespace Pressrun.Model;

/// <summary>An item being worked on: the fold of its own records. Its parts of state leave memory with it.</summary>
internal sealed class LiveItem(Item item)
{
    private readonly Dictionary<CallKey, CallTrace> _calls = [];
    private readonly Dictionary<(string Stage, string Part), Record.Done> _done = [];
    private readonly List<OpenCall> _open = [];
    private HashSet<(string Gate, string Judged, int Revision)>? _verdicts;
    private Dictionary<(string Stage, string Part, string Judged), Record.Verdict>? _decided;

    /// <summary>The item itself; ordinal 0 stands for the batch.</summary>
    public Item Item { get; } = item;

    /// <summary>Whether it was closed before and is tried again.</summary>
    public bool IsReopened { get; private set; }

    /// <summary>Settled cost of the item's calls.</summary>
    public Money Spent { get; private set; }

    /// <summary>Worst cases of its calls in flight and of its unknown ones.</summary>
    public Money Held { get; private set; }

    /// <summary>How many calls it has sent, all attempts of all lives.</summary>
    public int Asked { get; private set; }

    /// <summary>Bytes of replies and outputs that lie in memory for this item.</summary>
    public long Bytes { get; private set; }

    /// <summary>Attempts in flight or unknown, in order of their intents.</summary>
    public IReadOnlyList<OpenCall> Open => _open;

    /// <summary>What is known of a call, or null.</summary>
    public CallTrace? Find(CallKey key) => _calls.GetValueOrDefault(key);

    /// <summary>The result of a stage or part, or null; it holds only under the fingerprint it names.</summary>
    public Record.Done? FindDone(string stage, string part) => _done.GetValueOrDefault((stage, part));

    /// <summary>Whether this judgement is already in the journal.</summary>
    public bool IsJudged(string gate, string judged, int revision) =>
        _verdicts?.Contains((gate, judged, revision)) ?? false;

    /// <summary>What a person has decided of a result; null if nobody has.</summary>
    public Record.Verdict? FindDecision(string stage, string part, string judged) =>
        _decided?.GetValueOrDefault((stage, part, judged));

    /// <summary>Folds one record of this item; folding the same record twice changes nothing.</summary>
    public void Apply(Record record)
    {
        switch (record)
        {
            case Record.Intent intent when _open.TrueForAll(open => open.Seq != intent.Seq):
                var trace = Trace(intent.Key);
                if (intent.Attempt <= trace.Attempts)
                {
                    return;
                }

                trace.Attempts = intent.Attempt;
                Asked++;
                trace.IsFree &= intent.Demand.WorstCase == Money.Zero;
                Held += intent.Demand.WorstCase;
                _open.Add(new(intent));
                break;
            case Record.Reply reply:
                Settle(reply);
                break;
            case Record.Unknown unknown:
                if (_open.Find(open => open.Seq == unknown.Of) is { IsUnknown: false } lost)
                {
                    lost.IsUnknown = true;
                    var call = Trace(unknown.Key);
                    call.UnknownAttempt = unknown.Attempt;
                    call.Tries += unknown.IsTry ? 1 : 0;
                    call.LastCause = unknown.IsTry ? unknown.Cause : call.LastCause;
                }

                break;
            case Record.Done done:
                _done[(done.Stage, done.Part)] = done;
                Bytes += done.Output.Text?.Length ?? 0;
                break;
            case Record.Item { State: ItemState.Open, Was: not null } again:
                // Its stages run again; what was paid for is answered from the journal.
                IsReopened = true;
                _done.Clear();
                foreach (var call in _calls.Values)
                {
                    call.Reopen(again.KeepsAnswers);
                }

                break;
            case Record.Verdict verdict:
                (_verdicts ??= []).Add((verdict.Gate, verdict.Judged, verdict.Revision));
                if (verdict.IsPersons)
                {
                    (_decided ??= [])[(verdict.Stage, verdict.Part, verdict.Judged)] = verdict;
                }

                break;
        }
    }

    /// <summary>Everything that counts, in a fixed order: two equal folds give equal text.</summary>
    public string Describe()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Item.Ordinal} {Item.Key} spent {Spent.Micros} held {Held.Micros}");
        foreach (var (key, call) in _calls.OrderBy(pair => pair.Key.Value))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {key} attempts {call.Attempts} tries {call.Tries} ")
                .Append(CultureInfo.InvariantCulture, $"answer {call.Answer?.Seq} {call.IsSetAside} ")
                .Append(CultureInfo.InvariantCulture, $"refusal {call.Refusal?.Seq} cleared {call.Cleared} ")
                .Append(CultureInfo.InvariantCulture, $"unknown {call.UnknownAttempt}");
        }

        foreach (var (task, done) in _done.OrderBy(pair => pair.Key.Stage, StringComparer.Ordinal)
                     .ThenBy(pair => pair.Key.Part, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {task.Stage}/{task.Part} {done.Output.Hash}");
        }

        foreach (var open in _open.OrderBy(open => open.Seq))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  open {open.Seq} {open.IsUnknown}");
        }

        return text.ToString();
    }

    private void Settle(Record.Reply reply)
    {
        var trace = Trace(reply.Key);
        if (reply.From == 0)
        {
            var index = _open.FindIndex(open => open.Seq == reply.Of);
            if (index < 0)
            {
                return;
            }

            Held -= _open[index].Intent.Demand.WorstCase;
            _open.RemoveAt(index);
            Spent += reply.Content.Cost;
            if (trace.UnknownAttempt == reply.Attempt)
            {
                trace.UnknownAttempt = 0;
            }
        }

        switch (reply.Content.Outcome)
        {
            case not Outcome.Answered when reply.From != 0:
                trace.Cleared = Math.Max(trace.Cleared, reply.From);
                break;
            case Outcome.Answered when trace.Answer is null || trace.IsSetAside:
                (trace.Answer, trace.IsSetAside) = (reply, false);
                Bytes += reply.Content.Body.Bytes.Length;
                break;
            case Outcome.Failed { Class: Failure.Transient } failed when !reply.IsLate:
                trace.Tries++;
                trace.LastCause = failed.Cause;
                break;
            case Outcome.Failed { Class: Failure.Permanent } when trace.Answer is null:
                trace.Refusal = reply;
                break;
        }
    }

    private CallTrace Trace(CallKey key)
    {
        if (!_calls.TryGetValue(key, out var trace))
        {
            _calls.Add(key, trace = new());
        }

        return trace;
    }
}
