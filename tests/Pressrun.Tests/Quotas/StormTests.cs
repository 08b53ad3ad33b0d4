using Pressrun.Model;

namespace Pressrun.Tests.Quotas;

/// <summary>A provider that refuses everything is asked ever more rarely, whatever it says.</summary>
public sealed class StormTests
{
    [Theory]
    [InlineData(Refusal.Concurrency, null)]
    [InlineData(Refusal.Concurrency, 0.0)]
    [InlineData(Refusal.RateShort, 0.0)]
    [InlineData(Refusal.RateShort, null)]
    [InlineData(Refusal.RateLong, 0.0)]
    [InlineData(Refusal.Acceleration, 0.0)]
    [InlineData(Refusal.Overload, 0.0)]
    public void Ten_minutes_of_refusals_cost_few_calls(Refusal refusal, double? retryAfter)
    {
        Assert.InRange(Storm(new Booth([Limit.AtOnce(2)]), refusal, retryAfter), 1, 60);
        Assert.InRange(Storm(new Booth([Limit.PerMinute(600)]), refusal, retryAfter), 1, 60);
        Assert.InRange(Storm(new Booth([]), refusal, retryAfter), 1, 60);
    }

    [Fact]
    public void Refusals_of_any_kind_are_answered_by_ever_longer_pauses() =>
        Assert.InRange(Storm(new Booth([Limit.PerMinute(6_000)]), Refusal.RateShort, 0), 1, 60);

    [Fact]
    public void After_ten_minutes_of_silent_refusals_it_is_as_fast_as_before_within_minutes()
    {
        var booth = new Booth([Limit.PerMinute(600)]);
        Turn(booth, lease => booth.Reply(lease, reading: null));
        booth.Quota.Buckets[0].Evidence = Pressrun.Quotas.Evidence.Silent;
        Storm(booth, Refusal.RateShort, retryAfter: null);
        var until = booth.Now + TimeSpan.FromMinutes(10);
        booth.OfferMany(3_000);
        var answered = 0;
        while (booth.Now < until && answered < 3_000)
        {
            foreach (var lease in booth.Pump())
            {
                booth.Reply(lease);
                answered++;
            }

            booth.AdvanceTo(booth.WakeAt ?? until);
        }

        Assert.Equal(3_000, answered);
    }

    [Fact]
    public void One_call_is_tried_every_quarter_of_an_hour_at_least()
    {
        var booth = new Booth([Limit.PerMinute(600)]);
        for (var turn = 0; turn < 400; turn++)
        {
            // An answer between two refusals: each of them is evidence.
            Turn(booth, lease => booth.Reply(lease));
            Turn(booth, lease => booth.Refuse(lease, Refusal.RateShort));
        }

        Assert.InRange(booth.Quota.Buckets[0].Rate, 1 / 900.0, 10);
        Assert.InRange((booth.WakeAt ?? booth.Now) - booth.Now, TimeSpan.Zero, TimeSpan.FromMinutes(31));
    }

    [Fact]
    public void A_burst_refused_at_once_on_a_limit_nobody_knew_is_no_debt()
    {
        var booth = new Booth([Limit.Unknown(Unit.Tokens)]);
        booth.OfferMany(200, demand: new(500, 500, 0, default));
        var sent = booth.Pump();
        booth.Advance(0.05);
        sent.ForEach(lease => booth.Refuse(lease, Refusal.RateShort));
        Assert.InRange(booth.Quota.Buckets[0].Level, -2_000, 0);
    }

    private static void Turn(Booth booth, Action<Pressrun.Quotas.Lease> end)
    {
        var lease = booth.Offer();
        while (!booth.Pump().Contains(lease))
        {
            booth.AdvanceTo(booth.WakeAt!.Value);
        }

        end(lease);
    }

    private static int Storm(Booth booth, Refusal refusal, double? retryAfter)
    {
        var until = booth.Now + TimeSpan.FromMinutes(10);
        var calls = 0;
        var lease = booth.Offer();
        while (booth.Now < until)
        {
            if (booth.Pump().Count > 0)
            {
                calls++;
                booth.Advance(0.01).Refuse(lease, refusal, retryAfter);
                lease = booth.Offer();
            }
            else
            {
                booth.AdvanceTo(booth.WakeAt ?? until);
            }
        }

        // Whoever waits still goes when it is calm again.
        while (booth.Pump().Count == 0)
        {
            booth.AdvanceTo(booth.WakeAt!.Value);
        }

        booth.Reply(lease);
        return calls;
    }
}
