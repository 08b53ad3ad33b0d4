namespace Pressrun.Pipelines.Files;

/// <summary>What an answer, or a field of it, must be: a closed list.</summary>
internal abstract record OutputForm
{
    private OutputForm()
    {
    }

    /// <summary>A text.</summary>
    internal sealed record Text : OutputForm;

    /// <summary>A number.</summary>
    internal sealed record Number : OutputForm;

    /// <summary>True or false.</summary>
    internal sealed record Truth : OutputForm;

    /// <summary>An http or https address.</summary>
    internal sealed record Url : OutputForm;

    /// <summary>A list of equal elements.</summary>
    /// <param name="Element">What each is.</param>
    internal sealed record ListOf(OutputForm Element) : OutputForm;

    /// <summary>Fields with names.</summary>
    /// <param name="All">Names and forms in order, no name twice.</param>
    internal sealed record Fields(IReadOnlyList<KeyValuePair<string, OutputForm>> All) : OutputForm;
}
