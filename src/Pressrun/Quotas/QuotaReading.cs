namespace Pressrun.Quotas;

/// <summary>What one reply's headers say of a lane.</summary>
/// <param name="Limits">Of its buckets.</param>
/// <param name="SlotsMax">The most calls at once; null where nothing says it.</param>
internal sealed record QuotaReading(IReadOnlyList<LimitReading> Limits, int? SlotsMax)
{
    /// <summary>Whether nothing was said.</summary>
    public bool IsEmpty => Limits.Count == 0 && SlotsMax is null;

    /// <summary>What is said of one limit of the lane; null for nothing.</summary>
    public LimitReading? Of(int place)
    {
        foreach (var limit in Limits)
        {
            if (limit.Place == place)
            {
                return limit;
            }
        }

        return null;
    }
}
