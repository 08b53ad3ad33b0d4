namespace Pressrun.Model;

/// <summary>The most that may be spent, worst cases of running and unknown calls included.</summary>
/// <param name="Run">For the whole run; null is no limit.</param>
/// <param name="Item">For each item; null is no limit.</param>
/// <param name="Day">For what a run spends in one day, by UTC; null is no limit. A run waits for the next day.</param>
public sealed record Budget(Money? Run = null, Money? Item = null, Money? Day = null)
{
    /// <summary>No limit at all.</summary>
    public static Budget Unlimited { get; } = new();
}
