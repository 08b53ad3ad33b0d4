namespace Pressrun.Model;

/// <summary>One thing of the batch: an article, a topic, a chapter.</summary>
/// <param name="Key">Names the item in its pipeline; unique, stable between runs.</param>
/// <param name="Input">The item's fields as a JSON object, or any text the stages understand.</param>
public sealed record Item(string Key, string Input)
{
    /// <summary>Place in the source, counted from 1; 0 stands for the batch itself.</summary>
    public long Ordinal { get; init; }

    /// <summary>What people are shown; null shows the key.</summary>
    public string? Title { get; init; }

    /// <summary>
    /// Rank under which the item is taken up, least first. <value>The default is the ordinal.</value>
    /// </summary>
    public long? Priority { get; init; }
}
