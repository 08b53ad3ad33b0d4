using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>What holds against a provider that keeps books of its own; the number fixes every draw.</summary>
public sealed class PropertyTests
{
    /// <remarks>Over admissions, so that what is refunded lies in the same interval as what it frees.</remarks>
    [Fact]
    public void What_goes_in_any_interval_is_a_burst_less_the_cushion_what_refills_and_one_call() => Each(60, number =>
    {
        var random = new Random(number);
        var charge = random.Next(2) == 0 ? Charge.Reserve : Charge.NoRefund;
        // Half of them with calls smaller than what is kept in hand, which large calls would hide.
        var size = random.Next(2) == 0 ? 10 : 400;
        var limit = new Limit(Unit.Tokens, random.Next(5_000, 20_000), TimeSpan.FromMinutes(1))
        {
            Charge = charge,
            IsCeiling = true,
            Capacity = random.Next(500, 1_500),
        };
        var (events, largest) = Flow(new Booth([limit]), random, size);
        var burst = limit.Capacity - Math.Min(0.5 * limit.RatePerSecond, limit.Capacity / 2) + largest;
        for (var first = 0; first < events.Count; first++)
        {
            var sum = 0.0;
            for (var last = first; last < events.Count; last++)
            {
                sum += events[last].Cost;
                var most = burst + (limit.RatePerSecond * (events[last].At - events[first].At).TotalSeconds);
                Assert.True(sum <= most + 1e-6, $"Number {number}: {sum} in {first}..{last}, at most {most}.");
            }
        }
    });

    [Fact]
    public void Replies_in_any_order_leave_the_mirror_at_most_half_a_second_of_refill_above_the_truth() => Each(
        60, number =>
        {
            var random = new Random(number);
            var limit = Limit.PerMinute(random.Next(30, 900)) with { Headers = new("l", "r", "t") };
            var provider = new HonestProvider(limit, random);
            provider.Serve(600, () => Assert.True(
                provider.Mirror <= provider.Truth + (0.5 * limit.RatePerSecond) + 1 + 1e-6,
                $"Number {number}: {provider.Mirror} for {provider.Truth} at {provider.Now}."));
            Assert.True(provider.Refused == 0, $"Number {number}: {provider.Refused} refused.");
        });

    [Fact]
    public void A_raised_budget_lets_go_exactly_what_fits() => Each(200, number =>
    {
        var random = new Random(number);
        var booth = new Booth([], new(random.Next(100)));
        var offered = Enumerable.Range(1, 30)
            .Select(item => booth.Offer(item: item, demand: new(0, 0, 0, new(random.Next(1, 50))))).ToList();
        for (var raise = 1; raise <= 8; raise++)
        {
            var waiting = offered.Where(lease => lease.State == LeaseState.Waiting).ToList();
            var room = booth.Purse.Limit!.Value.Micros - booth.Purse.Committed.Micros;
            var fit = waiting.TakeWhile(lease => (room -= lease.Demand.WorstCase.Micros) >= 0).ToList();
            Assert.True(fit.SequenceEqual(booth.Admit()), $"Number {number}, raise {raise}.");
            booth.Purse.Limit += new Money(random.Next(120));
            booth.Governor.MarkAll();
        }
    });

    /// <remarks>
    /// What came back and what headers said since is in no snapshot, and calls are taken out after all that refilled:
    /// where that fills the bucket, less is found than there was, never more.
    /// </remarks>
    [Fact]
    public void A_snapshot_and_the_journal_since_give_what_memory_held() => Each(200, number =>
    {
        var random = new Random(number);
        var booth = new Booth([
            Limit.PerMinute(random.Next(60, 600)),
            new(Unit.Tokens, 90_000, TimeSpan.FromMinutes(1)) { Charge = Charge.NoRefund }]);
        Send(booth, random, random.Next(10, 200), null);
        var (text, since) = (booth.Governor.Roster.Snapshot(booth.Now, Micros(booth.Now))["lane"], booth.Now);
        var levels = booth.Quota.Buckets.Select(bucket => bucket.Level).ToList();
        var start = new LaneStart(text);
        Send(booth, random, random.Next(60), start);
        var found = new Quota("lane", booth.Lane.Limits, isOwn: false, TimeSpan.Zero);
        start.Apply(found, Micros(booth.Now));
        for (var place = 0; place < 2; place++)
        {
            var bucket = booth.Quota.Buckets[place];
            bucket.Evolve(booth.Now);
            var level = found.Buckets[place].Level;
            var isFilled = levels[place] + (bucket.Rate * (booth.Now - since).TotalSeconds) > bucket.Capacity;
            Assert.True(level <= bucket.Level + 1e-2 && (isFilled || level >= bucket.Level - 1e-2),
                $"Number {number}: found {level}, was {bucket.Level} of {bucket.Limit}.");
        }
    });

    [Fact]
    public void A_refusal_takes_what_was_sent_after_its_call_out_as_well() => Each(200, number =>
    {
        var random = new Random(number);
        var (wait, passed, later) = (random.Next(5, 250), 3 * random.NextDouble(), random.Next(1, 20));
        Assert.Equal(Level(0) - later, Level(later), 6);

        double Level(int sends)
        {
            var booth = new Booth([Limit.PerMinute(120)]);
            var refused = booth.Offer();
            booth.Pump();
            booth.OfferMany(sends);
            booth.Pump();
            booth.Advance(passed).Refuse(refused, Refusal.RateShort, wait);
            return booth.Quota.Buckets[0].Level;
        }
    });

    [Fact]
    public void A_header_that_shows_nothing_left_moves_nothing() => Each(200, number =>
    {
        var random = new Random(number);
        var booth = new Booth([Limit.PerMinute(random.Next(60, 600)) with { Headers = new("l", "r", "t") }]);
        booth.OfferMany(random.Next(1, 50));
        var flying = booth.Pump();
        booth.Advance(random.NextDouble());
        foreach (var lease in flying)
        {
            var bucket = booth.Quota.Buckets[0];
            bucket.Evolve(booth.Now);
            var level = bucket.Level;
            booth.Reply(lease, reading: new([new(0, bucket.Amount, 0, null)], null));
            Assert.True(level == bucket.Level, $"Number {number}: {level} became {bucket.Level}.");
        }
    });

    private static (List<(TimeSpan At, double Cost)> Events, double Largest) Flow(
        Booth booth, Random random, int size)
    {
        var (events, flying, largest) = (new List<(TimeSpan, double)>(), new List<Lease>(), 0.0);
        while (events.Count < 300)
        {
            booth.OfferMany(booth.Governor.Waiting == 0 ? random.Next(1, 90) : 0,
                demand: new(random.Next(1, size), random.Next(1, size), 0, default));
            foreach (var lease in booth.Pump())
            {
                events.Add((booth.Now, lease.Marks[0].Cost));
                largest = Math.Max(largest, lease.Marks[0].Cost);
                flying.Add(lease);
            }

            var ready = flying.Where(_ => random.Next(4) == 0).ToList();
            foreach (var lease in ready)
            {
                flying.Remove(lease);
                var before = booth.Quota.Buckets[0].Books.Refunded;
                booth.Reply(lease, new(Input: lease.Demand.Input, Output: random.NextInt64(lease.Demand.MaxOutput)));
                events.Add((booth.Now, before - booth.Quota.Buckets[0].Books.Refunded));
            }

            booth.AdvanceTo(random.Next(3) == 0 || booth.WakeAt is null
                ? booth.Now + TimeSpan.FromSeconds(3 * random.NextDouble()) : booth.WakeAt.Value);
        }

        return (events, largest);
    }

    private static void Send(Booth booth, Random random, int calls, LaneStart? start)
    {
        for (var call = 1; call <= calls; call++)
        {
            booth.Offer(demand: new(random.Next(1, 500), random.Next(1, 500), 0, default));
            foreach (var lease in booth.Pump())
            {
                start?.AddSent(lease.Demand, Micros(booth.Now));
                booth.Reply(lease);
            }

            booth.Advance(random.NextDouble() * 0.1);
        }
    }

    private static long Micros(TimeSpan now) => now.Ticks / 10;

    private static void Each(int numbers, Action<int> test)
    {
        for (var number = 1; number <= numbers; number++)
        {
            test(number);
        }
    }
}
