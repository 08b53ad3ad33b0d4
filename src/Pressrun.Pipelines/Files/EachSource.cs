namespace Pressrun.Pipelines.Files;

/// <summary>What a stage with <c>each</c> runs over: a closed list.</summary>
internal abstract record EachSource
{
    private EachSource()
    {
    }

    /// <summary>The numbers of a range, both ends in it.</summary>
    /// <param name="First">The first.</param>
    /// <param name="Last">The last, not less than the first.</param>
    internal sealed record Range(int First, int Last) : EachSource;

    /// <summary>A stage above: its parts, its list, or its text cut by <c>split</c>.</summary>
    /// <param name="Name">The stage.</param>
    internal sealed record Stage(string Name) : EachSource;

    /// <summary>A list field of the item.</summary>
    /// <param name="Name">The field.</param>
    internal sealed record Field(string Name) : EachSource;
}
