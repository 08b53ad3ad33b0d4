using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// Our mirror of one of the provider's buckets. The level already has every reservation in flight taken out. Reads no
/// clock: the time is an argument.
/// </summary>
internal sealed class Bucket
{
    /// <summary>
    /// J, by how much delays on the way may vary, in seconds. A flow that obeys (burst, rate) and meets such delays
    /// arrives as (burst + rate × J, rate) (network calculus, R. Cruz 1991), so rate × J is kept in hand: that costs J
    /// seconds once, where a slower rate would cost for ever.
    /// </summary>
    public const double JitterSeconds = 0.5;

    /// <summary>J as a time.</summary>
    public static readonly TimeSpan Jitter = TimeSpan.FromSeconds(JitterSeconds);

    private const double TightSeconds = 0.1;
    private const double FullShare = 0.8;

    private readonly Books _books = new();
    private readonly SilentRate _silent = new();
    private readonly Cushion _cushion = new();
    private readonly Stamp _stamp = new();
    private readonly Ramp _ramp = new();
    private readonly bool _isOwn;
    private readonly double _rateMax = double.PositiveInfinity;
    private readonly double _capacityMax = double.PositiveInfinity;
    private Grain? _grain;
    private readonly TimeSpan _since;
    private TimeSpan _at;
    private TimeSpan _lastTakenAt = TimeSpan.MinValue;
    private double _lastCost;
    private TimeSpan _anchoredAt = TimeSpan.MinValue;
    private TimeSpan _limitChangedAt = TimeSpan.MinValue;
    private TimeSpan _lastRefusalAt = TimeSpan.MinValue;
    private bool _hasBound;
    private bool _wasFull = true;

    /// <param name="limit">The limit it mirrors.</param>
    /// <param name="isOwn">Whether we alone enforce it, so that no reply can tell anything about it.</param>
    /// <param name="now">The loop's time.</param>
    public Bucket(Limit limit, bool isOwn, TimeSpan now)
    {
        (Limit, _isOwn, _since, _at, Amount) = (limit, isOwn, now, now, limit.Amount);
        (Capacity, Rate) = Shape.Of(limit);
        IsProvisional = !limit.IsKnown && limit.Unit == Unit.Requests;
        IsOpen = !limit.IsKnown && !IsProvisional;
        if (limit.IsCeiling || limit.IsWindow)
        {
            (_rateMax, _capacityMax) = (Rate, Capacity);
        }

        Evidence = isOwn ? Evidence.Headers : Evidence.None;
        Level = Capacity;
        _silent.Start(now);
    }

    /// <summary>The limit it mirrors, as it was given.</summary>
    public Limit Limit { get; }

    /// <summary>The amount per period in force: given, or learned from replies; 0 while nothing is known.</summary>
    public double Amount { get; private set; }

    /// <summary>The most it holds.</summary>
    public double Capacity { get; private set; }

    /// <summary>Refill a second.</summary>
    public double Rate { get; private set; }

    /// <summary>What is in it and may be spent; negative when more was taken than there was.</summary>
    public double Level { get; private set; }

    /// <summary>The part of the assumed burst that no reply has shown to exist; not to be spent yet.</summary>
    public double Unproven { get; private set; }

    /// <summary>What replies have shown of it.</summary>
    public Evidence Evidence { get; private set; }

    /// <summary>Whether nothing is known of it, so that it restricts nothing.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether its whole burst was once spent without being refused.</summary>
    public bool IsBurstProven { get; private set; }

    /// <summary>Whether its rate is a first guess to start from.</summary>
    public bool IsProvisional { get; private set; }

    /// <summary>Whether a refusal has shown a smaller bucket inside it.</summary>
    public double? GrainCapacity => _grain?.Capacity;

    /// <summary>The running totals.</summary>
    public Books Books => _books;

    // What is admitted and has not left yet is still in the provider's bucket, and a full bucket does not refill:
    // without this, a disk that stalls between admission and sending would let the mirror run ahead of the truth.
    private double Room => Capacity - Unproven - _books.Unsent;

    /// <summary>
    /// Nothing of it is proven yet: one call goes at a time, at the assumed rate, until one comes back. Then the rest of
    /// the burst opens within eight seconds. While the provider's bucket is full that loses nothing in a long run.
    /// </summary>
    public void Begin(double firstCost)
    {
        if (Evidence == Evidence.None && !IsOpen)
        {
            var all = Level;
            Level = Math.Min(all, Math.Min(Math.Max(firstCost, 0), Capacity));
            Unproven = Math.Max(0, Capacity - Math.Max(Level, 0) - (Capacity - all));
        }
    }

    /// <summary>Refills up to now.</summary>
    public void Evolve(TimeSpan now)
    {
        if (now <= _at)
        {
            return;
        }

        var passed = (now - _at).TotalSeconds;
        _at = now;
        if (IsOpen)
        {
            return;
        }

        var released = Evidence == Evidence.None ? 0 : _ramp.Release(Capacity, Unproven, passed);
        Unproven -= released;
        Level = Math.Min(Room, Level + (Rate * passed) + released);
        _grain?.Evolve(Rate, now);
        if (_grain?.Capacity >= Capacity)
        {
            _grain = null;
        }
    }

    /// <summary>
    /// Seconds until a call of this cost fits; 0 or less if it fits now. Call <see cref="Evolve"/> first.
    /// </summary>
    /// <param name="cost">What it takes.</param>
    /// <param name="spread">By how much the calls in flight may turn out to take more.</param>
    /// <param name="now">The loop's time.</param>
    public double WaitSeconds(double cost, double spread, TimeSpan now)
    {
        if (IsOpen)
        {
            return 0;
        }

        // A call larger than the bucket is admitted alone, when the bucket is full, and goes into debt.
        var most = Capacity - Unproven;
        var need = Evidence == Evidence.None ? Math.Min(cost, most)
            : Math.Min(Capacity, Math.Max(cost, Math.Min(most, cost + _cushion.Of(this, spread, now))));
        var wait = Evidence == Evidence.None
            ? (need - Level) / Rate
            : _ramp.SecondsFor(need - Level, Capacity, Unproven, Rate);
        if (Capacity < cost + (Rate * TightSeconds) && _lastTakenAt != TimeSpan.MinValue)
        {
            // In a bucket of hardly more than one call there is no room for jitter: space the calls themselves.
            var spaced = (_lastTakenAt - now).TotalSeconds + (_lastCost / Rate) + TightSeconds;
            wait = Math.Max(wait, spaced);
        }

        wait = _grain is null ? wait : Math.Max(wait, _grain.WaitSeconds(cost, Rate));
        _hasBound |= wait > 0;
        return wait;
    }

    /// <summary>Takes a call's cost out, to be sent soon.</summary>
    /// <param name="cost">What it takes.</param>
    /// <param name="output">The part of it that stands for output to come.</param>
    /// <param name="now">The loop's time.</param>
    public Mark Take(double cost, double output, TimeSpan now)
    {
        _books.Take(cost);
        _grain?.Take(cost);
        Level -= IsOpen ? 0 : cost;
        (_lastTakenAt, _lastCost) = (now, cost);
        _wasFull |= Level + Unproven >= FullShare * Capacity;
        IsBurstProven |= _wasFull && Unproven <= 0 && Level <= (1 - FullShare) * Capacity;
        return new() { Cost = cost, Output = output };
    }

    /// <summary>What was taken has left.</summary>
    public void Leave(Mark mark, TimeSpan now)
    {
        Evolve(now);
        _books.Leave(mark, Level + Unproven, now);
    }

    /// <summary>What was taken will not be sent: as if it had never been taken.</summary>
    public void Undo(Mark mark, TimeSpan now)
    {
        Evolve(now);
        _books.Undo(mark.Cost);
        _grain?.Give(mark.Cost);
        Raise(mark.Cost);
    }

    /// <summary>A call has come back, whatever it says.</summary>
    public void Land(Mark mark) => _books.Outstanding -= mark.Output;

    /// <summary>Puts back what a call did not use; negative takes more.</summary>
    public void Give(double amount)
    {
        _books.Refunded += amount;
        Raise(amount);
    }

    /// <summary>A call succeeded and no header spoke of this bucket.</summary>
    public void Pass(TimeSpan now)
    {
        if (_isOwn || IsOpen || Evidence == Evidence.Headers)
        {
            return;
        }

        Evidence = Evidence.Silent;
        if (_hasBound && Unproven <= 0)
        {
            // A rate that nobody waited for says nothing about a higher one.
            var tried = Math.Min(_rateMax, _silent.Try(Rate, _lastRefusalAt, now));
            if (tried > Rate)
            {
                _hasBound = false;
                SetRate(tried);
            }
        }
    }

    /// <summary>No header names it although headers name others: there is no such limit.</summary>
    public void Drop() => IsOpen |= IsProvisional && Evidence == Evidence.None;

    /// <summary>
    /// Compares a header with what the mirror believed when this very call was sent, and takes over what reordering on
    /// the way cannot explain.
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

        Learn(reading, now);
        if (reading.Remaining is not { } remaining || IsOpen)
        {
            return;
        }

        if (Evidence != Evidence.Headers)
        {
            Anchor(mark, remaining, now);
        }
        else if (remaining > 0)
        {
            var error = _stamp.Error(this, mark, remaining, meanOutput, now);
            Level = Math.Min(Capacity, Level + error);
            _books.Corrected += error;
        }
    }

    /// <summary>The headers of a refusal tell of the limit, but not of what is left.</summary>
    public void ObserveRefused(Mark mark, LimitReading reading, TimeSpan now)
    {
        if (IsStale(mark, reading))
        {
            return;
        }

        Learn(reading, now);
        if (Evidence == Evidence.None && !IsOpen)
        {
            (Evidence, _anchoredAt) = (Evidence.Headers, now);
            EndRamp(mark);
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
        EndRamp(mark);
        if (measured < Level)
        {
            _books.Corrected += measured - Level;
            Level = measured;
            // What brought it down may have come after calls that were sent earlier.
            _anchoredAt = mark.SentAt > _anchoredAt ? mark.SentAt : _anchoredAt;
        }

        if (mark.SentAt > _lastRefusalAt)
        {
            _cushion.Raise((Evidence == Evidence.Headers ? 1.5 : 1) * mark.Cost, 0.2 * Capacity, now);
            if (Evidence != Evidence.Headers)
            {
                // Tokens are reserved by estimate, so that what was spent of them is known after a while only.
                var exact = Limit.Unit is Unit.Requests or Unit.Characters ? retryAfter : null;
                SetRate(_silent.Refuse(Rate, mark.Sent - mark.Refunded, mark.SentAt, exact));
            }
        }

        _lastRefusalAt = now;
    }

    /// <summary>Whether a refused call's own headers show that the limit itself had room for it.</summary>
    public bool HadRoom(Mark mark, LimitReading reading) =>
        !IsOpen && reading.Remaining >= mark.Cost + (Rate * JitterSeconds) + 1;

    /// <summary>Too many calls in too short a time: a smaller bucket inside this one.</summary>
    public void Accelerate(Mark mark, TimeSpan? retryAfter, bool isSlowDown, TimeSpan now)
    {
        var isFresh = mark.SentAt > _lastRefusalAt;
        if (_grain is null)
        {
            _grain = new(Math.Min(Capacity, Rate * 10), mark.Cost, now);
        }
        else if (isFresh)
        {
            _grain.Refuse(mark.Cost, now);
        }

        if (isSlowDown && isFresh)
        {
            _grain.Slow();
        }

        _grain.Lower(Measure(mark, retryAfter, now));
        _lastRefusalAt = now;
    }

    /// <summary>Its state in numbers, for a snapshot; the level first.</summary>
    public double[] Save() => [
        Level + Unproven, Amount, Capacity, Rate, IsBurstProven ? 1 : 0, _grain?.Capacity ?? 0,
        _silent.ProbeEvery.TotalSeconds, (double)Evidence,
    ];

    /// <summary>
    /// Takes up what was learned of it, as <see cref="Save"/> gave it; its level is given by <see cref="Restore"/>.
    /// </summary>
    public void Learn(double[] saved)
    {
        if (saved is not [_, > 0 and var amount, > 0 and var capacity, > 0 and var rate, var burst, var grain,
            >= 30 and <= 900 and var probe, var evidence])
        {
            return;
        }

        (Amount, Capacity, Rate) = (amount, Math.Min(capacity, _capacityMax), Math.Min(rate, _rateMax));
        (IsOpen, IsProvisional, IsBurstProven) = (false, false, burst > 0);
        _silent.ProbeEvery = TimeSpan.FromSeconds(probe);
        _grain = grain > 0 ? new(grain, 1, _at) : null;
        if (IsBurstProven)
        {
            Evidence = evidence == (double)Evidence.Headers ? Evidence.Headers : Evidence.Silent;
        }
    }

    /// <summary>Sets the level found in a snapshot.</summary>
    public void Restore(double level) => Level = Math.Min(Capacity, level);

    // What was in it when the call was refused, less what was sent since; a refusal costs a request with many providers.
    private double Measure(Mark mark, TimeSpan? retryAfter, TimeSpan now)
    {
        const double refusalCost = 1;
        var then = retryAfter is { } wait ? mark.Cost - (Rate * wait.TotalSeconds) : 0;
        return then - (Limit.Unit == Unit.Requests ? refusalCost : 0) - (_books.Taken - mark.Sent)
            + (Rate * Math.Max(0, (now - mark.SentAt).TotalSeconds - JitterSeconds));
    }

    // A header is as old as the work: one from before the mirror was anchored, or from before the limit changed, tells
    // of a bucket that is no more.
    private bool IsStale(Mark mark, LimitReading reading) => _isOwn || mark.SentAt < _anchoredAt
        || (mark.SentAt < _limitChangedAt && reading.Limit is { } limit && limit != Amount);

    private void Learn(LimitReading reading, TimeSpan now)
    {
        if (reading.Limit is not { } limit || !(limit > 0) || double.IsInfinity(limit))
        {
            return;
        }

        var rate = limit / HeaderLearning.PeriodSeconds(reading, limit, Limit.Period);
        var capacity = HeaderLearning.Capacity(reading, limit, rate);
        if (limit != Amount)
        {
            (Amount, _limitChangedAt) = (limit, now);
        }

        if (IsOpen)
        {
            (IsOpen, Level) = (false, 0);
        }

        (IsProvisional, Rate, Capacity) = (false, Math.Min(rate, _rateMax), Math.Min(capacity, _capacityMax));
        Level = Math.Min(Level, Capacity);
        Unproven = Math.Min(Unproven, Capacity - Math.Max(0, Level));
    }

    private void Anchor(Mark mark, double remaining, TimeSpan now)
    {
        // What refilled a full bucket is lost, so it is counted before what was sent meanwhile is taken out.
        var refilled = remaining + (Rate * Math.Max(0, (now - mark.SentAt).TotalSeconds - JitterSeconds));
        var target = Math.Min(Capacity, Math.Min(Capacity, refilled) - mark.Outstanding
            - (_books.Taken - mark.Sent) + (_books.Refunded - mark.Refunded));
        Level = Math.Min(Level, target);
        Unproven = Math.Max(0, target - Level);
        (Evidence, _anchoredAt) = (Evidence.Headers, now);
    }

    // A limit of which nothing was known has refused: as much as was spent, over the time and one full period.
    private void Guess(Mark mark, TimeSpan now)
    {
        if (IsOpen)
        {
            var period = Limit.Period.TotalSeconds;
            Rate = Math.Max(mark.Cost, mark.Sent - mark.Cost) / (period + (mark.SentAt - _since).TotalSeconds);
            (Capacity, Amount, Level, IsOpen) = (Rate * period, Rate * period, 0, false);
            (Evidence, _at) = (Evidence.Silent, now);
        }
    }

    private void SetRate(double rate)
    {
        if (rate == Rate)
        {
            return;
        }

        Rate = rate;
        Amount = rate * Limit.Period.TotalSeconds;
        Capacity = IsProvisional ? Math.Max(1, rate) : Capacity;
    }

    // Nothing is left to find out about the burst: what is not spent of it is not there. A refusal long after it was
    // spent says nothing of it.
    private void EndRamp(Mark mark)
    {
        _books.Corrected -= Unproven;
        Unproven = 0;
        _wasFull = false;
        IsBurstProven &= mark.Level < (1 - FullShare) * Capacity;
    }

    private void Raise(double amount) => Level = IsOpen ? Level : Math.Min(Room, Level + amount);
}
