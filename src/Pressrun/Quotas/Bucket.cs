using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// Our mirror of one of the provider's buckets. The level already has every reservation in flight taken out. Reads no
/// clock: the time is an argument.
/// </summary>
internal sealed class Bucket
{
    /// <summary>
    /// By how much delays on the way may vary, in seconds. A flow that obeys (burst, rate) and meets such delays
    /// arrives as (burst + rate × J, rate) (network calculus, R. Cruz 1991), so rate × J is kept in hand: that costs J
    /// seconds once, where a slower rate would cost for ever.
    /// </summary>
    public const double JitterSeconds = 0.5;

    private const double TightSeconds = 0.1;

    private TimeSpan _at;
    private TimeSpan _lastTakenAt = TimeSpan.MinValue;
    private double _lastCost;
    private double _unsent;

    public Bucket(Limit limit, TimeSpan now)
    {
        Limit = limit;
        if (limit.IsWindow)
        {
            // No window of one period holds more than the amount if burst + rate × (period + J) stays within it. Few
            // whole requests are spaced evenly instead: a burst of one, and the amount in a little more than a period.
            var period = limit.Period.TotalSeconds + JitterSeconds;
            var isFew = limit.Unit == Unit.Requests && limit.Amount <= 5;
            Capacity = isFew ? 1 : limit.Amount / 5;
            Rate = (isFew ? Math.Floor(limit.Amount) : limit.Amount - Capacity) / period;
        }
        else
        {
            Capacity = limit.Capacity;
            Rate = limit.RatePerSecond;
        }

        Level = Capacity;
        _at = now;
    }

    /// <summary>The limit it mirrors.</summary>
    public Limit Limit { get; }

    /// <summary>The most it holds.</summary>
    public double Capacity { get; }

    /// <summary>Refill a second.</summary>
    public double Rate { get; }

    /// <summary>What is in it; negative when more was taken than there was.</summary>
    public double Level { get; private set; }

    /// <summary>All that was ever taken.</summary>
    public double Sent { get; private set; }

    /// <summary>What a call takes at admission.</summary>
    public double CostOf(Demand demand) => Limit.Unit switch
    {
        Unit.Requests => 1,
        Unit.Characters => demand.Characters,
        Unit.InputTokens => demand.Input,
        Unit.OutputTokens => OutputOf(demand),
        _ => demand.Input + OutputOf(demand),
    };

    /// <summary>What a call has taken when it is over.</summary>
    public double ChargeOf(Demand demand, Usage usage) => Limit.Unit switch
    {
        Unit.Requests => 1,
        Unit.Characters => usage.Characters > 0 ? usage.Characters : demand.Characters,
        Unit.InputTokens => usage.AllInput,
        Unit.OutputTokens => OutputOf(demand, usage),
        _ => usage.AllInput + OutputOf(demand, usage),
    };

    /// <summary>Refills up to now.</summary>
    public void Evolve(TimeSpan now)
    {
        if (now > _at)
        {
            Level = Math.Min(Room, Level + (Rate * (now - _at).TotalSeconds));
            _at = now;
        }
    }

    /// <summary>
    /// Seconds until a call of this cost fits; 0 or less if it fits now. Call <see cref="Evolve"/> first.
    /// </summary>
    public double WaitSeconds(double cost, TimeSpan now)
    {
        var cushion = Math.Min(Capacity / 2, Rate * JitterSeconds);
        // A call larger than the bucket is admitted alone, when the bucket is full, and goes into debt.
        var wait = (Math.Min(cost + cushion, Capacity) - Level) / Rate;
        if (Capacity < cost + (Rate * TightSeconds) && _lastTakenAt != TimeSpan.MinValue)
        {
            // In a bucket of hardly more than one call there is no room for jitter: space the calls themselves.
            var spaced = (_lastTakenAt - now).TotalSeconds + (_lastCost / Rate) + TightSeconds;
            wait = Math.Max(wait, spaced);
        }

        return wait;
    }

    // What is admitted and has not left yet is still in the provider's bucket, and a full bucket does not refill:
    // without this, a disk that stalls between admission and sending would let the mirror run ahead of the truth.
    private double Room => Capacity - _unsent;

    /// <summary>Takes a call's cost out, to be sent soon.</summary>
    public Mark Take(double cost, TimeSpan now)
    {
        _unsent += cost;
        Level -= cost;
        Sent += cost;
        (_lastTakenAt, _lastCost) = (now, cost);
        return new(cost, Sent);
    }

    /// <summary>
    /// What was taken has left; the mark then counts what had left by then, so that a refusal finds what left later.
    /// </summary>
    public Mark Leave(Mark mark, TimeSpan now)
    {
        Evolve(now);
        _unsent -= mark.Cost;
        return mark with { Sent = Sent - _unsent };
    }

    /// <summary>What was taken will not be sent: as if it had never been taken.</summary>
    public void Undo(Mark mark, TimeSpan now)
    {
        Leave(mark, now);
        Give(mark.Cost);
    }

    /// <summary>Puts back what a call did not use; negative takes more.</summary>
    public void Give(double amount) => Level = Math.Min(Room, Level + amount);

    /// <summary>
    /// Takes a refusal as a measurement: at its time the level was below the call's cost, by as much as the wait the
    /// provider names refills; what was sent since then is gone too. Only ever lowers the level.
    /// </summary>
    public void Correct(Mark mark, TimeSpan? retryAfter, TimeSpan sentAt, TimeSpan now)
    {
        const double refusalCost = 1;
        var then = retryAfter is { } wait ? mark.Cost - (Rate * wait.TotalSeconds) : 0;
        var measured = then - (Limit.Unit == Unit.Requests ? refusalCost : 0) - (Sent - mark.Sent)
            + (Rate * Math.Max(0, (now - sentAt).TotalSeconds - JitterSeconds));
        Level = Math.Min(Level, measured);
    }

    /// <summary>Sets the level found in a snapshot.</summary>
    public void Restore(double level) => Level = Math.Min(Capacity, level);

    private double OutputOf(Demand demand) =>
        Limit.Charge == Charge.Actual ? demand.MaxOutput / 2.0 : demand.MaxOutput;

    private double OutputOf(Demand demand, Usage usage) =>
        Limit.Charge == Charge.NoRefund ? demand.MaxOutput : usage.Output;
}
