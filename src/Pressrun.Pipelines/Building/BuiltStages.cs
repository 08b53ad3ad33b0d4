using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>The stages of a file as the engine takes them, and what was learned in building them.</summary>
internal sealed record BuiltStages(
    IReadOnlyList<Stage> Stages, IReadOnlyList<StageLine> Graph, IReadOnlyList<AskedService> Services, WebSettings Web)
{
    /// <summary>The mail server the stages name; null for none.</summary>
    public MailServer? MailServer { get; init; }
}
