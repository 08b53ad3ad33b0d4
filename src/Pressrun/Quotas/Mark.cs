namespace Pressrun.Quotas;

/// <summary>
/// What a lease took from a bucket, and the bucket's books just after it left: a header about this call is as old as
/// its work, so it is compared with what was believed then.
/// </summary>
internal sealed class Mark
{
    /// <summary>What was taken.</summary>
    public required double Cost { get; init; }

    /// <summary>The part of the cost that is output to come, where the provider takes it only at the end.</summary>
    public required double Output { get; init; }

    /// <summary>When and what the call before it took; to undo it.</summary>
    public (TimeSpan At, double Cost) Previous { get; init; }

    /// <summary>Whether the provider declined it, so that none of it was ever taken there.</summary>
    public bool IsDeclined { get; set; }

    /// <summary>When it left.</summary>
    public TimeSpan SentAt { get; set; }

    /// <summary>What the provider's bucket was believed to hold.</summary>
    public double Level { get; set; }

    /// <summary>All that had ever left.</summary>
    public double Sent { get; set; }

    /// <summary>All that had ever been put back.</summary>
    public double Refunded { get; set; }

    /// <summary>All that had ever been corrected.</summary>
    public double Corrected { get; set; }

    /// <summary>Output to come of all calls in flight.</summary>
    public double Outstanding { get; set; }

    /// <summary>What had left within J before it, and may arrive after it.</summary>
    public double Before { get; set; }

    /// <summary>What left within J after it, and may arrive before it; null while that time is not over.</summary>
    public double? After { get; set; }
}
