namespace Pressrun.Seams;

/// <summary>Why a store did not do what it was asked.</summary>
public enum StoreFault
{
    /// <summary>No space left; may pass.</summary>
    Full,

    /// <summary>Locked or slow beyond its own patience; may pass.</summary>
    Busy,

    /// <summary>Another claim was made later: nothing more may be written under this one.</summary>
    Fenced,

    /// <summary>A living process drives the store.</summary>
    Held,

    /// <summary>What is stored cannot be believed.</summary>
    Damaged,

    /// <summary>Not to be opened, read or written at all.</summary>
    Unusable,
}
