namespace Pressrun.Providers.Profiles;

/// <summary>A question that costs nothing and that a service answers only to a good key.</summary>
/// <param name="Path">What follows the service's address.</param>
internal sealed record ProbeRule(string Path)
{
    /// <summary>A header it wants besides the key; null for none.</summary>
    public string? Header { get; init; }

    /// <summary>What that says; null for none.</summary>
    public string? Value { get; init; }
}
