namespace Pressrun.Quotas;

/// <summary>
/// What is kept in hand of a bucket against delays on the way, against estimates that prove too low, and for a while
/// after a refusal that nothing explained.
/// </summary>
internal sealed class Cushion
{
    private const double HalfLifeSeconds = 300;

    private double _extra;
    private TimeSpan _extraAt;

    /// <summary>What is kept in hand now.</summary>
    /// <param name="bucket">Of which bucket.</param>
    /// <param name="spread">By how much the calls in flight may turn out to take more.</param>
    /// <param name="now">The loop's time.</param>
    public double Of(Bucket bucket, double spread, TimeSpan now) =>
        Math.Min(bucket.Capacity / 2, (bucket.Rate * Bucket.JitterSeconds) + Extra(now) + spread);

    /// <summary>A refusal that the books had not foreseen.</summary>
    public void Raise(double by, double most, TimeSpan now) =>
        (_extra, _extraAt) = (Math.Min(most, Extra(now) + by), now);

    private double Extra(TimeSpan now) =>
        _extra == 0 ? 0 : _extra * Math.Pow(2, -(now - _extraAt).TotalSeconds / HalfLifeSeconds);
}
