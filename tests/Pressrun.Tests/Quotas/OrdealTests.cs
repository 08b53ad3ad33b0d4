using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>What holds after each step of everything that can happen to a governor.</summary>
public sealed class OrdealTests
{
    private const int Ordeals = 60;
    private const int Steps = 400;

    // A wake-up is rounded up, a tick late rather than one early.
    private static readonly TimeSpan Least = TimeSpan.FromMilliseconds(1);

    private static readonly TimeSpan Aged = TimeSpan.FromMinutes(10);

    [Fact]
    public void No_bucket_holds_more_than_it_can_and_no_wake_up_is_in_the_past() => Ordeal.Each(
        Ordeals, Steps, ordeal =>
        {
            var (at, now) = (ordeal.Booth.WakeAt, ordeal.Booth.Now);
            Assert.True(
                ordeal.Event != "pump" || at is null || at > now, $"{ordeal.Place}: wakes at {at}, it is {now}.");
            foreach (var bucket in ordeal.Quotas.SelectMany(quota => quota.Buckets))
            {
                var (level, unproven) = (bucket.Level, bucket.Unproven);
                Assert.True(double.IsFinite(level) && level <= bucket.Capacity + 1e-6 && unproven >= 0,
                    $"{ordeal.Place}: {bucket.Limit} holds {level} and {unproven} of {bucket.Capacity}.");
            }
        });

    [Fact]
    public void Calls_that_wait_change_nothing_and_calls_that_go_take_everything_they_need() => Ordeal.Each(
        Ordeals, Steps, ordeal =>
        {
            foreach (var bucket in ordeal.Quotas.SelectMany(quota => quota.Buckets))
            {
                bucket.Evolve(ordeal.Booth.Now);
            }

            var before = ordeal.Quotas.ToDictionary(quota => quota, Books);
            ordeal.Admitted.Clear();
            ordeal.Pump();
            foreach (var (quota, (inFlight, levels)) in before)
            {
                var took = ordeal.Admitted.Where(lease => Ordeal.MarksOf(lease, quota) is not null).ToList();
                Assert.True(quota.InFlight == inFlight + took.Count, $"{ordeal.Place}: {quota.InFlight} in flight.");
                for (var place = 0; place < levels.Length; place++)
                {
                    var bucket = quota.Buckets[place];
                    var cost = took.Sum(lease => Ordeal.MarksOf(lease, quota)![place].Cost);
                    var level = levels[place] - (bucket.IsOpen ? 0 : cost);
                    Assert.True(Math.Abs(level - bucket.Level) < 1e-6 * (1 + Math.Abs(level)),
                        $"{ordeal.Place}: {bucket.Limit} holds {bucket.Level}, not {level}.");
                }
            }

            static (int, double[]) Books(Quota quota) =>
                (quota.InFlight, [.. quota.Buckets.Select(bucket => bucket.Level)]);
        });

    [Fact]
    public void No_more_comes_back_of_a_call_than_it_took()
    {
        var refunded = new Dictionary<Bucket, double>();
        Ordeal.Each(Ordeals, Steps, ordeal =>
        {
            foreach (var quota in ordeal.Quotas)
            {
                for (var place = 0; place < quota.Buckets.Length; place++)
                {
                    var bucket = quota.Buckets[place];
                    var back = bucket.Books.Refunded - refunded.GetValueOrDefault(bucket);
                    refunded[bucket] = bucket.Books.Refunded;
                    var most = ordeal.Ended is { } ended ? Ordeal.MarksOf(ended, quota)?[place].Cost ?? 0 : 0;
                    Assert.True(back <= most + 1e-6, $"{ordeal.Place}: {back} of {most} came back.");
                }
            }
        });
    }

    [Fact]
    public void Every_call_ends_exactly_once_or_is_returned_at_the_end()
    {
        for (var number = 1; number <= Ordeals; number++)
        {
            var ordeal = new Ordeal(number);
            for (var step = 1; step <= Steps; step++)
            {
                ordeal.Step();
                if (ordeal.Ended is { } ended)
                {
                    Assert.Throws<InvalidOperationException>(() => ordeal.Booth.Governor.Free(ended, ordeal.Booth.Now));
                }
            }

            var returned = ordeal.Booth.Governor.Close().ToHashSet();
            Assert.All(ordeal.Ends, one => Assert.True(
                one.Value + (returned.Contains(one.Key) ? 1 : 0) + (ordeal.Flying.Contains(one.Key) ? 1 : 0) == 1,
                $"{ordeal.Place}: ended {one.Value} times, {one.Key.State}."));
            Assert.Equal(ordeal.Flying.Count, ordeal.Booth.Governor.InFlight);
        }
    }

    [Fact]
    public void What_is_committed_is_what_was_spent_is_in_flight_or_unknown_and_never_above_the_budget() => Ordeal.Each(
        Ordeals, Steps, ordeal =>
        {
            var (found, expected) = (ordeal.Booth.Purse.Committed, ordeal.Committed);
            Assert.True(found == expected && found <= ordeal.Booth.Purse.Limit,
                $"{ordeal.Place}: {found} of {ordeal.Booth.Purse.Limit}, expected {expected}.");
        });

    [Fact]
    public void The_same_things_at_the_same_times_bring_the_same_decisions_and_the_same_snapshot()
    {
        for (var number = 1; number <= 20; number++)
        {
            Assert.Equal(Trace(number), Trace(number));
        }

        Assert.NotEqual(Trace(1), Trace(2));

        static string Trace(int number)
        {
            var (ordeal, trace) = (new Ordeal(number), new List<string>());
            for (var step = 1; step <= Steps; step++)
            {
                ordeal.Step();
                trace.Add($"{ordeal.Booth.WakeAt} {string.Join(',', ordeal.Admitted.Select(one => one.Call.Key))}");
            }

            trace.AddRange(ordeal.Booth.Governor.Roster.Snapshot(ordeal.Booth.Now, 5).Select(lane => lane.ToString()));
            return string.Join('\n', trace);
        }
    }

    [Fact]
    public void Nothing_lifts_a_ceiling() => Ordeal.Each(Ordeals, Steps, ordeal =>
    {
        foreach (var quota in ordeal.Booth.Governor.Lanes)
        {
            Assert.All(quota.Buckets.Where(bucket => bucket.Limit.IsCeiling), bucket => Assert.True(
                bucket.Rate <= bucket.Limit.RatePerSecond && bucket.Capacity <= bucket.Limit.Capacity,
                $"{ordeal.Place}: {bucket.Rate} a second, {bucket.Capacity} at once for {bucket.Limit}."));
        }

        var slots = ordeal.Booth.Lane.Limits[^1];
        Assert.True(!slots.IsCeiling || ordeal.Booth.Governor.Lanes.All(quota =>
            quota.Name != "lane" || quota.Slots <= slots.Amount), $"{ordeal.Place}: more than {slots}.");
    });

    [Fact]
    public void No_call_leaves_a_parked_or_stopped_lane() => Ordeal.Each(Ordeals, Steps, ordeal => Assert.All(
        ordeal.Admitted, lease => Assert.True(
            ordeal.Booth.Now >= ordeal.ParkedUntil.GetValueOrDefault(lease.Lane.Name, TimeSpan.MinValue),
            $"{ordeal.Place}: a call left {lease.Lane.Name}, parked: {string.Join(' ', ordeal.ParkedUntil)}.")));

    /// <remarks>
    /// What is kept in hand after a refusal grows less meanwhile: a call could go a little sooner than was worked out,
    /// never much. A smaller bucket inside a large one may be given up, and a call that has waited for ten minutes
    /// changes the order, so neither is looked at.
    /// </remarks>
    [Fact]
    public void Nothing_could_go_before_the_one_wake_up()
    {
        for (var number = 1; number <= Ordeals; number++)
        {
            var (ordeal, random) = (new Ordeal(number), new Random(number));
            for (var step = 1; step <= Steps && ordeal.Booth.Now < Aged; step++)
            {
                ordeal.Step();
                ordeal.Pump();
                if (random.Next(2) == 0 && ordeal.Booth.WakeAt - ordeal.Booth.Now is { } wait && wait > Least
                    && !IsSlow(ordeal))
                {
                    var at = ordeal.Booth.WakeAt;
                    ordeal.Booth.AdvanceTo(ordeal.Booth.Now + (0.9 * random.NextDouble() * wait));
                    ordeal.Booth.Governor.MarkAll();
                    ordeal.Admitted.Clear();
                    ordeal.Pump();
                    Assert.True(
                        ordeal.Admitted.Count == 0, $"{ordeal.Place}: went at {ordeal.Booth.Now}, not at {at}.");
                }
            }
        }

        // A bucket whose room is held by what has not left yet is looked at ever more rarely: only that can help.
        static bool IsSlow(Ordeal ordeal) => ordeal.Quotas.SelectMany(quota => quota.Buckets)
            .Any(bucket => bucket.Grain is not null || bucket.Books.Unsent > 0);
    }
}
