namespace Pressrun.Pipelines.Building;

/// <summary>A stage in a few words, for people.</summary>
/// <param name="Name">The stage.</param>
/// <param name="Shape">How often it runs: <c>item</c>, <c>each script</c>, <c>once</c>.</param>
/// <param name="Does">Its verb and whom it asks: <c>ask offline/extractive</c>.</param>
/// <param name="Needs">The stages whose results it uses; may be empty.</param>
/// <param name="Gates">Its gates as written; may be empty.</param>
/// <param name="Save">Where its result is saved, as written; may be empty.</param>
public sealed record StageLine(
    string Name, string Shape, string Does, IReadOnlyList<string> Needs, IReadOnlyList<string> Gates,
    IReadOnlyList<string> Save)
{
    /// <summary>Whether it runs only if asked for. <value>No.</value></summary>
    public bool IsManual { get; init; }
}
