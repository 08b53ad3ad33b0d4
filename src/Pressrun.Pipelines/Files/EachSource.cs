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

    /// <summary>A stage above: its parts, its list, a list in its answer, or its text cut by <c>split</c>.</summary>
    /// <param name="Name">The stage.</param>
    /// <param name="Path">Leads to a field of its result: <c>facts</c>; empty for all of it.</param>
    internal sealed record Stage(string Name, string Path) : EachSource
    {
        /// <summary>As a user writes it.</summary>
        public string Written => Path.Length == 0 ? Name : $"{Name}.{Path}";
    }

    /// <summary>A list field of the item.</summary>
    /// <param name="Path">The field, or the way to it: <c>chapter.scenes</c>.</param>
    internal sealed record Field(string Path) : EachSource;
}
