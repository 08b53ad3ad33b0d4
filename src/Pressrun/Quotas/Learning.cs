using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// What replies teach about one bucket: headers anchored at their own call's sending, refusals as measurements, and
/// where there are no headers the rate itself. Nothing learned exceeds a ceiling.
/// </summary>
/// <param name="bucket">The mirror that is corrected.</param>
/// <param name="rateMax">The ceiling's rate; infinite without one.</param>
/// <param name="capacityMax">The ceiling's capacity; infinite without one.</param>
/// <param name="since">When the bucket came to be.</param>
internal sealed class Learning(Bucket bucket, double rateMax, double capacityMax, TimeSpan since)
{
    private const double ExtraWithHeaders = 1.5;
    private const double LeastSeconds = 900;

    private readonly SilentRate _silent = new(since);
    private readonly Stamp _stamp = new();
    private TimeSpan _anchoredAt = TimeSpan.MinValue;
    private TimeSpan _limitChangedAt = TimeSpan.MinValue;
    private TimeSpan _lastRefusalAt = TimeSpan.MinValue;
    private TimeSpan _namedUntil = TimeSpan.MinValue;
    private bool _hasPassed = true;

    /// <summary>A call succeeded and no header spoke of the bucket.</summary>
    public void Pass(TimeSpan now)
    {
        _hasPassed = true;
        if (bucket.IsOpen || bucket.Evidence == Evidence.Headers)
        {
            return;
        }

        bucket.Evidence = Evidence.Silent;
        if (bucket.HasBound && bucket.Unproven <= 0)
        {
            // A rate that nobody waited for says nothing about a higher one.
            var tried = Math.Min(rateMax, _silent.Try(bucket.Rate, _lastRefusalAt, now));
            if (tried > bucket.Rate)
            {
                bucket.HasBound = false;
                SetRate(tried);
            }
        }
    }

    /// <summary>
    /// Compares a header with what the mirror believed when this very call was sent, and takes over what messages
    /// overtaking each other cannot explain.
    /// </summary>
    /// <param name="mark">What the call took.</param>
    /// <param name="reading">What the headers of its reply say.</param>
    /// <param name="meanOutput">What an output is expected to take.</param>
    /// <param name="now">The loop's time.</param>
    public void Observe(Mark mark, LimitReading reading, double meanOutput, TimeSpan now)
    {
        if (IsStale(mark, reading))
        {
            return;
        }

        Learn(mark, reading, now);
        if (reading.Remaining is not { } remaining || bucket.IsOpen)
        {
            return;
        }

        if (bucket.Evidence != Evidence.Headers)
        {
            Anchor(mark, remaining, now);
        }
        else if (remaining > 0)
        {
            // 0 means 0 or less, which measures nothing.
            var error = _stamp.Error(bucket, mark, Math.Min(remaining, bucket.Capacity), meanOutput, now);
            var level = bucket.Level + error;
            level = Math.Min(bucket.Capacity, Math.Max(level, Math.Min(bucket.Level, Least(mark))));
            bucket.Books.Corrected += level - bucket.Level;
            bucket.Level = level;
        }
    }

    /// <summary>The headers of a refusal tell of the limit, but not of what is left.</summary>
    public void ObserveRefused(Mark mark, LimitReading reading, TimeSpan now)
    {
        if (IsStale(mark, reading))
        {
            return;
        }

        Learn(mark, reading, now);
        if (bucket.Evidence == Evidence.None && !bucket.IsOpen)
        {
            (bucket.Evidence, _anchoredAt) = (Evidence.Headers, now);
            bucket.EndRamp(mark);
        }
    }

    /// <summary>
    /// Takes a refusal as a measurement: at its time the level was below the call's cost, by as much as the wait the
    /// provider names refills; what was sent since then is gone too. Only ever lowers the level.
    /// </summary>
    public void Correct(Mark mark, TimeSpan? retryAfter, TimeSpan now)
    {
        Guess(mark, now);
        var measured = Measure(mark, retryAfter, now);
        bucket.EndRamp(mark);
        if (measured < bucket.Level)
        {
            bucket.Books.Corrected += measured - bucket.Level;
            bucket.Level = measured;
            // What brought it down may have come after calls that were sent earlier.
            _anchoredAt = mark.SentAt > _anchoredAt ? mark.SentAt : _anchoredAt;
        }

        if (mark.SentAt > _lastRefusalAt)
        {
            var isTold = bucket.Evidence == Evidence.Headers;
            bucket.Cushion.Raise((isTold ? ExtraWithHeaders : 1) * mark.Cost, 0.2 * bucket.Capacity, now);
            if (!isTold)
            {
                // Tokens are reserved by estimate, so that what was spent of them is known after a while only.
                var exact = bucket.Limit.Unit is Unit.Requests or Unit.Characters ? retryAfter : null;
                var learned = _silent.Refuse(bucket.Rate, mark.Sent - mark.Refunded, mark.SentAt, exact);
                if (_hasPassed || (exact is not null && mark.SentAt < _namedUntil))
                {
                    // One call is tried every quarter of an hour at least.
                    SetRate(Math.Max(learned, Math.Min(bucket.Rate, mark.Cost / LeastSeconds)));
                }
            }

            // Where nothing passes any more, not even after the wait that was named, it is not the rate that is wrong.
            _hasPassed = false;
            _namedUntil = mark.SentAt + (retryAfter ?? TimeSpan.Zero);
        }

        _lastRefusalAt = now;
    }

    /// <summary>Whether a refused call's own headers show that the limit itself had room for it.</summary>
    public bool HadRoom(Mark mark, LimitReading reading) =>
        !bucket.IsOpen && reading.Remaining >= mark.Cost + (bucket.Rate * Bucket.JitterSeconds) + 1;

    /// <summary>Too many calls in too short a time: a smaller bucket inside this one.</summary>
    /// <param name="mark">What the refused call took.</param>
    /// <param name="retryAfter">When there is room again, where the provider says so.</param>
    /// <param name="isSlowDown">Whether the provider says to slow down.</param>
    /// <param name="now">The loop's time.</param>
    public void Accelerate(Mark mark, TimeSpan? retryAfter, bool isSlowDown, TimeSpan now)
    {
        var isFresh = mark.SentAt > _lastRefusalAt;
        if (bucket.Grain is not { } grain)
        {
            var tenSeconds = bucket.Rate * 10;
            bucket.Grain = grain = new(
                tenSeconds < bucket.Capacity ? tenSeconds : bucket.Capacity / 2, mark.Cost, now);
        }
        else if (isFresh)
        {
            grain.Refuse(mark.Cost, now);
        }

        if (isSlowDown && isFresh)
        {
            grain.Slow();
        }

        grain.Lower(Measure(mark, retryAfter, now));
        _lastRefusalAt = now;
    }

    /// <summary>Its state in numbers, for a snapshot.</summary>
    public double ProbeSeconds
    {
        get => _silent.ProbeEvery.TotalSeconds;
        set => _silent.ProbeEvery = TimeSpan.FromSeconds(value);
    }

    // What was in it when the call was refused, less what was sent since; often a refusal costs one too.
    private double Measure(Mark mark, TimeSpan? retryAfter, TimeSpan now)
    {
        const double refusalCost = 1;
        var then = retryAfter is { } wait ? mark.Cost - (bucket.Rate * wait.TotalSeconds) : 0;
        return then - (bucket.Limit.Unit == Unit.Requests ? refusalCost : 0) - (bucket.Books.Taken - mark.Sent)
            + (bucket.Rate * Math.Max(0, (now - mark.SentAt).TotalSeconds - Bucket.JitterSeconds));
    }

    // A header is as old as the work: one from before the mirror was anchored, or from before the limit changed, tells
    // of a bucket that is no more.
    private bool IsStale(Mark mark, LimitReading reading) => mark.SentAt < _anchoredAt
        || (mark.SentAt < _limitChangedAt && reading.Limit is { } limit && limit != bucket.Amount);

    // The deepest debt there can be: of the calls themselves.
    private double Least(Mark mark) => -Math.Max(bucket.Capacity, mark.Cost) - (bucket.Books.Taken - mark.Sent);

    private void Learn(Mark mark, LimitReading reading, TimeSpan now)
    {
        if (reading.Limit is not { } limit || !(limit >= 1) || double.IsInfinity(limit))
        {
            return;
        }

        var rate = limit / HeaderLearning.PeriodSeconds(reading, limit, bucket.Limit.Period);
        var capacity = HeaderLearning.Capacity(reading, limit, rate);
        var isOther = limit != bucket.Amount;
        bucket.Reshape(limit, Math.Min(rate, rateMax), Math.Min(capacity, capacityMax));
        if (isOther)
        {
            // What was found inside the old limit, and a debt as large as that was, say nothing of this one.
            var level = Math.Max(bucket.Level, Least(mark));
            bucket.Books.Corrected += level - bucket.Level;
            (bucket.Level, bucket.Grain, _limitChangedAt) = (level, null, now);
        }
    }

    private void Anchor(Mark mark, double remaining, TimeSpan now)
    {
        // What refilled a full bucket is lost, so it is counted before what was sent meanwhile is taken out.
        var refilled = remaining + (bucket.Rate * Math.Max(0, (now - mark.SentAt).TotalSeconds - Bucket.JitterSeconds));
        var target = Math.Min(bucket.Capacity, Math.Min(bucket.Capacity, refilled) - mark.Outstanding
            - (bucket.Books.Taken - mark.Sent) + (bucket.Books.Refunded - mark.Refunded));
        // What left just before it may have arrived after it: more than is believed is so only beyond that.
        var believed = bucket.Level + bucket.Unproven;
        target = Math.Max(Math.Min(target, believed), target - mark.Before);
        // Somebody else may have used it before; what a header rounds down is ours.
        bucket.Ledger.Start = Math.Min(bucket.Ledger.Start, remaining + 1 + mark.Sent - mark.Refunded);
        bucket.Level = Math.Min(bucket.Level, target);
        bucket.Unproven = Math.Max(0, target - bucket.Level);
        (bucket.Evidence, _anchoredAt) = (Evidence.Headers, now);
    }

    // A limit of which nothing was known has refused: as much as was spent, over the time and one full period.
    private void Guess(Mark mark, TimeSpan now)
    {
        if (bucket.IsOpen)
        {
            var period = bucket.Limit.Period.TotalSeconds;
            var rate = Math.Max(mark.Cost, mark.Sent - mark.Cost) / (period + (mark.SentAt - since).TotalSeconds);
            bucket.Evolve(now);
            bucket.Reshape(rate * period, Math.Min(rate, rateMax), Math.Min(rate * period, capacityMax));
            bucket.Evidence = Evidence.Silent;
        }
    }

    private void SetRate(double rate)
    {
        if (rate != bucket.Rate)
        {
            var capacity = bucket.IsProvisional ? Math.Max(1, rate) : bucket.Capacity;
            bucket.Retune(rate * bucket.Limit.Period.TotalSeconds, rate, capacity);
        }
    }
}
