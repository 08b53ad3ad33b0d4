using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>A service that a pipeline asks and this version cannot ask yet. The file is right all the same.</summary>
/// <param name="Service">The service.</param>
/// <param name="Stages">The stages that ask it, in order.</param>
internal sealed record Unasked(NeededKey Service, IReadOnlyList<string> Stages)
{
    /// <summary>Kinds of services this version can ask.</summary>
    private static readonly string[] Known = ["espeak", "fetch", "feed", "folder", "local", "offline"];

    /// <summary>All of a pipeline, in the order of its stages; none offline, where stand-ins answer.</summary>
    public static IReadOnlyList<Unasked> Of(LoadedPipeline pipeline) =>
    [
        .. pipeline.Keys.Where(key => !Known.Contains(key.Kind, StringComparer.Ordinal)).Select(key => new Unasked(
            key, [.. pipeline.Graph.Where(stage => Asks(stage, key)).Select(stage => stage.Name)])),
    ];

    /// <summary>The same in a line, without the place.</summary>
    public override string ToString()
    {
        var kind = Service.Kind == Service.Provider ? "" : $", of the kind `{Service.Kind}`,";
        return $"this version cannot ask `{Service.Provider}`{kind} yet "
            + $"({(Stages.Count == 1 ? "stage" : "stages")} {string.Join(", ", Stages)})";
    }

    private static bool Asks(StageLine stage, NeededKey service) =>
        stage.Does.StartsWith($"ask {service.Provider}/", StringComparison.Ordinal)
        || stage.Does.StartsWith($"speak {service.Provider}/", StringComparison.Ordinal);
}
