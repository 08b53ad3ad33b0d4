namespace Pressrun.Model;

/// <summary>What a provider allows for a call that was sent and whose reply was lost.</summary>
public enum RecoveryWay
{
    /// <summary>Ask again as a new attempt; the lost one stays booked at its worst case.</summary>
    Repeat,

    /// <summary>
    /// Look first whether it happened, through <c>IProvider.FindAsync</c>; repeat only if it did not.
    /// </summary>
    Check,

    /// <summary>
    /// Wait for a person: the effect cannot be undone and cannot be looked up. A person's word that it arrived is a
    /// reply with an empty body, which the provider must be able to read.
    /// </summary>
    Person,
}
