using Pressrun.Journaling;
using Pressrun.Model;

namespace Pressrun.Tests.Model;

public sealed class FoldTests
{
    private static readonly CallKey Key = new(7);
    private static readonly Money Nothing = Money.Zero;
    private readonly RunState _state = new();
    private long _seq = 1_024;

    [Fact]
    public void An_intent_reserves_its_worst_case()
    {
        Apply(Intent(1));
        Assert.Equal((Nothing, new Money(10), Nothing), Sums());
    }

    [Fact]
    public void A_reply_releases_the_worst_case_and_books_the_cost()
    {
        Apply(Reply(Apply(Intent(1)), 4));
        Assert.Equal((new Money(4), Nothing, Nothing), Sums());
        Assert.Empty(_state.Open);
        Assert.Equal((1, new Money(4)), (_state.Tallies["write"].Answered, _state.Tallies["write"].Cost));
    }

    [Fact]
    public void A_reply_folded_twice_changes_nothing()
    {
        var intent = Apply(Intent(1));
        Apply(Reply(intent, 4));
        var before = _state.Describe();
        Apply(Reply(intent, 4));
        Assert.Equal(before, _state.Describe());
    }

    [Fact]
    public void An_unknown_call_is_booked_at_its_worst_case()
    {
        Apply(Unknown(Apply(Intent(1))));
        Assert.Equal((Nothing, Nothing, new Money(10)), Sums());
        Assert.Equal(1, _state.Tallies["write"].Unknown);
    }

    [Fact]
    public void A_call_given_up_twice_is_booked_once()
    {
        var intent = Apply(Intent(1));
        Apply(Unknown(intent));
        Apply(Unknown(intent));
        Assert.Equal((new Money(10), 1), (_state.Unknown, _state.Tallies["write"].Unknown));
    }

    [Fact]
    public void A_late_reply_settles_what_was_unknown()
    {
        var intent = Apply(Intent(1));
        Apply(Unknown(intent));
        Apply(Reply(intent, 3) with { IsLate = true });
        Assert.Equal((new Money(3), Nothing, Nothing), Sums());
        Assert.Equal((0, 1), (_state.Tallies["write"].Unknown, _state.Tallies["write"].Answered));
    }

    [Fact]
    public void A_call_given_up_after_its_reply_stays_settled()
    {
        var intent = Apply(Intent(1));
        Apply(Reply(intent, 3));
        Apply(Unknown(intent));
        Assert.Equal((new Money(3), Nothing, Nothing), Sums());
    }

    [Fact]
    public void A_copy_of_an_earlier_runs_reply_costs_nothing()
    {
        Apply(Reply(Intent(1), 9) with { From = 5 });
        Assert.Equal(Nothing, _state.Spent);
        Assert.Equal(1, _state.Tallies["write"].Remembered);
    }

    [Fact]
    public void Items_are_counted_where_they_stand()
    {
        Apply(new Record.Item(1, ItemState.Open, Added: new("a", "") { Ordinal = 1 }));
        Apply(new Record.Item(2, ItemState.Open, Added: new("b", "") { Ordinal = 2 }));
        Apply(new Record.Item(2, ItemState.Failed, ItemState.Open));
        Assert.Equal((1, 1, 2), (_state.Count(ItemState.Open), _state.Count(ItemState.Failed), _state.Total));
        Assert.Equal(2, _state.LastOrdinal);
    }

    [Fact]
    public void Items_short_of_done_are_counted_by_the_stage_that_decided_until_they_are_reopened()
    {
        Apply(new Record.Item(1, ItemState.Open, Added: new("a", "") { Ordinal = 1 }));
        Apply(new Record.Item(1, ItemState.Review, ItemState.Open, Stage: "write"));
        Assert.Equal(1, _state.Halts[("write", ItemState.Review)]);
        Apply(new Record.Item(1, ItemState.Open, ItemState.Review, Stage: "write"));
        Assert.Empty(_state.Halts);
    }

    [Fact]
    public void An_item_that_leaves_a_state_in_which_none_was_is_a_defect() => Assert.Throws<InvalidOperationException>(
        () => Apply(new Record.Item(1, ItemState.Done, ItemState.Open)));

    [Fact]
    public void A_closed_item_is_not_kept_but_its_calls_still_count()
    {
        _state.Load(new(new("a", "") { Ordinal = 1 }));
        var intent = Apply(Intent(1));
        _state.Release(1);
        Apply(Reply(intent, 4));
        Assert.Equal(new(4), _state.Spent);
    }

    [Fact]
    public void A_memo_brings_back_the_sums()
    {
        Apply(new Record.Run(RunPhase.Open, "p", "f", "s", new(new(100), new(10)), "why"));
        Apply(new Record.Definition("write", "f", "g"));
        Apply(new Record.Lease("host", 3, 0));
        Apply(new Record.Item(1, ItemState.Open, Added: new("a", "") { Ordinal = 1 }));
        Apply(new Record.Item(1, ItemState.Failed, ItemState.Open, Stage: "write"));
        Apply(Intent(1));
        Apply(Unknown(Apply(Intent(2))));
        Apply(Reply(Apply(Intent(3)), 4));
        var back = new RunState();
        back.Restore(Memo.Read(Memo.Write(_state.Totals()))!);
        Assert.Equal(_state.Describe(), back.Describe());
        Assert.Equal((_state.Settings! with { }, _state.LastSeq), (back.Settings! with { }, back.LastSeq));
        Assert.Equal(_state.Stages["write"] with { }, Assert.Single(back.Stages.Values) with { });
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"v\":2}")]
    [InlineData("{\"v\":1}")]
    [InlineData("{\"v\":\"1\"}")]
    public void A_memo_that_cannot_be_read_is_none(string? memo) => Assert.Null(Memo.Read(memo));

    private static Record.Intent Intent(int attempt) => new(
        1, "write", "", 0, Key, attempt, "lane", "m", new(1, 2, 3, new(10)), "hash", Body.FromText("ask"));

    private static Record.Reply Reply(Record.Intent intent, long cost) => new(1, "write", intent.Seq, Key,
        intent.Attempt, new(Outcome.Answered.Instance, Body.FromText("ok")) { Cost = new(cost) }, TimeSpan.Zero);

    private static Record.Unknown Unknown(Record.Intent intent) =>
        new(1, "write", intent.Seq, Key, intent.Attempt, "lost", IsTry: true);

    private (Money Spent, Money Reserved, Money Unknown) Sums() => (_state.Spent, _state.Reserved, _state.Unknown);

    private T Apply<T>(T record)
        where T : Record
    {
        record.Stamp(_seq++, 1);
        _state.Apply(record);
        return record;
    }
}
