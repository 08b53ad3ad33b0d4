namespace Pressrun.Quotas;

/// <summary>Why nothing more is sent on a lane although a limit would have room.</summary>
internal enum IdleCause
{
    /// <summary>No call is ready.</summary>
    NoWork,

    /// <summary>No slot is free.</summary>
    Slots,

    /// <summary>Another limit of the lane has no room.</summary>
    OtherLimit,

    /// <summary>The limits of a stage have no room.</summary>
    Stage,

    /// <summary>The provider is overloaded, or its limit has room only much later.</summary>
    Parked,

    /// <summary>A person, a key or the store holds admission.</summary>
    Held,

    /// <summary>The budget does not reach.</summary>
    Money,

    /// <summary>The burst is not yet proven.</summary>
    Proving,

    /// <summary>A bucket of hardly more than one call is spent evenly.</summary>
    Spacing,
}
