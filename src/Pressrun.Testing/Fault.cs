namespace Pressrun.Testing;

/// <summary>
/// What can go wrong in a simulated run. Each must strike in some run, or the swarm proves too little.
/// </summary>
internal enum Fault
{
    /// <summary>An attempt is answered with a passing error.</summary>
    Transient,

    /// <summary>A call, not an attempt, is declined for good.</summary>
    Permanent,

    /// <summary>An attempt is refused although the quota has room, mostly with a time to wait.</summary>
    Storm,

    /// <summary>An attempt is refused for overload.</summary>
    Overload,

    /// <summary>A lane answers nothing but errors or refusals for up to an hour.</summary>
    Outage,

    /// <summary>An attempt never comes back.</summary>
    Hang,

    /// <summary>An attempt comes back after the engine gave it up.</summary>
    Late,

    /// <summary>An attempt takes twenty times as long.</summary>
    SlowTail,

    /// <summary>The connection breaks after the work was done.</summary>
    Break,

    /// <summary>No connection is made: the attempt never arrives.</summary>
    NoConnection,

    /// <summary>The envelope of a call's reply cannot be read.</summary>
    Garbage,

    /// <summary>A reply does not say what was used.</summary>
    UsageMissing,

    /// <summary>A lane's key is refused for a while.</summary>
    KeyRevoked,

    /// <summary>A lane has no credit for a while.</summary>
    NoMoney,

    /// <summary>A lane's model is taken out of service for a while: what is asked then is declined for good.</summary>
    ModelRemoved,

    /// <summary>A call costs more than its worst case.</summary>
    PriceRise,

    /// <summary>A commit takes up to two seconds.</summary>
    SlowDisk,

    /// <summary>A commit finds no space.</summary>
    FullDisk,

    /// <summary>A commit that holds a reply finds no space.</summary>
    FullAtReply,

    /// <summary>A commit finds the store locked.</summary>
    BusyDisk,

    /// <summary>A power cut leaves the first bytes of the entry that was being written.</summary>
    TornTail,

    /// <summary>The journal cannot be read when a process takes the run over.</summary>
    Unreadable,

    /// <summary>The store cannot be opened when a process begins.</summary>
    Unclaimable,

    /// <summary>The machine sleeps for hours while calls are in flight.</summary>
    Suspend,

    /// <summary>The wall clock jumps by an hour.</summary>
    ClockJump,

    /// <summary>Timers fire late.</summary>
    LateTimers,
}
