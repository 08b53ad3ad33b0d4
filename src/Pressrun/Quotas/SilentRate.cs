namespace Pressrun.Quotas;

/// <summary>
/// The rate of a provider that shows no headers, learned from its refusals: each says that the bucket was empty just
/// then, so what was spent between two of them over the time is the rate. Between them it is tried a little higher.
/// </summary>
/// <param name="since">When the bucket begins to be watched.</param>
internal sealed class SilentRate(TimeSpan since)
{
    private const double StepFirst = 0.03;
    private const double StepMax = 0.25;
    private const double StepGrowth = 1.7;
    private const double FallShare = 0.4;
    private static readonly TimeSpan ProbeFirst = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ProbeMax = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan ApartLeast = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan ApartExact = TimeSpan.FromSeconds(8);

    private double _step = StepFirst;
    private (TimeSpan At, double Spent, TimeSpan? RetryAfter)? _anchor;
    private TimeSpan _lastProbeAt = since;
    private double _quietRate;

    /// <summary>How long it must stay quiet before a higher rate is tried.</summary>
    public TimeSpan ProbeEvery { get; set; } = ProbeFirst;

    /// <summary>A call succeeded: the rate from now on.</summary>
    public double Try(double rate, TimeSpan lastRefusalAt, TimeSpan now)
    {
        var quietSince = lastRefusalAt > _lastProbeAt ? lastRefusalAt : _lastProbeAt;
        if (now - quietSince < ProbeEvery)
        {
            return rate;
        }

        _quietRate = rate;
        var tried = rate * (1 + _step);
        _step = Math.Min(StepMax, StepGrowth * _step);
        _lastProbeAt = now;
        return tried;
    }

    /// <summary>
    /// A call sent then was refused, the first of an episode: the rate from now on. Where the provider says when there
    /// is room again, the level is known exactly each time, and a few seconds between two refusals are enough.
    /// </summary>
    public double Refuse(double rate, double spent, TimeSpan sentAt, TimeSpan? retryAfter)
    {
        var anchor = _anchor;
        if (anchor is not { } from)
        {
            _anchor = (sentAt, spent, retryAfter);
            _step = Math.Max(StepFirst, _step / 3);
            return _quietRate > 0 ? Math.Min(rate, _quietRate) : rate;
        }

        var apart = sentAt - from.At;
        var isExact = from.RetryAfter is not null && retryAfter is not null;
        if (apart < (isExact ? ApartExact : ApartLeast))
        {
            return rate;
        }

        var seconds = isExact ? (apart + from.RetryAfter!.Value - retryAfter!.Value).TotalSeconds : apart.TotalSeconds;
        var learned = Math.Clamp((spent - from.Spent) / Math.Max(seconds, apart.TotalSeconds / 2), rate / 2, rate);
        _step = Math.Clamp(((rate / learned) - 1) * FallShare, StepFirst, StepMax);
        if (_lastProbeAt > from.At || apart >= ApartLeast)
        {
            ProbeEvery = ProbeEvery * 2 < ProbeMax ? ProbeEvery * 2 : ProbeMax;
        }

        _anchor = (sentAt, spent, retryAfter);
        return learned;
    }
}
