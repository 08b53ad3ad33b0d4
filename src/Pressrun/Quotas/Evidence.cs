namespace Pressrun.Quotas;

/// <summary>What the provider's replies have shown of a bucket so far.</summary>
internal enum Evidence
{
    /// <summary>Nothing: no call has come back yet.</summary>
    None,

    /// <summary>Headers tell where it stands.</summary>
    Headers,

    /// <summary>Calls come back and no header speaks of it.</summary>
    Silent,
}
