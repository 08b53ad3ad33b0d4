using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Calling;

/// <summary>Models in a list are tried in order; the second only while the first is out.</summary>
public sealed class FallbackTests
{
    private static readonly string[] Ten = [.. Enumerable.Range(1, 10).Select(number => $"item {number}")];

    [Fact]
    public void The_first_is_asked_while_it_answers()
    {
        using var shop = new Shop(new Desk("first"), new Desk("second"));
        shop.Run(Asks(), Shop.Items(Ten));
        Assert.Equal((10, 0), Sent(shop));
    }

    [Theory]
    [InlineData(Refusal.NoMoney)]
    [InlineData(Refusal.RateLong)]
    public void A_provider_without_credit_or_over_its_day_is_replaced_by_the_next(Refusal refusal)
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) => Answers.Refused(refusal, TimeSpan.FromHours(114));
        var result = shop.Run(Asks(), Shop.Items(Ten));
        Assert.Equal((RunEnding.Complete, 10), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal((1, 10), Sent(shop));
        Assert.True(shop.Now < TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void A_refused_key_is_replaced_by_the_next()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) => Answers.NoKey();
        Assert.Equal(RunEnding.Complete, shop.Run(Asks(), Shop.Items(Ten)).Ending);
        Assert.Equal((1, 10), Sent(shop));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void After_five_faults_in_a_row_the_next_is_asked(bool isOverload)
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) =>
            isOverload ? Answers.Refused(Refusal.Overload) : Answers.Transient();
        var result = shop.Run(Asks(tries: 20), Shop.Items(Ten));
        Assert.Equal((RunEnding.Complete, 10), (result.Ending, result.Items[ItemState.Done]));
        Assert.Equal((5, 10), Sent(shop));
    }

    [Fact]
    public void Faults_in_a_row_send_the_work_to_the_next() => After_five_faults_in_a_row_the_next_is_asked(false);

    [Fact]
    public void A_limit_of_a_minute_is_waited_for()
    {
        using var shop = new Shop(new Desk("first"), new Desk("second"));
        var refusals = 0;
        shop.DeskOf("first").Says = (_, _) => refusals++ < 30
            ? Answers.Refused(Refusal.RateShort, TimeSpan.FromSeconds(40))
            : Answers.Text("at last");
        Assert.Equal(RunEnding.Complete, shop.Run(Asks(), Shop.Items(Ten)).Ending);
        Assert.Equal(0, Sent(shop).Second);
    }

    [Fact]
    public void Whoever_answered_reads_the_answer_now_and_after_a_crash()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        shop.DeskOf("first").Reads = (_, _) => new("read by the wrong one");
        var pipeline = Shop.Pipeline(Ask("draft"), new Stage("final", Deed.Asks("final", "second")));
        shop.Crash(pipeline, Shop.Items(Ten), () => shop.Journal.OfType<Record.Reply>()
            .Count(reply => reply.Content is { Outcome: Outcome.Answered, Provider: "second" }) == 10);
        shop.Run(pipeline, Shop.Items(Ten));
        Assert.Equal(20, shop.DeskOf("second").Sent.Count);
        Assert.All(shop.Journal.OfType<Record.Done>().Where(done => done.Stage == "draft"),
            done => Assert.StartsWith("<", done.Output.Text, StringComparison.Ordinal));
    }

    [Fact]
    public void The_journal_says_who_was_asked_and_who_answered()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        shop.Run(Asks(), Shop.Items("a"));
        Assert.Equal([("first", "m"), ("second", "n")],
            shop.Journal.OfType<Record.Intent>().Select(intent => (intent.Lane, intent.Model)));
        var answer = shop.Journal.OfType<Record.Reply>().Last().Content;
        Assert.Equal(("second", "n"), (answer.Provider, answer.Model));
    }

    [Fact]
    public void Another_list_of_models_pays_for_nothing_anew()
    {
        using var shop = new Shop(new Desk("first"), new Desk("second"));
        shop.Run(Shop.Pipeline(Ask("draft", others: [])), Shop.Items(Ten));
        shop.Run(Shop.Pipeline(Ask("draft"), new Stage("more", Deed.Makes("!", _ => "!"))), Shop.Items(Ten));
        Assert.Equal((10, 0), Sent(shop));
    }

    [Fact]
    public void The_first_is_asked_again_when_it_is_back()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second", Limit.AtOnce(1)));
        shop.DeskOf("second").Took = _ => TimeSpan.FromSeconds(20);
        shop.DeskOf("first").Says = (_, _) => shop.Now < TimeSpan.FromSeconds(100)
            ? Answers.Refused(Refusal.Overload)
            : Answers.Text("back");
        var result = shop.Run(Asks(), Shop.Items(Ten), options => options with { Window = 2 });
        Assert.Equal(10, result.Items[ItemState.Done]);
        Assert.Contains(shop.DeskOf("first").Sent, sent => sent.At > TimeSpan.FromSeconds(100));
        Assert.NotEmpty(shop.DeskOf("second").Sent);
    }

    [Fact]
    public void A_call_that_has_paused_for_its_try_does_not_pause_again_to_go_elsewhere()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Took = call => TimeSpan.FromSeconds(call.ItemKey == "a" ? 1 : 5);
        shop.DeskOf("first").Says = (call, _) => call.ItemKey == "a" ? Answers.Transient() : Answers.NoKey();
        shop.Run(Asks(), Shop.Items("a", "b"));
        Assert.Equal([6, 6], shop.DeskOf("second").Sent.Select(sent => (int)sent.At.TotalMilliseconds / 1000.0));
    }

    [Fact]
    public void With_all_of_them_out_the_run_waits_for_a_person()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second", Limit.AtOnce(1)));
        shop.DeskOf("first").Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        shop.DeskOf("second").Says = (_, _) => Answers.NoKey();
        var result = shop.Run(Asks(), Shop.Items(Ten));
        Assert.Equal(RunEnding.Credentials, result.Ending);
        Assert.Equal((1, 1), Sent(shop));
        Assert.Equal(10, result.Items[ItemState.Open]);
    }

    [Fact]
    public void What_is_reserved_is_what_the_one_asked_may_cost()
    {
        using var shop = new Shop(new Desk("first", Limit.AtOnce(1)), new Desk("second"));
        shop.DeskOf("first").Says = (_, _) => Answers.Refused(Refusal.NoMoney);
        shop.DeskOf("second").Asks = _ => new(10, 10, 0, new(70_000));
        shop.Run(Asks(), Shop.Items("a"));
        Assert.Equal([Desk.WorstCase, new(70_000)],
            shop.Journal.OfType<Record.Intent>().Select(intent => intent.Demand.WorstCase));
    }

    private static (int First, int Second) Sent(Shop shop) =>
        (shop.DeskOf("first").Sent.Count, shop.DeskOf("second").Sent.Count);

    private static Pipeline Asks(int tries = 3) => Shop.Pipeline(Ask("draft", tries));

    private static Stage Ask(string name, int tries = 3, IReadOnlyList<Fallback>? others = null) => new(name, new Deed(
        name, async context => (await context.CallAsync(new("first", "m", $"{name} {context.Item.Key}")
        {
            Fallbacks = others ?? [new("second", "n")],
            Tries = tries,
        })).Text));
}
