using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Calling;

public sealed class CallerTests
{
    [Fact]
    public void A_passing_error_is_retried_until_there_is_an_answer()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, attempt) => attempt < 3 ? Answers.Transient() : Answers.Text("ok");
        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Equal([1, 2, 3], shop.Desk.Sent.Select(sent => sent.Attempt));
    }

    [Fact]
    public void A_call_that_fails_all_its_tries_fails_its_item()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Transient();
        Assert.Equal(1, Run(shop).Items[ItemState.Failed]);
        Assert.Equal(3, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_try_comes_after_a_pause_that_grows()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Transient();
        Run(shop);
        var starts = shop.Desk.Sent.Select(sent => sent.At.TotalSeconds).ToList();
        // Each call takes 1 s; the pauses are 0.5 to 1 s and 1 to 2 s.
        Assert.InRange(starts[1] - starts[0], 1.5, 2);
        Assert.InRange(starts[2] - starts[1], 2, 3);
    }

    [Fact]
    public void A_refusal_by_a_limit_is_no_try()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, attempt) =>
            attempt <= 10 ? Answers.Refused(Refusal.RateShort, TimeSpan.FromSeconds(1)) : Answers.Text("ok");
        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Equal(11, shop.Desk.Sent.Count);
    }

    [Fact]
    public void A_crash_is_no_try()
    {
        using var shop = new Shop();
        for (var life = 1; life <= 5; life++)
        {
            var sent = shop.Desk.Sent.Count;
            shop.Crash(Write(), Shop.Items("a"), () => shop.Desk.Sent.Count > sent);
        }

        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Equal([1, 2, 3, 4, 5, 6], shop.Desk.Sent.Select(sent => sent.Attempt));
    }

    [Fact]
    public void A_permanent_error_is_never_asked_again()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Permanent("indecent");
        Assert.Equal(1, Run(shop).Items[ItemState.Failed]);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void A_permanent_error_is_not_asked_again_in_the_next_life()
    {
        using var shop = new Shop();
        shop.Desk.Says = (_, _) => Answers.Permanent("indecent");
        shop.Crash(Write(), Shop.Items("a"), () => shop.Journal.OfType<Record.Reply>().Any());
        var result = Run(shop);
        Assert.Equal(1, result.Items[ItemState.Failed]);
        Assert.Single(shop.Desk.Sent);
        Assert.Contains("indecent", Closed(shop).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_call_wanted_twice_at_a_time_is_asked_once()
    {
        using var shop = new Shop();
        Run(shop, new Deed("w", async context =>
        {
            var calls = Enumerable.Range(1, 5).Select(_ => context.CallAsync(new("desk", "m", "x")));
            var answers = await Task.WhenAll(calls);
            return string.Concat(answers.Select(answer => answer.Text));
        }));
        Assert.Single(shop.Desk.Sent);
        Assert.Equal("<x><x><x><x><x>", shop.Journal.OfType<Record.Done>().Single().Output.Text);
    }

    [Fact]
    public void The_same_call_wanted_again_later_is_answered_from_the_journal()
    {
        using var shop = new Shop();
        Run(shop, Twice(drawAgain: false));
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void Another_draw_asks_again()
    {
        using var shop = new Shop();
        Run(shop, Twice(drawAgain: true));
        Assert.Equal([0, 1], shop.Desk.Sent.Select(sent => sent.Call.Sample));
    }

    [Fact]
    public void An_intent_is_durable_before_its_call_is_sent()
    {
        using var shop = new Shop();
        var booked = new List<bool>();
        shop.Desk.Does = (call, attempt, _) =>
        {
            booked.Add(shop.Journal.OfType<Record.Intent>().Any(one => one.Key == call.Key && one.Attempt == attempt));
            return Task.FromResult(attempt < 2 ? Answers.Transient() : Answers.Text("ok"));
        };
        Run(shop);
        Assert.Equal([true, true], booked);
    }

    [Fact]
    public void A_reply_is_durable_before_anyone_reads_it()
    {
        using var shop = new Shop();
        var kept = new List<bool>();
        shop.Desk.Reads = (call, reply) =>
        {
            kept.Add(shop.Journal.OfType<Record.Reply>().Any(one => one.Key == call.Key));
            return new(reply.Body.ToText());
        };
        Run(shop);
        Assert.Equal([true], kept);
    }

    [Fact]
    public void A_provider_that_throws_at_once_counts_as_an_unknown_outcome()
    {
        using var shop = new Shop();
        shop.Desk.Does = (_, attempt, _) =>
            attempt == 1 ? throw new InvalidOperationException("broken") : Task.FromResult(Answers.Text("ok"));
        var result = Run(shop);
        Assert.Equal((1, 1), (result.Items[ItemState.Done], result.UnknownCalls));
        Assert.Equal(Desk.WorstCase, result.Unknown);
    }

    [Fact]
    public void A_provider_that_throws_later_counts_as_an_unknown_outcome()
    {
        using var shop = new Shop();
        shop.Desk.Does = async (_, attempt, ct) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(1), shop.Desk.Time, ct);
            return attempt == 1 ? throw new InvalidOperationException("broken") : Answers.Text("ok");
        };
        var result = Run(shop);
        Assert.Equal((1, 1, Desk.WorstCase), (result.Items[ItemState.Done], result.UnknownCalls, result.Unknown));
        Assert.Contains("broken", shop.Journal.OfType<Record.Unknown>().Single().Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_nobody_can_read_holds_its_item_for_a_person()
    {
        using var shop = new Shop();
        shop.Desk.Reads = (_, _) => throw new FormatException("no choices");
        var result = Run(shop);
        Assert.Equal(1, result.Items[ItemState.Review]);
        Assert.Equal(Desk.Cost, result.Spent);
        Assert.Contains("no choices", Closed(shop).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void A_reply_nobody_can_read_is_not_asked_for_again_in_the_next_life()
    {
        using var shop = new Shop();
        shop.Desk.Reads = (_, _) => throw new FormatException("no choices");
        shop.Crash(Write(), Shop.Items("a"), () => shop.Journal.OfType<Record.Reply>().Any());
        Assert.Equal(1, Run(shop).Items[ItemState.Review]);
        Assert.Single(shop.Desk.Sent);
    }

    [Fact]
    public void A_reply_nobody_could_read_is_used_by_a_next_life_that_can()
    {
        using var shop = new Shop();
        var reads = shop.Desk.Reads;
        shop.Desk.Reads = (_, _) => throw new FormatException("no choices");
        shop.Crash(Write(), Shop.Items("a"), () => shop.Journal.OfType<Record.Reply>().Any());
        shop.Desk.Reads = reads;
        Assert.Equal(1, Run(shop).Items[ItemState.Done]);
        Assert.Single(shop.Desk.Sent);
    }

    private static RunResult Run(Shop shop, Deed? deed = null) => shop.Run(Write(deed), Shop.Items("a"));

    private static Pipeline Write(Deed? deed = null) => Shop.Pipeline(new Stage("write", deed ?? Deed.Asks("w")));

    private static Record.Item Closed(Shop shop) =>
        shop.Journal.OfType<Record.Item>().Single(item => item.Was is not null);

    private static Deed Twice(bool drawAgain) => new("w", async context =>
    {
        await context.CallAsync(new("desk", "m", "x"));
        if (drawAgain)
        {
            context.DrawAgain();
        }

        return (await context.CallAsync(new("desk", "m", "x"))).Text;
    });
}
