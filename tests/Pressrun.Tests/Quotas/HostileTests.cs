using System.Globalization;
using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Quotas;

/// <summary>Whatever a provider says, a run comes to its end, and within a time that people wait.</summary>
public sealed class HostileTests
{
    private static readonly string[] Amounts =
    [
        "NaN", "Infinity", "-Infinity", "-1", "0", "1", "2", "3", "49", "50", "100000", "1e12", "1e15", "1e308",
        "9007199254740993", "0.0000001", "1e-300", "4.9e-324", "", " ", "٣", "５", "1,000", "5,5", "0x10", "1_0",
    ];

    private static readonly string[] Resets =
    [
        "NaN", "-5", "0", "0.6", "60", "432", "3600", "86400", "1e308", "31622400", "99999999999", "253402300799",
        "9999-12-31T23:59:59Z", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "7m12s", "99999999h", "1ns",
        "366d", "", "soon",
    ];

    public static TheoryData<long, long, long, long> Numbers => new()
    {
        { long.MaxValue, 0, 0, 0 },
        { long.MinValue, long.MinValue, long.MinValue, 0 },
        { long.MaxValue, long.MaxValue, long.MaxValue, 0 },
        { 1_000_000_000_000, 0, 0, 0 },
        { 0, long.MaxValue, 0, -10_000_000 },
        { 0, 0, long.MaxValue, long.MinValue },
    };

    [Fact]
    public void Headers_of_any_kind_neither_break_nor_hold_up_a_run()
    {
        for (var seed = 0; seed < 300; seed++)
        {
            var random = new Random(seed);
            using var shop = new Shop(DeskOf(random));
            shop.Desk.Took = _ => TimeSpan.FromMilliseconds(random.Next(1, 3_000));
            var (said, until) = (0, random.Next(1, 60));
            shop.Desk.Says = (_, _) => said++ < until ? Hostile(random) : Honest();
            var result = shop.Run(Line, Items(100));
            // An item fails where it is said that a call can never be let in.
            Assert.Equal((RunEnding.Complete, 100),
                (result.Ending, result.Items[ItemState.Done] + result.Items.GetValueOrDefault(ItemState.Failed)));
            Assert.InRange(result.Items[ItemState.Done], 90, 100);
            // A limit of 1 a day may be said, and a call is tried every quarter of an hour.
            Assert.True(shop.Now < TimeSpan.FromDays(100), $"Seed {seed} took {shop.Now}.");
        }
    }

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_that_cannot_be_neither_break_a_run_nor_its_later_lives(
        long input, long output, long characters, long cost)
    {
        using var shop = new Shop(new Desk("desk", new(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1)),
            new(Unit.Characters, 1_000, TimeSpan.FromMinutes(1)), Limit.PerMinute(600)));
        var said = 0;
        var usage = new Usage(Input: input, Output: output, Characters: characters);
        shop.Desk.Says = (_, _) =>
            said++ % 5 == 1 ? Answers.Text("x") with { Usage = usage, Cost = new(cost) } : Answers.Text("x");
        shop.Crash(Line, Items(30), () => shop.Desk.Sent.Count > 12);
        var result = shop.Run(Line, Items(30));
        Assert.Equal((RunEnding.Complete, 30), (result.Ending, result.Items[ItemState.Done]));
        Assert.True(shop.Now < TimeSpan.FromHours(2), $"It took {shop.Now}.");
        Assert.InRange(result.Spent.Micros, 24 * Desk.Cost.Micros, 30 * Desk.Cost.Micros);
    }

    [Fact]
    public void A_cost_that_cannot_be_spends_the_budget_and_no_more()
    {
        using var shop = new Shop(new Desk("desk", Limit.AtOnce(2)));
        shop.Desk.Says = (_, _) => Answers.Text("x") with { Cost = new(long.MaxValue) };
        for (var life = 0; life < 3; life++)
        {
            var result = shop.Run(Line, Items(9), options => options with { Budget = new(Run: Money.FromUsd(1)) });
            Assert.Equal(RunEnding.Budget, result.Ending);
            // Two more leave before the first two are settled.
            Assert.InRange(shop.Desk.Sent.Count, 1, 4);
        }
    }

    [Fact]
    public void A_plausible_reply_stays_as_it_is()
    {
        var reply = Answers.Refused(Refusal.RateShort, TimeSpan.FromSeconds(3)) with { Usage = new(Input: 3) };
        Assert.Same(reply, reply.ToPlausible());
    }

    [Theory]
    [InlineData(-5, 0)]
    [InlineData(1e11, 366 * 86_400)]
    public void A_wait_that_cannot_be_is_one_that_can(double said, double taken) => Assert.Equal(
        TimeSpan.FromSeconds(taken),
        Assert.IsType<Outcome.Refused>(
            Answers.Refused(Refusal.RateShort, TimeSpan.FromSeconds(said)).ToPlausible().Outcome).RetryAfter);

    private static Pipeline Line => Shop.Pipeline(new Stage("say", Deed.Asks("say")));

    private static Item[] Items(int count) =>
        [.. Enumerable.Range(0, count).Select(n => new Item(n.ToString(CultureInfo.InvariantCulture), "x"))];

    private static Desk DeskOf(Random random)
    {
        var format = (ResetFormat)random.Next(4);
        var requests = random.Next(3) switch
        {
            0 => Limit.Unknown(Unit.Requests),
            var kind => Limit.PerMinute(60) with { IsCeiling = kind == 1 },
        };
        var tokens = random.Next(2) == 0
            ? Limit.Unknown(Unit.Tokens)
            : new Limit(Unit.Tokens, 100_000, TimeSpan.FromMinutes(1));
        return new("desk",
            requests with { Headers = new("x-limit", "x-left", "x-reset") { Format = format } },
            tokens with
            {
                Charge = (Charge)random.Next(3),
                Headers = new("x-tlimit", "x-tleft", "x-treset") { Format = format },
            },
            random.Next(2) == 0 ? Limit.Unknown(Unit.Slots) with { Headers = new("x-slots", null, null) }
                : Limit.AtOnce(4));
    }

    private static Reply Hostile(Random random)
    {
        var headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-slots"] = Of(Amounts) };
        foreach (var prefix in (string[])["x-", "x-t"])
        {
            (headers[prefix + "limit"], headers[prefix + "left"]) = (Of(Amounts), Of(Amounts));
            headers[prefix + "reset"] = Of(Resets);
        }

        headers["date"] = Of(["Sun, 22 Nov 2026 10:00:00 GMT", "Fri, 31 Dec 9999 23:59:59 GMT", "", "nonsense"]);
        foreach (var name in headers.Keys.Where(_ => random.Next(3) == 0).ToList())
        {
            headers.Remove(name);
        }

        TimeSpan? wait = random.Next(5) switch
        {
            0 => null,
            1 => TimeSpan.FromSeconds(-5),
            2 => TimeSpan.Zero,
            3 => TimeSpan.FromSeconds(1e11),
            _ => TimeSpan.FromSeconds(random.Next(1, 400)),
        };
        Refusal[] refusals = [Refusal.RateShort, Refusal.Acceleration, Refusal.Concurrency, Refusal.Overload];
        var reply = random.Next(4) == 0 ? Answers.Refused(refusals[random.Next(4)], wait) : Answers.Text("ok");
        return reply with { Headers = headers };

        string Of(string[] from) => from[random.Next(from.Length)];
    }

    private static Reply Honest() => Answers.Text("ok") with
    {
        Headers = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["x-limit"] = "60",
            ["x-left"] = "40",
            ["x-tlimit"] = "100000",
            ["x-tleft"] = "90000",
            ["x-slots"] = "4",
        },
    };
}
