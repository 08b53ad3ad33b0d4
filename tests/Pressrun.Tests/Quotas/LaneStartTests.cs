using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class LaneStartTests
{
    private const long Second = 1_000_000;

    [Fact]
    public void Without_a_snapshot_and_without_calls_a_lane_starts_full() =>
        Assert.Equal(60, LevelAfter(new(null), 0));

    [Fact]
    public void A_snapshot_refills_for_the_time_that_passed() =>
        Assert.Equal(25, LevelAfter(new("0 Requests/60=20"), 5 * Second));

    [Fact]
    public void A_snapshot_refills_to_the_capacity_at_most() =>
        Assert.Equal(60, LevelAfter(new("0 Requests/60=20"), 3_600 * Second));

    [Fact]
    public void A_wall_clock_that_went_back_refills_nothing() =>
        Assert.Equal(20, LevelAfter(new($"{100 * Second} Requests/60=20"), 0));

    [Fact]
    public void Calls_after_the_snapshot_are_taken_out()
    {
        var start = new LaneStart("0 Requests/60=20");
        start.AddSent(default, 2 * Second);
        start.AddSent(default, 2 * Second);
        Assert.Equal(20 + 5 - 2, LevelAfter(start, 5 * Second));
    }

    [Fact]
    public void Calls_without_a_snapshot_are_taken_out_of_a_full_bucket()
    {
        var start = new LaneStart(null);
        start.AddSent(default, 2 * Second);
        Assert.Equal(59, LevelAfter(start, 2 * Second));
    }

    [Fact]
    public void Calls_whose_outcome_is_unknown_count_as_sent_at_the_restart()
    {
        var start = new LaneStart("0 Requests/60=20");
        start.AddOpen(default);
        Assert.Equal(59, LevelAfter(start, 3_600 * Second));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("12 Requests")]
    [InlineData("12 Requests/60=x")]
    [InlineData("12 Nonsense=4")]
    [InlineData("12 Requests/60=NaN")]
    public void A_snapshot_that_cannot_be_read_is_none(string snapshot) =>
        Assert.Equal(60, LevelAfter(new(snapshot), 12));

    [Fact]
    public void What_was_written_is_read_back()
    {
        var quota = new Quota("lane", [Limit.PerMinute(60)], isOwn: false, TimeSpan.Zero);
        quota.Take(default, new(), TimeSpan.Zero);
        quota.Take(default, new(), TimeSpan.Zero);
        Assert.Equal(58, LevelAfter(new(LaneStart.Write(quota, TimeSpan.Zero, 7 * Second)), 7 * Second));
    }

    [Fact]
    public void A_restart_never_finds_more_than_there_is()
    {
        for (var seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            // The truth: a bucket of 60 that refills 1 a second and loses one for each call.
            var (truth, now) = (60.0, 0.0);
            var start = new LaneStart(null);
            for (var call = 0; call < random.Next(1, 80); call++)
            {
                var passed = random.NextDouble() * random.Next(1, 4);
                (now, truth) = (now + passed, Math.Min(60, truth + passed) - 1);
                if (call == 20)
                {
                    start = new(FormattableString.Invariant($"{(long)(now * Second)} Requests/60={truth:R}"));
                    continue;
                }

                start.AddSent(default, (long)(now * Second));
            }

            var slept = random.NextDouble() * 20;
            truth = Math.Min(60, truth + slept);
            var found = LevelAfter(start, (long)((now + slept) * Second));
            Assert.True(found <= truth + 1e-4, $"Seed {seed}: found {found}, there are {truth}.");
        }
    }

    private static double LevelAfter(LaneStart start, long wallMicros)
    {
        var quota = new Quota("lane", [Limit.PerMinute(60)], isOwn: false, TimeSpan.Zero);
        start.Apply(quota, wallMicros);
        return quota.Buckets[0].Level;
    }
}
