using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

public sealed class ShapeTests
{
    [Fact]
    public void A_limit_is_a_bucket_of_its_capacity_that_refills_at_its_rate() =>
        Assert.Equal((20.0, 5.0), Shape.Of(Limit.PerMinute(300) with { Capacity = 20 }));

    [Fact]
    public void Of_a_limit_nobody_knows_one_request_a_second_goes_and_nothing_else_is_restricted()
    {
        Assert.Equal((1.0, 1.0), Shape.Of(Limit.Unknown(Unit.Requests)));
        Assert.Equal((0.0, 0.0), Shape.Of(Limit.Unknown(Unit.Tokens)));
    }

    /// <remarks>The bucket is emptied greedily, in every pattern of pauses that fits into a few periods.</remarks>
    [Fact]
    public void No_window_of_one_period_and_half_a_second_ever_holds_more_than_the_amount()
    {
        for (var seed = 1; seed <= 400; seed++)
        {
            var random = new Random(seed);
            var limit = new Limit(Unit.Requests, random.Next(1, 60), TimeSpan.FromSeconds(random.Next(1, 100)))
            {
                IsWindow = true,
            };
            var window = limit.Period.TotalSeconds + 0.5 - 1e-6;
            var times = Greedy(Shape.Of(limit), random, 3 * limit.Amount);
            for (var (first, last) = (0, 0); last < times.Count; last++)
            {
                while (times[last] - times[first] >= window)
                {
                    first++;
                }

                Assert.True(last - first < limit.Amount, $"Seed {seed}: {last - first + 1} in {limit}.");
            }
        }
    }

    [Fact]
    public void A_window_of_a_few_requests_still_lets_them_all_through() =>
        Assert.All([1.0, 2, 2.5, 3, 4, 5], amount =>
        {
            var (capacity, rate) = Shape.Of(new(Unit.Requests, amount, TimeSpan.FromSeconds(10)) { IsWindow = true });
            Assert.Equal(1, capacity);
            Assert.Equal(Math.Floor(amount), rate * 10.5, 9);
        });

    [Fact]
    public void A_window_of_tokens_keeps_burst_and_refill_of_a_period_within_the_amount()
    {
        var (capacity, rate) = Shape.Of(new(Unit.Tokens, 1_000, TimeSpan.FromMinutes(1)) { IsWindow = true });
        Assert.Equal(1_000, capacity + (rate * 60.5), 9);
    }

    // Takes whenever there is a whole one, and sometimes waits for a while.
    private static List<double> Greedy((double Capacity, double Rate) bucket, Random random, double calls)
    {
        var (times, now, level) = (new List<double>(), 0.0, bucket.Capacity);
        while (times.Count < calls)
        {
            var pause = random.Next(10) == 0 ? random.NextDouble() * bucket.Capacity / bucket.Rate : 0;
            var wait = Math.Max(pause, Math.Max(0, (1 - level) / bucket.Rate));
            now += wait;
            level = Math.Min(bucket.Capacity, level + (bucket.Rate * wait)) - 1;
            times.Add(now);
        }

        return times;
    }
}
