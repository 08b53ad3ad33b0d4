using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>What counts as paid, as used and as wasted.</summary>
public sealed class SpendReaderTests
{
    private static readonly Output First = Output.Of("first");

    private static readonly Output Second = Output.Of("second");

    private readonly Ledger _ledger = new();

    [Fact]
    public void An_answer_that_is_used_is_paid_and_not_wasted()
    {
        _ledger.Answer(_ledger.Send(1), 500).Finish(1, First).Close(1, ItemState.Done);
        Hold(paid: 500);
    }

    [Fact]
    public void What_is_charged_for_an_error_is_wasted()
    {
        _ledger.Reply(_ledger.Send(1), new(new Outcome.Failed(Failure.Transient, "busy"), Body.Empty)
        {
            Cost = new(70),
        });
        _ledger.Answer(_ledger.Send(1), 500).Close(1, ItemState.Done);
        Hold(paid: 570, (Waste.FailedCall, 70));
        Assert.Equal(2, _ledger.Total().Calls);
    }

    [Fact]
    public void A_refusal_is_no_call_and_what_was_never_sent_is_nothing_at_all()
    {
        foreach (var refusal in (Refusal[])[Refusal.RateShort, Refusal.NotSent])
        {
            _ledger.Reply(_ledger.Send(1), new(new Outcome.Refused(refusal), Body.Empty));
        }

        Assert.Empty(_ledger.Rows());
    }

    [Fact]
    public void The_first_answer_to_a_call_is_used_and_the_second_is_wasted()
    {
        var (lost, repeated) = (_ledger.Send(1), 0L);
        _ledger.GiveUp(lost);
        repeated = _ledger.Send(1);
        _ledger.Answer(repeated, 500).Answer(lost, 400, isLate: true).Close(1, ItemState.Done);
        Hold(paid: 900, (Waste.LateAnswer, 400));
    }

    [Fact]
    public void A_late_answer_that_comes_before_any_other_is_used()
    {
        var lost = _ledger.Send(1);
        _ledger.GiveUp(lost).Answer(lost, 400, isLate: true).Close(1, ItemState.Done);
        Hold(paid: 400);
    }

    [Fact]
    public void An_answer_that_comes_when_its_item_has_come_to_its_end_is_wasted()
    {
        var lost = _ledger.Send(1);
        _ledger.GiveUp(lost).Answer(_ledger.Send(1), 500).Close(1, ItemState.Done);
        _ledger.Answer(lost, 400, isLate: true);
        Hold(paid: 900, (Waste.LateAnswer, 400));
    }

    [Fact]
    public void A_reply_to_an_attempt_that_has_one_changes_nothing()
    {
        var sent = _ledger.Send(1);
        _ledger.Answer(sent, 500).Answer(sent, 500);
        Hold(paid: 500);
    }

    [Fact]
    public void Answers_of_an_item_that_stands_failed_are_wasted()
    {
        var ledger = new Ledger(SpendBy.None, 1);
        ledger.Answer(ledger.Send(1), 500).Finish(1, First).Close(1, ItemState.Failed);
        ledger.Answer(ledger.Send(2), 300).Close(2, ItemState.Done);
        Hold(ledger.Total(), 800, (Waste.FailedItem, 500));
    }

    [Fact]
    public void Answers_of_an_item_that_failed_and_was_done_when_tried_again_are_used()
    {
        _ledger.Answer(_ledger.Send(1), 500).Finish(1, First).Close(1, ItemState.Failed);
        _ledger.Close(1, ItemState.Open).Answer(_ledger.Send(1, "voice"), 300).Close(1, ItemState.Done);
        Hold(paid: 800);
    }

    [Theory]
    [InlineData(ItemState.Review)]
    [InlineData(ItemState.Skipped)]
    [InlineData(ItemState.LeftOut)]
    public void Answers_of_an_item_that_is_not_done_and_not_failed_are_used(ItemState state)
    {
        _ledger.Answer(_ledger.Send(1), 500).Close(1, state);
        Hold(paid: 500);
    }

    [Fact]
    public void A_draw_that_was_revised_is_wasted_with_what_judging_it_cost()
    {
        _ledger.Answer(_ledger.Send(1), 500).Answer(_ledger.Send(1, call: "judge"), 20);
        _ledger.Judge(1, First.Hash, Then.Revise);
        _ledger.Answer(_ledger.Send(1, sample: 1), 600).Answer(_ledger.Send(1, sample: 1, call: "judge"), 30);
        _ledger.Judge(1, Second.Hash, Then.Pass).Finish(1, Second).Close(1, ItemState.Done);
        Hold(paid: 1_150, (Waste.Revised, 520));
    }

    [Fact]
    public void Where_the_best_draw_is_kept_the_others_are_wasted()
    {
        _ledger.Answer(_ledger.Send(1), 500).Judge(1, First.Hash, Then.Revise);
        _ledger.Answer(_ledger.Send(1, sample: 1), 600).Judge(1, Second.Hash, Then.Keep);
        _ledger.Finish(1, First).Close(1, ItemState.Done);
        Hold(paid: 1_100, (Waste.Revised, 600));
    }

    [Fact]
    public void Where_the_last_draw_is_the_best_it_is_the_one_that_is_used()
    {
        _ledger.Answer(_ledger.Send(1), 500).Judge(1, First.Hash, Then.Revise);
        _ledger.Answer(_ledger.Send(1, sample: 1), 600).Judge(1, Second.Hash, Then.Keep);
        _ledger.Finish(1, Second).Close(1, ItemState.Done);
        Hold(paid: 1_100, (Waste.Revised, 500));
    }

    [Fact]
    public void An_answer_of_the_wrong_form_is_wasted_and_the_draw_after_it_used()
    {
        _ledger.Answer(_ledger.Send(1), 500).Answer(_ledger.Send(1, sample: 1), 600);
        _ledger.Answer(_ledger.Send(1, sample: 1, call: "go on"), 50).Finish(1, First).Close(1, ItemState.Done);
        Hold(paid: 1_150, (Waste.DrawnAgain, 500));
    }

    [Fact]
    public void Of_an_item_that_waits_for_a_person_the_last_draw_is_used()
    {
        _ledger.Answer(_ledger.Send(1), 500).Judge(1, First.Hash, Then.Revise);
        _ledger.Answer(_ledger.Send(1, sample: 1), 600).Judge(1, Second.Hash, Then.Review);
        _ledger.Close(1, ItemState.Review);
        Hold(paid: 1_100, (Waste.Revised, 500));
    }

    [Fact]
    public void Parts_and_stages_are_revised_each_for_itself()
    {
        _ledger.Answer(_ledger.Send(1, "voice", "a"), 10).Answer(_ledger.Send(1, "voice", "b"), 20);
        _ledger.Answer(_ledger.Send(1, "cover"), 40).Judge(1, First.Hash, Then.Revise, "voice", "a");
        _ledger.Answer(_ledger.Send(1, "voice", "a", sample: 1), 80).Finish(1, Second, "voice", "a");
        _ledger.Finish(1, First, "voice", "b").Finish(1, First, "cover").Close(1, ItemState.Done);
        Hold(paid: 150, (Waste.Revised, 10));
    }

    [Fact]
    public void A_call_has_one_cause_at_most()
    {
        var ledger = new Ledger(SpendBy.None, 1);
        var lost = ledger.Send(1);
        ledger.GiveUp(lost).Answer(ledger.Send(1), 500).Answer(lost, 400, isLate: true);
        ledger.Judge(1, First.Hash, Then.Revise).Answer(ledger.Send(1, sample: 1), 600).Close(1, ItemState.Failed);
        Hold(ledger.Total(), 1_500, (Waste.LateAnswer, 400), (Waste.FailedItem, 1_100));
    }

    [Theory]
    [InlineData(false, 2, 18_000)]
    [InlineData(true, 1, 9_000)]
    public void A_call_without_a_reply_is_unknown_at_its_worst_case_unless_it_is_under_way(
        bool isLive, long calls, long worstCase)
    {
        var (lost, found) = (_ledger.Send(1), _ledger.Send(3));
        _ledger.Send(2);
        _ledger.GiveUp(lost).GiveUp(found).Answer(found, 100, isLate: true);
        var total = _ledger.Total(isLive);
        Assert.Equal((calls, new Money(worstCase), new Money(100)), (total.UnknownCalls, total.Unknown, total.Paid));
    }

    [Fact]
    public void What_is_estimated_and_what_has_no_known_price_is_counted_apart()
    {
        _ledger.Answer(_ledger.Send(1), 500, with: reply => reply with
        {
            Tariff = "paid/m@2026-01-01",
            Usage = new(10, CacheRead: 4, Output: 3),
            Model = "m-2026",
        });
        _ledger.Answer(_ledger.Send(2), 0, with: reply => reply with
        {
            Tariff = "unknown",
            IsEstimated = true,
            Usage = new(1, Output: 2, Characters: 5),
        });
        var total = _ledger.Total();
        Assert.Equal((2, 1), (total.Calls, total.Estimated));
        Assert.Equal(new Usage(11, CacheRead: 4, Output: 5, Characters: 5), total.Usage);
        Assert.Equal(["paid/m@2026-01-01", "unknown"], total.Tariffs.Keys);
        Assert.Equal(new TariffUse(1, new(1, Output: 2, Characters: 5)), total.Tariffs["unknown"]);
        Assert.Equal(["m-2026"], total.AnsweredBy);
    }

    [Fact]
    public void A_call_belongs_to_the_day_on_which_it_was_sent()
    {
        var ledger = new Ledger(SpendBy.Day);
        var sent = ledger.Send(1);
        ledger.At += 86_400_000_000;
        ledger.Answer(sent, 500).Answer(ledger.Send(1, sample: 1), 600);
        Assert.Equal(
            [(new DateOnly(2026, 11, 22), new Money(500)), (new DateOnly(2026, 11, 23), new Money(600))],
            ledger.Rows().Select(one => (one.Key.Day!.Value, one.Row.Paid)).OrderBy(one => one.Value));
    }

    [Fact]
    public void A_row_is_made_for_each_combination_of_what_is_told_apart()
    {
        var ledger = new Ledger(SpendBy.Stage | SpendBy.Model | SpendBy.Item);
        ledger.Answer(ledger.Send(1), 1).Answer(ledger.Send(1, "voice"), 2).Answer(ledger.Send(2, model: ""), 4);
        ledger.Answer(ledger.Send(2, sample: 1, model: ""), 8);
        Assert.Equal(
            [
                (new SpendKey("script", "paid/m", 1, null), new Money(1)),
                (new SpendKey("voice", "paid/m", 1, null), new Money(2)),
                (new SpendKey("script", "paid", 2, null), new Money(12)),
            ],
            ledger.Rows().Select(one => (one.Key, one.Row.Paid)).OrderBy(one => one.Paid));
    }

    private void Hold(long paid, params (Waste Cause, long Cost)[] wasted) => Hold(_ledger.Total(), paid, wasted);

    private static void Hold(SpendRow total, long paid, params (Waste Cause, long Cost)[] wasted)
    {
        Assert.Equal(wasted, total.Wastes.Select(pair => (pair.Key, pair.Value.Micros)));
        Assert.Equal((new Money(paid), new Money(paid - wasted.Sum(one => one.Cost))), (total.Paid, total.Used));
    }
}
