using Pressrun.Model;

namespace Pressrun.Tests.Model;

public sealed class LiveItemTests
{
    private static readonly CallKey Key = new(7);
    private readonly LiveItem _item = new(new("a", "") { Ordinal = 1 });
    private long _seq = 1_024;

    private CallTrace Trace => _item.Find(Key)!;

    [Fact]
    public void Passing_errors_and_timeouts_of_our_own_are_tries()
    {
        Reply(Intent(1), new Outcome.Failed(Failure.Transient, "x"));
        GiveUp(Intent(2), isTry: true);
        Assert.Equal((2, 2), (Trace.Tries, Trace.Attempts));
    }

    [Fact]
    public void Refusals_crashes_and_refused_keys_are_no_tries()
    {
        Reply(Intent(1), new Outcome.Refused(Refusal.RateShort));
        GiveUp(Intent(2), isTry: false);
        Reply(Intent(3), new Outcome.Failed(Failure.Credentials, "x"));
        Assert.Equal((0, 3), (Trace.Tries, Trace.Attempts));
    }

    [Fact]
    public void A_timeout_whose_late_reply_is_a_passing_error_is_one_try()
    {
        var intent = Intent(1);
        GiveUp(intent, isTry: true);
        Reply(intent, new Outcome.Failed(Failure.Transient, "x"), isLate: true);
        Assert.Equal(1, Trace.Tries);
    }

    [Fact]
    public void A_permanent_refusal_is_remembered()
    {
        var reply = Reply(Intent(1), new Outcome.Failed(Failure.Permanent, "x"));
        Assert.Same(reply, Trace.Refusal);
    }

    [Fact]
    public void An_answer_outweighs_a_permanent_refusal_that_comes_later()
    {
        var (first, second) = (Intent(1), Intent(2));
        Reply(second, Outcome.Answered.Instance);
        Reply(first, new Outcome.Failed(Failure.Permanent, "x"), isLate: true);
        Assert.Null(Trace.Refusal);
        Assert.NotNull(Trace.Answer);
    }

    [Fact]
    public void The_first_answer_stays()
    {
        var (first, second) = (Intent(1), Intent(2));
        var answer = Reply(second, Outcome.Answered.Instance);
        Reply(first, Outcome.Answered.Instance, isLate: true);
        Assert.Same(answer, Trace.Answer);
        Assert.Equal(new(8), _item.Spent);
    }

    [Fact]
    public void Attempts_never_go_back()
    {
        Intent(3);
        Intent(2);
        Assert.Equal(3, Trace.Attempts);
    }

    [Fact]
    public void Money_is_held_while_a_call_is_open_or_unknown_and_spent_when_it_is_settled()
    {
        var intent = Intent(1);
        Assert.Equal((Money.Zero, new Money(10)), (_item.Spent, _item.Held));
        GiveUp(intent, isTry: true);
        Assert.Equal((Money.Zero, new Money(10)), (_item.Spent, _item.Held));
        Reply(intent, Outcome.Answered.Instance, isLate: true);
        Assert.Equal((new Money(4), Money.Zero), (_item.Spent, _item.Held));
    }

    [Fact]
    public void A_lost_attempt_is_known_until_it_is_settled()
    {
        var intent = Intent(1);
        GiveUp(intent, isTry: false);
        Assert.Equal(1, Trace.UnknownAttempt);
        Reply(intent, new Outcome.Refused(Refusal.Overload), isLate: true);
        Assert.Equal(0, Trace.UnknownAttempt);
    }

    [Fact]
    public void Every_record_folded_a_second_time_changes_nothing()
    {
        var intent = Intent(1);
        var unknown = GiveUp(intent, isTry: true);
        var reply = Reply(intent, new Outcome.Failed(Failure.Transient, "x"));
        var before = _item.Describe();
        _item.Apply(intent);
        _item.Apply(unknown);
        _item.Apply(reply);
        Assert.Equal(before, _item.Describe());
    }

    [Fact]
    public void The_last_result_of_a_stage_stands()
    {
        Apply(new Record.Done(1, "write", "", "f1", Output.Of("old")));
        Apply(new Record.Done(1, "write", "", "f2", Output.Of("new")));
        Assert.Equal("f2", _item.FindDone("write", "")!.Fingerprint);
        Assert.Null(_item.FindDone("write", "2"));
    }

    private Record.Intent Intent(int attempt) => Apply(new Record.Intent(
        1, "write", "", 0, Key, attempt, "lane", "m", new(1, 2, 3, new(10)), "hash", Request: null));

    private Record.Unknown GiveUp(Record.Intent intent, bool isTry) =>
        Apply(new Record.Unknown(1, "write", intent.Seq, Key, intent.Attempt, "lost", isTry));

    private Record.Reply Reply(Record.Intent intent, Outcome outcome, bool isLate = false) => Apply(new Record.Reply(
        1, "write", intent.Seq, Key, intent.Attempt, new(outcome, Body.Empty) { Cost = new(4) }, TimeSpan.Zero,
        isLate));

    private T Apply<T>(T record)
        where T : Record
    {
        record.Stamp(_seq++, 1);
        _item.Apply(record);
        return record;
    }
}
