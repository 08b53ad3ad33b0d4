namespace Pressrun.Quotas;

/// <summary>Where a lease stands.</summary>
internal enum LeaseState
{
    /// <summary>Not offered yet, or withdrawn.</summary>
    Idle,

    /// <summary>In a queue of its lane.</summary>
    Waiting,

    /// <summary>Waits for money of its item.</summary>
    WaitingForMoney,

    /// <summary>Admitted, holding slots, quota and money.</summary>
    Admitted,

    /// <summary>The call has ended.</summary>
    Ended,
}
