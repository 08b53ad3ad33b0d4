namespace Pressrun.Model;

/// <summary>Why a provider answered without the work done.</summary>
public enum Failure
{
    /// <summary>A passing fault: worth another try.</summary>
    Transient,

    /// <summary>The request itself is wrong or declined: never sent again unchanged.</summary>
    Permanent,

    /// <summary>The key is missing, wrong or revoked: the lane stops until a person acts.</summary>
    Credentials,

    /// <summary>
    /// The model, or the address, is not there or not any more: the lane stops until a person acts.
    /// </summary>
    Gone,
}
