namespace Pressrun.Providers.Articles;

/// <summary>Which filters are on; a page that comes out empty is read again with fewer.</summary>
/// <param name="DropsUnlikely">Elements whose class, id or role names furniture are dropped before scoring.</param>
/// <param name="WeighsLabels">Class and id add to the score or take from it.</param>
/// <param name="CleansUp">Tables, lists and parts that look like furniture are dropped from the article found.</param>
internal sealed record Strictness(bool DropsUnlikely, bool WeighsLabels, bool CleansUp)
{
    /// <summary>From all filters to none, each step switching off one more.</summary>
    public static IReadOnlyList<Strictness> Steps { get; } =
        [new(true, true, true), new(false, true, true), new(false, false, true), new(false, false, false)];

    public int WeightOf(Node element) => WeighsLabels ? Labels.WeightOf(element) : 0;
}
