namespace Pressrun.Quotas;

/// <summary>What one reply's headers say of one limit.</summary>
/// <param name="Place">Which of the lane's limits, from 0.</param>
/// <param name="Limit">The amount per period; for slots, the most at once.</param>
/// <param name="Remaining">What is left, in whole units, 0 also where it is less.</param>
/// <param name="ResetSeconds">Seconds until the bucket is full.</param>
internal readonly record struct LimitReading(int Place, double? Limit, double? Remaining, double? ResetSeconds);
