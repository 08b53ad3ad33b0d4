namespace Pressrun.Stages;

/// <summary>How often a stage runs.</summary>
public enum Shape
{
    /// <summary>Once an item.</summary>
    Item,

    /// <summary>Once an element of a list, a range, or the parts of another stage.</summary>
    Each,

    /// <summary>Once for the whole batch.</summary>
    Once,
}
