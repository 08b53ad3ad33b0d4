using Pressrun.Pipelines.Files.Layering;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files;

/// <summary>A pipeline file, read, laid over and bound: everything in it that can be checked alone is right.</summary>
internal sealed record PipelineSettings
{
    /// <summary>Names the pipeline.</summary>
    public required Setting<string> Name { get; init; }

    /// <summary>What the batch consists of.</summary>
    public required ItemsSettings Items { get; init; }

    /// <summary>What may be spent.</summary>
    public required BudgetSettings Budget { get; init; }

    /// <summary>Values of the user's own, in order.</summary>
    public required IReadOnlyList<NamedScalar> Vars { get; init; }

    /// <summary>The services named, in order; built-in ones only if they have an entry.</summary>
    public required IReadOnlyList<ProviderSettings> Providers { get; init; }

    /// <summary>Own names for models, in order.</summary>
    public required IReadOnlyList<ModelSettings> Models { get; init; }

    /// <summary>The stages, in order; at least one.</summary>
    public required IReadOnlyList<StageSettings> Stages { get; init; }

    /// <summary>The file's own text first, then what was laid over it: for errors found later.</summary>
    public required IReadOnlyList<SourceText> Sources { get; init; }

    /// <summary>Where each value comes from.</summary>
    public required Layers Layers { get; init; }

    /// <summary>The file as laid over, by which keys are looked up that were written.</summary>
    public required Node.Map Root { get; init; }
}
