using Pressrun.Model;
using Pressrun.Pipelines.Templates;

namespace Pressrun.Pipelines.Verbs;

/// <summary>The prompt of a stage: one template, or, over a range, one for each number of it.</summary>
/// <param name="All">The templates; over a range, in its order.</param>
internal sealed record PartPrompts(IReadOnlyList<Template> All)
{
    /// <summary>Everything that determines what they make.</summary>
    public string Hash => string.Join(' ', All.Select(template => template.Hash));

    /// <summary>The template of a part.</summary>
    public Template Of(Part? part) => All.Count == 1 ? All[0] : All[Math.Min(part!.Number, All.Count) - 1];
}
