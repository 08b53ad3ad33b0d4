using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Reporting;
using Pressrun.Testing;
using Pressrun.Tests.Tidying;

namespace Pressrun.Tests.Reporting;

/// <summary>What a run says of its bound, and of the time beyond it, where one cause alone holds it up.</summary>
public sealed class GapTests
{
    private static readonly Limit SixInAnyMinute = Limit.PerMinute(6) with { IsWindow = true };

    public static TheoryData<string> StageLimits => ["5/min", "5/min window", "1 at once"];

    [Theory]
    [MemberData(nameof(StageLimits))]
    public void A_stage_limit_binds_as_those_of_providers_do(string written)
    {
        var limit = written switch
        {
            "1 at once" => Limit.AtOnce(1),
            var rate => Limit.PerMinute(5) with { IsWindow = rate.EndsWith("window", StringComparison.Ordinal) },
        };
        var play = new Play([Limit.AtOnce(2)], [limit]);
        var bound = play.Ask(20, workSeconds: limit.Unit == Unit.Slots ? 9 : 0.01).ToEnd();
        Assert.Equal($"stage first: {written}", bound.Binding);
        Assert.InRange(bound.Seconds, 179.9, 180.1);
        Assert.DoesNotContain(bound.Gap, part => part.Cause is "no call was ready" or "a stage's own limit");
    }

    [Fact]
    public void Calls_of_one_stage_on_several_lanes_share_its_limit()
    {
        var play = new Play([Limit.AtOnce(2)], [Limit.PerMinute(5)]);
        var bound = play.Ask(10, 0.01).Ask(10, 0.01, lane: new("folder", [Limit.AtOnce(4)])).ToEnd();
        Assert.Equal("stage first: 5/min", bound.Binding);
        Assert.InRange(bound.Seconds, 179.9, 180.1);
    }

    [Fact]
    public void Where_a_stage_limit_does_not_bind_the_wait_for_it_is_a_cause_of_its_own()
    {
        var play = new Play([Limit.AtOnce(1)], [Limit.PerMinute(1)]);
        var bound = play.Ask(2, 1).Until(61).Ask(20, 10, "last").ToEnd();
        Assert.Equal("lane: 1 at once", bound.Binding);
        Assert.InRange(Seconds(bound, "a stage's own limit"), 58, 60);
    }

    [Fact]
    public void A_window_lets_its_amount_through_at_once_and_as_much_a_period_later()
    {
        var bound = new Play([SixInAnyMinute], []).Ask(10, 0.01).ToEnd();
        Assert.Equal("lane: 6/min window", bound.Binding);
        Assert.InRange(bound.Seconds, 60, 60.02);
        Assert.InRange(Seconds(bound, "a window spent evenly"), 50, bound.Elapsed - 60);
        Assert.DoesNotContain(bound.Gap, part => part.Cause == "outputs still owed");
    }

    [Fact]
    public void A_window_that_would_let_all_through_at_once_is_named_beside_the_item_that_binds()
    {
        var bound = new Play([SixInAnyMinute], []) { Longest = new("one", 5) }.Ask(6, 5).ToEnd();
        Assert.Equal("the longest item, one", bound.Binding);
        Assert.InRange(Seconds(bound, "a window spent evenly"), 50, bound.Elapsed - 5);
    }

    [Fact]
    public void The_wait_for_the_next_period_of_a_window_is_the_windows()
    {
        var play = new Play([Limit.PerMinute(1) with { IsWindow = true }], []);
        Assert.Equal(75, play.Ask(3, 0.01).Until(75).Look().Seconds, 3);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(14)]
    [InlineData(44)]
    public void While_a_call_waits_for_a_limit_the_time_is_the_limits(double minutes)
    {
        var play = new Play([new(Unit.Requests, 4, TimeSpan.FromHours(1))], []) { Longest = new("one", 0.01) };
        var bound = play.Ask(10, 0.01).Until(minutes * 60);
        Near(play.Look(), bound.Now);
        play.Booth.Governor.Close();
        Near(play.Look(), bound.Now);

        static void Near(Bound bound, double now)
        {
            Assert.Equal("lane: 4/hour", bound.Binding);
            Assert.InRange(bound.Seconds, now - 2, now);
            Assert.DoesNotContain(bound.Gap, part => part.Cause == "the last calls beyond the shortest");
        }
    }

    [Fact]
    public void When_a_lane_has_nothing_left_to_do_no_call_is_ready()
    {
        var play = new Play([Limit.PerMinute(60)], []);
        play.Ask(100, 5).ToEnd();
        play.Booth.Advance(100);
        Assert.Equal(100, Seconds(play.Look(), "no call was ready"), 3);
    }

    [Fact]
    public void Calls_that_have_not_come_back_are_under_way()
    {
        var play = new Play([Limit.PerMinute(60)], []);
        play.Ask(100, 1).Ask(1, 1e6).Until(60);
        Assert.InRange(Seconds(play.Look(), "calls under way"), 0.9, 1.1);
    }

    [Fact]
    public void Slots_that_have_nothing_left_to_do_wait_for_the_longest_call()
    {
        var bound = new Play([Limit.AtOnce(2)], []).Ask(4, 10).Ask(1, 70).ToEnd();
        Assert.Equal([new GapPart("calls of unequal length", 35)], bound.Gap.Select(Rounded));
    }

    [Theory]
    [InlineData(1, 5000)]
    [InlineData(3, 5000)]
    [InlineData(3, 5)]
    public void A_call_larger_than_its_limit_leaves_a_bound_that_can_be(int calls, long output)
    {
        var play = new Play([new(Unit.Tokens, 10, TimeSpan.FromMinutes(1))], []) { Longest = new("one", 0.5) };
        var bound = play.Ask(calls, 0.5, demand: new(3_000, 2_000, 0, Money.Zero), usage: new(Output: output)).ToEnd();
        BoundRule.Check(bound);
        Assert.InRange(bound.Seconds, 0.5, bound.Elapsed);
    }

    [Fact]
    public void Whatever_providers_let_pass_the_bound_can_be()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var play = new Play(Draw(random), random.Next(2) == 0 ? [] : Draw(random));
            for (var group = random.Next(1, 6); group > 0; group--)
            {
                play.Ask(random.Next(1, 12), Math.Pow(10, random.Next(-2, 3)), random.Next(2) == 0 ? "first" : "last",
                    new(random.Next(2_000), random.Next(2_000), random.Next(2_000), Money.Zero),
                    new Usage(Input: random.Next(9_000), Output: random.Next(9_000), Characters: random.Next(9_000)));
                play.Until(play.Now + random.Next(200));
                Hold(play.Look(), seed);
            }

            Hold(play.ToEnd(), seed);
        }

        static void Hold(Bound bound, int seed)
        {
            var told = Xunit.Record.Exception(() => BoundRule.Check(bound));
            Assert.True(told is null, $"Seed {seed}: {told?.Message}");
        }
    }

    [Fact]
    public void Every_cause_stands_in_the_table_of_the_documentation()
    {
        var bucket = new Bucket(Limit.PerMinute(1), isOwn: false, TimeSpan.Zero);
        bucket.Take(1, 0, TimeSpan.Zero);
        var slots = new SlotLedger(TimeSpan.Zero);
        Use[] uses = [new(1, 0, 1, 0), new(0, 0, 0, 0)];
        var told = (Limit[])[Limit.PerMinute(1), SixInAnyMinute];
        var causes = told.SelectMany(limit => Gap.OfBucket(bucket, new("lane", limit, uses) { Rates = [new(0, 1)] },
                TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero, 0))
            .Concat(Gap.OfSlots(slots, new("lane", Limit.AtOnce(1), uses), TimeSpan.Zero, 0))
            .Select(part => part.Cause).Append("other").Append("waiting for limits and slots");
        var table = File.ReadLines(Path.Combine(Source.Root, "docs", "quotas.md"))
            .Where(line => line.StartsWith("| ", StringComparison.Ordinal))
            .SelectMany(line => line.Split('|')[1].Split(',', StringSplitOptions.TrimEntries));
        Assert.Empty(causes.Except(table, StringComparer.Ordinal));
    }

    private static double Seconds(Bound bound, string cause) =>
        bound.Gap.Where(part => part.Cause == cause).Sum(part => part.Seconds);

    private static GapPart Rounded(GapPart part) => part with { Seconds = Math.Round(part.Seconds, 3) };

    private static Limit[] Draw(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(5) switch
        {
            0 => Limit.AtOnce(random.Next(1, 4)),
            1 => Limit.PerMinute(random.Next(1, 60)),
            2 => Limit.PerMinute(random.Next(1, 60)) with { IsWindow = true },
            3 => new(Unit.Characters, random.Next(10, 5_000), TimeSpan.FromMinutes(1)),
            _ => new(Unit.Tokens, random.Next(10, 5_000), TimeSpan.FromMinutes(1))
            {
                Charge = (Charge)random.Next(3),
                IsWindow = random.Next(3) == 0,
            },
        }),
    ];
}
