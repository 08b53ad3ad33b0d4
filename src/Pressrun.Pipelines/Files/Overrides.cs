namespace Pressrun.Pipelines.Files;

/// <summary>
/// What is laid over a pipeline file. The stronger wins, key by key: flags, variables, the local file, the pipeline
/// file itself, the user's settings, defaults. Only what does not change what the stages do can be set so: name, items,
/// budget, vars, providers, models, and of a stage <c>model with limits tries timeout</c>.
/// </summary>
public sealed record Overrides
{
    /// <summary>Nothing is laid over.</summary>
    public static Overrides None { get; } = new();

    /// <summary>What stands behind each <c>--set</c>, in order: <c>budget.run=$5</c>, <c>genre=noir</c>.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>What options with names of their own say, in order; stronger than <see cref="Flags"/>.</summary>
    public IReadOnlyList<GivenOption> Options { get; init; } = [];

    /// <summary>
    /// Environment variables; those named <c>PRESSRUN_BUDGET</c>, <c>PRESSRUN_VARS_GENRE</c>,
    /// <c>PRESSRUN_PROVIDERS_OPENAI_LIMITS</c> and so on are looked at, others may be there.
    /// </summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>The file <c>pressrun.local.yaml</c>; null if there is none.</summary>
    public SourceText? Local { get; init; }

    /// <summary>The user's own settings for all pipelines; keys unknown to a pipeline file are passed over.</summary>
    public SourceText? User { get; init; }
}
