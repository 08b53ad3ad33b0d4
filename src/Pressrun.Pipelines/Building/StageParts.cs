using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>A stage while it is being built.</summary>
/// <param name="settings">Its settings.</param>
/// <param name="mainNeed">The stage whose result is meant where none is named; null for none.</param>
internal sealed class StageParts(StageSettings settings, string? mainNeed)
{
    private readonly HashSet<string> _uses = new(settings.Needs, StringComparer.Ordinal);

    public StageSettings Settings => settings;

    public string? MainNeed => mainNeed;

    /// <summary>What its result is.</summary>
    public ResultKind Kind { get; set; } = ResultKind.Text;

    /// <summary>Verb and partner in words.</summary>
    public string Does { get; set; } = "";

    /// <summary>The stage whose text is spoken in its sound.</summary>
    public string? Spoken { get; set; }

    /// <summary>Tries and timeout.</summary>
    public Care Care { get; set; } = new(settings.Tries?.Value, settings.Timeout?.Value);

    /// <summary>The parameters, in order.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> With { get; } =
        [.. settings.With.Select(value => KeyValuePair.Create(value.Name, value.Value.Text))];

    /// <summary>Stages whose results it uses without saying so under <c>needs</c>.</summary>
    public void Use(IEnumerable<string> stages) => _uses.UnionWith(stages);

    /// <summary>All stages it uses, in the order of the file.</summary>
    public IReadOnlyList<string> Needs(IReadOnlyList<string> inOrder) => [.. inOrder.Where(_uses.Contains)];
}
