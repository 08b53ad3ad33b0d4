using System.Globalization;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Quotas;

/// <summary>A governor with its time, and calls to offer to it.</summary>
internal sealed class Booth
{
    private readonly List<Lease> _admitted = [];
    private int _calls;

    public Booth(IReadOnlyList<Limit> limits, Money? budget = null, params IReadOnlyList<Stage> stages)
    {
        Lane = new("lane", limits);
        Purse = new(budget, Money.Zero);
        var known = stages.Count > 0 ? stages : [new("first", Deed.Asks("1")), new("last", Deed.Asks("2"))];
        Governor = new(known, new(Purse, null), new Random(1), TimeSpan.Zero);
        Governor.Roster.Expect("lane", Proven(Lane), 0);
    }

    /// <summary>What an earlier run leaves that spent every burst of a lane without being refused.</summary>
    public static LaneStart Proven(Lane lane)
    {
        var quota = new Quota(lane.Name, lane.Limits, isOwn: false, TimeSpan.Zero);
        var buckets = quota.Buckets.Select(bucket => string.Create(CultureInfo.InvariantCulture,
            $" {bucket.Limit.Unit}/{bucket.Limit.Period.TotalSeconds:R}={bucket.Capacity:R},{bucket.Limit.Amount:R},"
            + $"{bucket.Capacity:R},{bucket.Rate:R},1,0,30,1"));
        return new("0" + string.Concat(buckets));
    }

    public Governor Governor { get; }

    public Purse Purse { get; }

    public Lane Lane { get; set; }

    public TimeSpan Now { get; private set; }

    public TimeSpan? WakeAt { get; private set; }

    public Quota Quota => Governor.Lanes.First(quota => quota.Name == "lane");

    public Lease Offer(
        string stage = "first", long item = 1, Demand? demand = null, Purse? purse = null, Lane? lane = null)
    {
        var call = new Call
        {
            Key = new((UInt128)(++_calls)),
            Request = new("desk", "m", ""),
            RequestHash = "",
            Ordinal = item,
            ItemKey = $"{item}",
            Stage = stage,
            Part = "",
            Sample = 0,
        };
        var lease = new Lease(call, demand ?? new(10, 10, 0, new(10)), lane ?? Lane,
            purse ?? new Purse(null, Money.Zero), new Rank(item, item, 0), this);
        Governor.Offer(lease, Now, 0);
        return lease;
    }

    public List<Lease> OfferMany(int count, string stage = "first", Demand? demand = null) =>
        [.. Enumerable.Range(1, count).Select(item => Offer(stage, item, demand))];

    /// <summary>What is admitted now; sent at once.</summary>
    public List<Lease> Pump()
    {
        var admitted = Admit();
        admitted.ForEach(lease => lease.Send(Now));
        return admitted;
    }

    /// <summary>What is admitted now and not sent yet.</summary>
    public List<Lease> Admit()
    {
        _admitted.Clear();
        WakeAt = Governor.Pump(Now, _admitted);
        return [.. _admitted];
    }

    public Booth Advance(double seconds)
    {
        Now += TimeSpan.FromSeconds(seconds);
        return this;
    }

    public void AdvanceTo(TimeSpan time) => Now = time > Now ? time : Now;

    /// <summary>Follows the governor's wake-ups until everything offered is admitted, or until a time.</summary>
    public List<(Lease Lease, TimeSpan At)> Drain(TimeSpan until)
    {
        var all = new List<(Lease, TimeSpan)>();
        while (true)
        {
            all.AddRange(Pump().Select(lease => (lease, Now)));
            if (WakeAt is not { } at || at > until)
            {
                return all;
            }

            Assert.True(at > Now, $"The wake-up at {at} is not later than {Now}.");
            Now = at;
        }
    }

    /// <summary>The call was carried out, and its reply is durable.</summary>
    public void Reply(Lease lease, Usage usage = default, long cost = 0, QuotaReading? reading = null)
    {
        Governor.Reply(lease, usage, reading, Now);
        Governor.Settle(lease, new(cost));
    }

    /// <summary>The call was refused, and its reply is durable.</summary>
    public void Refuse(Lease lease, Refusal refusal, double? retryAfterSeconds = null)
    {
        TimeSpan? wait = retryAfterSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : null;
        Governor.Refuse(lease, new(refusal, RetryAfter: wait), null, Now);
        Governor.Settle(lease, Money.Zero);
    }
}
