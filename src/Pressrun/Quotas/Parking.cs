using System.Globalization;

namespace Pressrun.Quotas;

/// <summary>
/// Until when nothing is sent on a lane, whatever its buckets say, and the one call that tries whether it may.
/// </summary>
internal sealed class Parking
{
    private static readonly TimeSpan LongFirst = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan LongMax = TimeSpan.FromHours(4);
    private static readonly TimeSpan OverloadFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan OverloadMax = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan BreakerFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BreakerMax = TimeSpan.FromMinutes(10);
    private const int BreakerAfter = 5;
    private const int RefusalsMax = 10;
    private static readonly TimeSpan ShortFirst = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ShortMax = TimeSpan.FromSeconds(60);

    private TimeSpan _long = LongFirst;
    private TimeSpan _overload = OverloadFirst;
    private TimeSpan _breaker = BreakerFirst;
    private TimeSpan _short = ShortFirst;
    private int _overloads;
    private int _refusals;
    private int _faults;

    /// <summary>Until when nothing is admitted.</summary>
    public TimeSpan Until { get; private set; } = TimeSpan.MinValue;

    /// <summary>Why, in a user's words.</summary>
    public string Cause { get; private set; } = "";

    /// <summary>Whether after the wait one call finds out for all.</summary>
    public bool IsOnTrial { get; private set; }

    /// <summary>Waits; a longer wait prevails.</summary>
    public void Park(TimeSpan until, string cause)
    {
        if (until > Until)
        {
            (Until, Cause) = (until, cause);
        }
    }

    /// <summary>
    /// A refusal, of whatever kind: after ten of them without an answer in between nothing is sent for a second, then
    /// two, up to a minute, whatever the provider says. Those admitted before the pause belong to it.
    /// </summary>
    public void Count(TimeSpan admittedAt, TimeSpan now)
    {
        if (admittedAt >= Until && ++_refusals >= RefusalsMax)
        {
            ParkShort(null, "a provider that refuses everything", now);
        }
    }

    /// <summary>A limit that has room soon; told again and again, at least 1 second, then 2, up to 60.</summary>
    public void ParkShort(TimeSpan? retryAfter, string cause, TimeSpan now)
    {
        Park(now + (retryAfter > _short ? retryAfter.Value : _short), cause);
        _short = TimeSpan.FromTicks(Math.Min(_short.Ticks * 2, ShortMax.Ticks));
    }

    /// <summary>
    /// A limit that has room only much later: parked until then, but tried after 15 minutes, 30, … 4 hours, because
    /// providers have named absurd times.
    /// </summary>
    public void ParkLong(TimeSpan? retryAfter, string lane, TimeSpan now)
    {
        var wait = retryAfter is { } named && named < _long ? (named > ShortFirst ? named : ShortFirst) : _long;
        _long = TimeSpan.FromTicks(Math.Min(_long.Ticks * 2, LongMax.Ticks));
        IsOnTrial = true;
        var said = retryAfter is { } told ? $" ({Words(told)}, it says)" : "";
        Park(now + wait, $"{lane}, which is over a long limit{said} and is asked again after {Words(wait)}");
    }

    /// <summary>
    /// The provider is overloaded: decorrelated jitter between 1 and 60 seconds; after five in a row nothing is sent
    /// for 30 seconds, then 60, up to 10 minutes.
    /// </summary>
    public void ParkOverloaded(TimeSpan? retryAfter, Random jitter, string cause, TimeSpan now)
    {
        _overloads++;
        TimeSpan wait;
        if (_overloads >= BreakerAfter)
        {
            wait = Break();
        }
        else
        {
            var most = Math.Min(OverloadMax.TotalSeconds, 3 * _overload.TotalSeconds);
            _overload = wait = TimeSpan.FromSeconds(1 + (jitter.NextDouble() * (most - 1)));
        }

        var named = retryAfter < BreakerMax ? retryAfter.Value : retryAfter is null ? TimeSpan.Zero : BreakerMax;
        Park(now + (named > wait ? named : wait), cause);
    }

    /// <summary>
    /// A call failed for a passing reason, or was not heard of again: after five without an answer in between nothing
    /// is sent for 30 seconds, then 60, up to 10 minutes, before one call tries.
    /// </summary>
    public void Fault(TimeSpan admittedAt, string lane, TimeSpan now)
    {
        if (admittedAt >= Until && ++_faults >= BreakerAfter)
        {
            Park(now + Break(), $"{lane}, which fails again and again");
        }
    }

    /// <summary>A call admitted then succeeded; one from before the wait says nothing of what came after.</summary>
    public void Succeed(TimeSpan admittedAt)
    {
        if (admittedAt < Until)
        {
            return;
        }

        (IsOnTrial, _overloads, _refusals, _faults) = (false, 0, 0, 0);
        (_overload, _breaker, _long, _short) = (OverloadFirst, BreakerFirst, LongFirst, ShortFirst);
    }

    private static string Words(TimeSpan time) => time < TimeSpan.FromHours(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalMinutes)} min")
        : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(time.TotalHours)} hours");

    private TimeSpan Break()
    {
        (_overloads, _faults, IsOnTrial) = (0, 0, true);
        var wait = _breaker;
        _breaker = TimeSpan.FromTicks(Math.Min(_breaker.Ticks * 2, BreakerMax.Ticks));
        return wait;
    }
}
