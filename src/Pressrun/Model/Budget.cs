namespace Pressrun.Model;

/// <summary>The most that may be spent, worst cases of running and unknown calls included.</summary>
/// <param name="Run">For the whole run; null is no limit.</param>
/// <param name="Item">For each item; null is no limit.</param>
public sealed record Budget(Money? Run = null, Money? Item = null)
{
    /// <summary>No limit at all.</summary>
    public static Budget Unlimited { get; } = new();
}
