using System.Globalization;
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

    private readonly double _rateMax = double.PositiveInfinity;
    private readonly double _capacityMax = double.PositiveInfinity;
    private readonly Ramp _ramp = new();
    private TimeSpan _at;
    private (TimeSpan At, double Cost) _lastTaken = (TimeSpan.MinValue, 0);
    private Mark? _lastMark;
    private bool _wasFull = true;
    private bool _isHeldUp;

    /// <param name="limit">The limit it mirrors.</param>
    /// <param name="isOwn">Whether we alone enforce it, so that no reply can tell anything about it.</param>
    /// <param name="now">The loop's time.</param>
    public Bucket(Limit limit, bool isOwn, TimeSpan now)
    {
        (Limit, _at, Amount) = (limit, now, limit.Amount);
        (Capacity, Rate) = Shape.Of(limit);
        IsProvisional = !limit.IsKnown && limit.Unit == Unit.Requests;
        IsOpen = !limit.IsKnown && !IsProvisional;
        if (limit.IsCeiling || limit.IsWindow)
        {
            (_rateMax, _capacityMax) = (Rate, Capacity);
        }

        Evidence = isOwn ? Evidence.Headers : Evidence.None;
        Level = Ledger.Start = Capacity;
        Ledger.Since = now;
        Learning = isOwn ? null : new(this, _rateMax, _capacityMax, now);
    }

    /// <summary>The limit it mirrors, as it was given.</summary>
    public Limit Limit { get; }

    /// <summary>What a call that waits for it is told.</summary>
    public string Words { get; init; } = "";

    /// <summary>The amount per period in force: given, or learned from replies; 0 while nothing is known.</summary>
    public double Amount { get; private set; }

    /// <summary>The most it holds.</summary>
    public double Capacity { get; private set; }

    /// <summary>Refill a second.</summary>
    public double Rate { get; private set; }

    /// <summary>What is in it and may be spent; negative when more was taken than there was.</summary>
    public double Level { get; set; }

    /// <summary>The part of the assumed burst that no reply has shown to exist; not to be spent yet.</summary>
    public double Unproven { get; set; }

    /// <summary>What replies have shown of it.</summary>
    public Evidence Evidence { get; set; }

    /// <summary>Whether nothing is known of it, so that it restricts nothing.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Whether its whole burst was once spent without being refused.</summary>
    public bool IsBurstProven { get; private set; }

    /// <summary>Whether its rate is a first guess to start from.</summary>
    public bool IsProvisional { get; private set; }

    /// <summary>The smaller bucket that refusals have shown inside it; null for none.</summary>
    public Grain? Grain { get; set; }

    /// <summary>Whether a call had to wait for it since this was last set to false.</summary>
    public bool HasBound { get; set; }

    /// <summary>Why nothing more is sent just now, where this limit has room.</summary>
    public IdleCause Idle { get; set; }

    /// <summary>Where everything went.</summary>
    public Ledger Ledger { get; } = new();

    /// <summary>What is kept in hand.</summary>
    public Cushion Cushion { get; } = new();

    /// <summary>The running totals.</summary>
    public Books Books { get; } = new();

    /// <summary>What replies teach about it; null if we alone enforce it.</summary>
    public Learning? Learning { get; }

    // What is admitted and has not left yet is still in the provider's bucket, and a full bucket does not refill:
    // without this, a disk that stalls between admission and sending would let the mirror run ahead of the truth.
    private double Room => Capacity - Unproven - Books.Unsent;

    /// <summary>
    /// Nothing of it is proven yet: one call goes at a time, at the assumed rate, until one comes back. Then the rest
    /// of the burst opens within eight seconds. While the provider's bucket is full that loses nothing in a long run.
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

        Ledger.Pass(Idle, Rate * passed, passed);
        var released = Evidence == Evidence.None ? 0 : _ramp.Release(Capacity, Unproven, passed);
        Unproven -= released;
        Level += (Rate * passed) + released;
        Spill();
        Grain?.Evolve(Rate, now);
        if (Grain is { Pace: >= 1 } && Grain.Capacity >= Capacity)
        {
            Grain = null;
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
        var need = Math.Min(most, cost + Cushion.Of(this, spread, now));
        need = Evidence == Evidence.None ? need : Math.Min(Capacity, Math.Max(cost, need));
        var wait = Evidence == Evidence.None
            ? (need - Level) / Rate
            : _ramp.SecondsFor(need - Level, Capacity, Unproven, Rate);
        if (wait > 0 && Learning is not null && Books.Unsent > 0 && need > Room)
        {
            // Nothing refills until what was taken has left, which the disk decides: look again ever more rarely.
            wait = Math.Max(wait, (now - _lastTaken.At).TotalSeconds);
            _isHeldUp = true;
        }

        if (Capacity < cost + (Rate * TightSeconds) && _lastTaken.At != TimeSpan.MinValue)
        {
            // In a bucket of hardly more than one call there is no room for jitter: space the calls themselves.
            var spaced = (_lastTaken.At - now).TotalSeconds + (_lastTaken.Cost / Rate) + TightSeconds;
            wait = Math.Max(wait, spaced);
        }

        wait = Grain is null ? wait : Math.Max(wait, Grain.WaitSeconds(cost, Rate));
        HasBound |= wait > 0;
        return wait;
    }

    /// <summary>The share that is taken, as far as it is known.</summary>
    public double Used(TimeSpan now)
    {
        Evolve(now);
        return IsOpen ? 0 : 1 - ((Level + Unproven) / Capacity);
    }

    /// <summary>Takes a call's cost out, to be sent soon.</summary>
    /// <param name="cost">What it takes.</param>
    /// <param name="output">The part of it that stands for output to come.</param>
    /// <param name="now">The loop's time.</param>
    public Mark Take(double cost, double output, TimeSpan now)
    {
        Books.Take(cost);
        Grain?.Take(cost);
        Level -= IsOpen ? 0 : cost;
        Ledger.Take(Level + Unproven, Books.Taken - Books.Refunded, now);
        var mark = new Mark { Cost = cost, Output = output, Previous = _lastTaken };
        (_lastTaken, _lastMark) = ((now, cost), mark);
        _wasFull |= Level + Unproven >= FullShare * Capacity;
        IsBurstProven |= _wasFull && Unproven <= 0 && Level <= (1 - FullShare) * Capacity;
        return mark;
    }

    /// <summary>What was taken has left. Returns whether a call waited for that.</summary>
    public bool Leave(Mark mark, TimeSpan now)
    {
        Evolve(now);
        Books.Leave(mark, Level + Unproven, now);
        (var wasHeldUp, _isHeldUp) = (_isHeldUp, false);
        return wasHeldUp;
    }

    /// <summary>What was taken will not be sent: as if it had never been taken.</summary>
    public void Undo(Mark mark, TimeSpan now)
    {
        Evolve(now);
        if (ReferenceEquals(mark, _lastMark))
        {
            // Calls are spaced by those that were sent.
            (_lastTaken, _lastMark) = (mark.Previous, null);
        }

        Books.Undo(mark.Cost);
        Grain?.Give(mark.Cost);
        Raise(mark.Cost);
    }

    /// <summary>Why a call can never fit; null if it can.</summary>
    public string? Oversize(Mark mark) => IsOpen || mark.Cost <= Capacity ? null : string.Create(
        CultureInfo.InvariantCulture, $"the call asks for {mark.Cost:N0}, and {Limit} never holds more than "
        + $"{Capacity:N0}: make it smaller, or lower its most output");

    /// <summary>
    /// Why a call that costs so much can never be admitted: it is more than a limit holds that is never exceeded; null
    /// if it can.
    /// </summary>
    public string? Exceed(double cost)
    {
        var most = Limit.IsWindow ? Limit.Amount : Limit.Capacity;
        return cost <= most || !(Limit.IsCeiling || Limit.IsWindow || Learning is null) ? null : string.Create(
            CultureInfo.InvariantCulture, $"one call may need {cost:N0} of it, and it never holds more than {most:N0}: "
            + $"raise the limit, or ask for less at once");
    }

    /// <summary>The provider declined it: none of it was ever taken there.</summary>
    public void Decline(Mark mark, TimeSpan now) => Books.Decline(mark, now);

    /// <summary>A call has come back, whatever it says.</summary>
    public void Land(Mark mark) => Books.Outstanding -= mark.Output;

    /// <summary>
    /// Puts back what a call did not use; negative takes more. It came back to the provider some time ago, before what
    /// was sent just now had arrived: what did not fit beside that was lost there.
    /// </summary>
    public void Give(Mark mark, double amount, TimeSpan now)
    {
        Books.Refunded += amount;
        var own = now - mark.SentAt <= Jitter ? mark.Cost : 0;
        var fits = Math.Max(0, Room - Level - (Books.Recent(now) - own));
        Ledger.Spill(Idle, Math.Max(0, amount - fits));
        Raise(Math.Min(amount, fits));
    }

    /// <summary>No header names it although headers name others: there is no such limit.</summary>
    public void Drop() => IsOpen |= IsProvisional && Evidence == Evidence.None;

    /// <summary>What it is turns out to be another: from now on it is this.</summary>
    public void Reshape(double amount, double rate, double capacity)
    {
        if (IsOpen)
        {
            (IsOpen, Level, Ledger.Start, Ledger.Since) = (false, 0, capacity, _at);
        }

        else if (Evidence != Evidence.Headers)
        {
            // It was this all along, and not what was assumed.
            Ledger.Start += Math.Max(0, capacity - Capacity);
            Ledger.Rescale(rate / Rate);
        }

        IsProvisional = false;
        Retune(amount, rate, capacity);
        Level = Math.Min(Level, Capacity);
        ProveLess(Math.Min(Unproven, Capacity - Math.Max(0, Level)));
    }

    /// <summary>Refills otherwise from now on.</summary>
    public void Retune(double amount, double rate, double capacity) =>
        (Amount, Rate, Capacity) = (amount, rate, capacity);

    /// <summary>
    /// Nothing is left to find out about the burst: what is not spent of it is not there. A refusal long after it was
    /// spent says nothing of it.
    /// </summary>
    public void EndRamp(Mark mark)
    {
        Books.Corrected -= Unproven;
        ProveLess(0);
        _wasFull = false;
        IsBurstProven &= mark.Level < (1 - FullShare) * Capacity;
    }

    /// <summary>Its state in numbers, for a snapshot; the level first.</summary>
    public double[] Save() => [
        Level + Unproven, Amount, Capacity, Rate, IsBurstProven ? 1 : 0, Grain?.Capacity ?? 0,
        Learning?.ProbeSeconds ?? 30, (double)Evidence, Limit.Amount,
    ];

    /// <summary>
    /// Takes up what was learned of it, as <see cref="Save"/> gave it; its level is given by <see cref="Restore"/>.
    /// </summary>
    public void Learn(double[] saved)
    {
        if (saved is not [_, > 0 and var amount, > 0 and var capacity, > 0 and var rate, var burst, var grain,
            >= 30 and <= 900 and var probe, var evidence, .. var given]
            || (given is [var assumed, ..] && assumed != Limit.Amount))
        {
            // Unreadable, or learned when another limit was given: a person has changed their mind.
            return;
        }

        (Amount, Capacity, Rate) = (amount, Math.Min(capacity, _capacityMax), Math.Min(rate, _rateMax));
        (IsOpen, IsProvisional, IsBurstProven) = (false, false, burst > 0);
        Learning?.ProbeSeconds = probe;
        Grain = grain > 0 ? new(grain, 1, _at) : null;
        if (IsBurstProven)
        {
            Evidence = evidence == (double)Evidence.Headers ? Evidence.Headers : Evidence.Silent;
        }
    }

    /// <summary>Sets the level found in a snapshot.</summary>
    public void Restore(double level) => Level = Ledger.Start = Math.Min(Capacity, level);

    // A burst that proves smaller was never there.
    private void ProveLess(double unproven)
    {
        Ledger.Start -= Unproven - unproven;
        Unproven = unproven;
    }

    private void Raise(double amount)
    {
        if (!IsOpen)
        {
            Level += amount;
            Spill();
        }
    }

    // What is above the brim is lost, here as at the provider.
    private void Spill()
    {
        if (Level > Room)
        {
            Ledger.Spill(Unproven > 0 ? IdleCause.Proving : Idle, Level - Room);
            Level = Room;
        }
    }
}
