namespace Pressrun.Providers.Profiles;

/// <summary>Models that share one quota.</summary>
/// <param name="Models">Which, where <c>*</c> stands for any letters.</param>
/// <param name="Limits">What limits them; may be empty.</param>
internal sealed record PoolRule(string Models, IReadOnlyList<LimitRule> Limits)
{
    /// <summary>The pool's name; null gives each model a quota of its own, named as the model.</summary>
    public string? Pool { get; init; }

    /// <summary>Calls at the same time to begin with; 0 lets only replies tell.</summary>
    public int Slots { get; init; }

    /// <summary>The reply header that tells the most calls at the same time; null if none does.</summary>
    public string? SlotsHeader { get; init; }
}
