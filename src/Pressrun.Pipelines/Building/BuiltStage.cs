using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>A stage that has been built, as those after it see it.</summary>
/// <param name="Settings">Its settings.</param>
/// <param name="Kind">What its result is.</param>
internal sealed record BuiltStage(StageSettings Settings, ResultKind Kind)
{
    /// <summary>Whether there is one result a part.</summary>
    public bool IsList => Settings.Each is not null;

    /// <summary>The fields of one result; null where they are not known, or there are none.</summary>
    public OutputForm? Form => FilingFields.IsFiling(Settings) ? FilingFields.Form
        : Settings.Verb == VerbKind.Fetch ? ArticleFields.Form : Settings.Output?.Value;
}
