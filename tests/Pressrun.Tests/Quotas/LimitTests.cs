using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>What no order of events may break; each seed draws limits, calls and delays.</summary>
public sealed class LimitTests
{
    [Fact]
    public void No_interval_holds_more_than_capacity_and_what_refills_in_it() => Each(30, seed =>
    {
        var random = new Random(seed);
        var limit = Limit.PerMinute(random.Next(5, 300)) with { Capacity = random.Next(1, 60) };
        var admitted = Drive(new Booth([limit]), random, 250).ConvertAll(at => at.Admitted);
        Bounded(admitted, limit.Capacity, limit.RatePerSecond, seed);
    });

    [Fact]
    public void A_strict_server_behind_a_jittery_line_refuses_nothing() => Each(30, seed =>
    {
        var random = new Random(seed);
        var limit = Limit.PerMinute(random.Next(5, 600)) with { Capacity = random.Next(2, 100) };
        var arrivals = Drive(new Booth([limit]), random, 250)
            .ConvertAll(at => at.Sent + TimeSpan.FromSeconds(0.25 * random.NextDouble()));
        arrivals.Sort();
        var (level, last) = (limit.Capacity, TimeSpan.Zero);
        foreach (var arrival in arrivals)
        {
            level = Math.Min(limit.Capacity, level + (limit.RatePerSecond * (arrival - last).TotalSeconds)) - 1;
            last = arrival;
            Assert.True(level > -1e-6, $"Seed {seed}: at {arrival} the server was {-level} short.");
        }
    });

    [Fact]
    public void A_window_never_holds_more_than_its_amount_for_hours_and_with_jitter() => Each(40, seed =>
    {
        var random = new Random(seed);
        var limit = new Limit(Unit.Requests, random.Next(2, 40), TimeSpan.FromSeconds(random.Next(1, 600)))
        {
            IsWindow = true,
        };
        var arrivals = Drive(new Booth([limit]), random, 400)
            .ConvertAll(at => at.Sent + TimeSpan.FromSeconds(0.25 * random.NextDouble()));
        arrivals.Sort();
        for (var (first, last) = (0, 0); last < arrivals.Count; last++)
        {
            while (arrivals[last] - arrivals[first] >= limit.Period)
            {
                first++;
            }

            Assert.True(last - first + 1 <= limit.Amount, $"Seed {seed}: {last - first + 1} in a window of {limit}.");
        }
    });

    [Fact]
    public void A_window_is_used_to_most_of_what_it_allows()
    {
        var limit = new Limit(Unit.Requests, 100, TimeSpan.FromMinutes(1)) { IsWindow = true };
        var booth = new Booth([limit]);
        booth.OfferMany(2_000);
        Assert.InRange(booth.Drain(TimeSpan.FromMinutes(10)).Count, 780, 1_000);
    }

    [Fact]
    public void A_rate_is_used_in_full_but_for_half_a_second()
    {
        var booth = new Booth([Limit.PerMinute(600) with { Capacity = 20 }]);
        booth.OfferMany(2_000);
        // 20 at once and 10 a second for 100 s, less 5 kept in hand.
        Assert.InRange(booth.Drain(TimeSpan.FromSeconds(100)).Count, 1_013, 1_020);
    }

    [Fact]
    public void No_level_is_above_its_capacity_and_no_wake_up_is_in_the_past() => Each(40, seed =>
    {
        var random = new Random(seed);
        var booth = new Booth(
            [Limit.PerMinute(120), new(Unit.Tokens, 5_000, TimeSpan.FromMinutes(1)), Limit.AtOnce(5)], new(10_000));
        Wild(booth, random, 400, () =>
        {
            Assert.True(booth.WakeAt is not { } at || at > booth.Now, $"Seed {seed}: {booth.WakeAt} at {booth.Now}.");
            foreach (var quota in booth.Governor.Lanes)
            {
                Assert.All(quota.Buckets, bucket => Assert.True(
                    bucket.Level <= bucket.Capacity && double.IsFinite(bucket.Level), $"Seed {seed}: {bucket.Level}."));
                Assert.InRange(quota.InFlight, 0, 5);
            }
        });
    });

    [Fact]
    public void The_budget_is_never_exceeded_whatever_happens_in_which_order() => Each(40, seed =>
    {
        var random = new Random(seed);
        var booth = new Booth([Limit.AtOnce(8)], new(random.Next(50, 500)));
        Wild(booth, random, 400, () => Assert.True(
            booth.Purse.Committed <= booth.Purse.Limit && booth.Purse.Committed >= Money.Zero,
            $"Seed {seed}: {booth.Purse.Committed} of {booth.Purse.Limit}."));
    });

    [Fact]
    public void The_same_operations_at_the_same_times_bring_the_same_decisions()
    {
        Assert.Equal(Trace(7), Trace(7));
        Assert.NotEqual(Trace(7), Trace(8));

        static string Trace(int seed)
        {
            var booth = new Booth([Limit.PerMinute(100), Limit.AtOnce(4)], new(5_000));
            var trace = new List<string>();
            Wild(booth, new Random(seed), 300, () => trace.Add($"{booth.WakeAt} {booth.Purse.Committed}"));
            return string.Join('\n', trace);
        }
    }

    /// <summary>Offers calls in gusts; each is sent some time after its admission and answered later.</summary>
    private static List<(TimeSpan Admitted, TimeSpan Sent)> Drive(Booth booth, Random random, int calls)
    {
        var times = new List<(TimeSpan, TimeSpan)>();
        var unsent = new List<(Lease Lease, TimeSpan At)>();
        while (times.Count < calls)
        {
            foreach (var (lease, at) in unsent.Where(one => one.At <= booth.Now).OrderBy(one => one.At).ToList())
            {
                lease.Send(at);
                unsent.Remove((lease, at));
            }

            if (booth.Governor.Waiting == 0)
            {
                booth.OfferMany(random.Next(1, 40));
                booth.Advance(random.Next(3) == 0 ? 60 * random.NextDouble() : 0);
            }

            foreach (var lease in booth.Admit())
            {
                var sent = booth.Now + TimeSpan.FromSeconds(0.25 * random.NextDouble());
                times.Add((booth.Now, sent));
                unsent.Add((lease, sent));
            }

            var next = unsent.Select(one => one.At).Append(booth.WakeAt ?? booth.Now).Where(at => at > booth.Now);
            booth.AdvanceTo(next.DefaultIfEmpty(booth.Now).Min());
        }

        return times;
    }

    /// <summary>Everything that can happen to a governor, in an order of chance.</summary>
    private static void Wild(Booth booth, Random random, int steps, Action check)
    {
        var flying = new List<Lease>();
        for (var step = 0; step < steps; step++)
        {
            var lease = flying.Count > 0 ? flying[random.Next(flying.Count)] : null;
            switch (random.Next(8))
            {
                case 0 or 1:
                    var size = random.Next(1, 300);
                    var stage = random.Next(2) == 0 ? "first" : "last";
                    booth.Offer(stage, random.Next(20), new(size, size, 0, new(size % 40)));
                    break;
                case 2:
                    booth.Advance(random.NextDouble() * 3);
                    break;
                case 3 when lease is not null:
                    booth.Reply(lease, new(Input: 50, Output: 10), random.Next((int)lease.Demand.WorstCase.Micros + 1));
                    break;
                case 4 when lease is not null:
                    booth.Refuse(lease, (Refusal)random.Next(4), random.Next(2) == 0 ? null : random.Next(20));
                    break;
                case 5 when lease is not null:
                    booth.Governor.Free(lease, booth.Now);
                    break;
                default:
                    flying.AddRange(booth.Pump());
                    check();
                    break;
            }

            flying.RemoveAll(one => one.State != LeaseState.Admitted);
        }
    }

    private static void Bounded(List<TimeSpan> times, double capacity, double rate, int seed)
    {
        for (var first = 0; first < times.Count; first++)
        {
            for (var last = first; last < times.Count; last++)
            {
                var most = capacity + (rate * (times[last] - times[first]).TotalSeconds) + 1e-6;
                Assert.True(last - first + 1 <= most, $"Seed {seed}: {last - first + 1} calls, at most {most}.");
            }
        }
    }

    private static void Each(int seeds, Action<int> test)
    {
        for (var seed = 1; seed <= seeds; seed++)
        {
            test(seed);
        }
    }
}
