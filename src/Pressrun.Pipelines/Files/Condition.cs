namespace Pressrun.Pipelines.Files;

/// <summary>A comparison: <c>score >= 0.85</c>, <c>count(items) = 0</c>, <c>form in (10-K, 10-Q)</c>.</summary>
/// <param name="Field">The field that is looked at; dots lead deeper.</param>
/// <param name="IsCount">Whether the number of its elements is meant.</param>
/// <param name="Is">How it is compared.</param>
/// <param name="Values">With what; one, several for <c>in</c> and <c>not in</c>, none for <c>is empty</c>.</param>
internal sealed record Condition(string Field, bool IsCount, Comparison Is, IReadOnlyList<string> Values)
{
    /// <summary>The first value as a number, or null if it is none; never null if the comparison needs one.</summary>
    public double? Number { get; init; }

    /// <summary>What must hold as well; null for nothing.</summary>
    public Condition? And { get; init; }

    /// <summary>It and all that must hold as well, in order.</summary>
    public IEnumerable<Condition> All => And is null ? [this] : [this, .. And.All];
}
