using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>Records as a run writes them, one after the other, read for what they cost.</summary>
internal sealed class Ledger(SpendBy by = SpendBy.None, params long[] failed)
{
    private const long Noon = 1_795_348_800_000_000; // 22 November 2026, 12:00 UTC

    private readonly SpendReader _reader = new(by, failed.ToHashSet(), null!);
    private readonly Dictionary<long, Record.Intent> _intents = [];
    private long _seq;

    /// <summary>Wall time of what is written next.</summary>
    public long At { get; set; } = Noon;

    public long Send(
        long item, string stage = "script", string part = "", int sample = 0, string call = "", string model = "m",
        long worstCase = 9_000)
    {
        var key = CallKey.Of("p", $"{item}", stage, part, sample, call);
        var intent = new Record.Intent(item, stage, part, sample, key, 1, "paid/pool", model,
            new(1, 1, 0, new(worstCase)), "hash", null);
        _intents.Add(Write(intent), intent);
        return _seq;
    }

    public Ledger Answer(long sent, long cost, bool isLate = false, Func<Reply, Reply>? with = null)
    {
        var reply = new Reply(Outcome.Answered.Instance, Body.Empty) { Cost = new(cost) };
        return Reply(sent, with is null ? reply : with(reply), isLate);
    }

    public Ledger Reply(long sent, Reply reply, bool isLate = false)
    {
        var intent = _intents[sent];
        Write(new Record.Reply(intent.Number, intent.Stage, sent, intent.Key, 1, reply, TimeSpan.Zero, isLate));
        return this;
    }

    public Ledger GiveUp(long sent)
    {
        var intent = _intents[sent];
        Write(new Record.Unknown(intent.Number, intent.Stage, sent, intent.Key, 1, "lost", IsTry: true));
        return this;
    }

    public Ledger Judge(long item, string judged, Then then, string stage = "script", string part = "")
    {
        Write(new Record.Verdict(item, stage, part, "gate", judged, null, "", then, 0));
        return this;
    }

    /// <summary>The stage has its result; returns it, for its hash.</summary>
    public Ledger Finish(long item, Output output, string stage = "script", string part = "")
    {
        Write(new Record.Done(item, stage, part, "fingerprint", output));
        return this;
    }

    public Ledger Close(long item, ItemState state)
    {
        Write(new Record.Item(item, state, ItemState.Open));
        return this;
    }

    /// <summary>All in one row.</summary>
    public SpendRow Total(bool isLive = false) => SpendRow.Sum(Rows(isLive).Select(one => one.Row));

    public List<(SpendKey Key, SpendRow Row)> Rows(bool isLive = false) => [.. _reader.Rows(isLive)];

    private long Write(Record record)
    {
        record.Stamp(++_seq, At);
        _reader.Add(record);
        return _seq;
    }
}
