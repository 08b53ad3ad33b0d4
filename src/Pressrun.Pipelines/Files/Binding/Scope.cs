using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files.Binding;

/// <summary>
/// The names of a file, known before any stage is bound, so that an error in one place makes no second in another.
/// </summary>
internal sealed class Scope
{
    /// <summary>Words every template knows; nothing else may have their name.</summary>
    public static readonly IReadOnlyList<string> Reserved = ["key", "name", "part", "previous", "notes", "items"];

    private const int ModelsMax = 50;

    private readonly List<string> _stages;
    private readonly Dictionary<string, IReadOnlyList<ModelReference>> _aliases = new(StringComparer.Ordinal);

    public Scope(Node.Map root, Findings findings)
    {
        Findings = findings;
        Stages = root["stages"] as Node.Map;
        Aliases = root["models"] as Node.Map;
        Providers = root["providers"] as Node.Map;
        _stages = Stages?.Pairs.Select(pair => pair.Key.Value).ToList() ?? [];
    }

    public Findings Findings { get; }

    /// <summary>The stages as written.</summary>
    public Node.Map? Stages { get; }

    /// <summary>The aliases as written.</summary>
    public Node.Map? Aliases { get; }

    /// <summary>The providers as written.</summary>
    public Node.Map? Providers { get; }

    public IReadOnlyList<string> StageNames => _stages;

    /// <summary>The place of a stage in the file, from 0; −1 if there is none of that name.</summary>
    public int PlaceOf(string stage) => _stages.IndexOf(stage);

    /// <summary>Makes an alias known to what is bound after it.</summary>
    public void Learn(string alias, IReadOnlyList<ModelReference> models) => _aliases[alias] = models;

    public bool IsProvider(string name) => ProviderNames.Contains(name, StringComparer.Ordinal);

    /// <summary>The models some texts name, each once. Aliases of aliases could grow without end.</summary>
    public IReadOnlyList<ModelReference> Models(IEnumerable<Node.Text> texts) =>
        [.. texts.SelectMany(Models).DistinctBy(model => (model.Provider, model.Model)).Take(ModelsMax)];

    /// <summary>The models a text names: one of a provider, or those of an alias; empty if it is reported.</summary>
    private IReadOnlyList<ModelReference> Models(Node.Text text)
    {
        var (provider, model) = text.Value.IndexOf('/', StringComparison.Ordinal) is var slash && slash >= 0
            ? (text.Value[..slash], text.Value[(slash + 1)..])
            : (text.Value, "");
        if (slash < 0 && _aliases.TryGetValue(text.Value, out var models))
        {
            return [.. models.Select(known => known with { At = text.At })];
        }

        if (slash < 0 && Aliases?[text.Value] is not null)
        {
            // The alias is itself in error, and reported there.
            return [];
        }

        if (IsProvider(provider) && (slash < 0 ? ProviderKind.Find(provider)?.IsBuiltIn == true : model.Length > 0))
        {
            return [new(provider, model, text.At)];
        }

        Refuse(text, provider, slash >= 0);
        return [];
    }

    /// <summary>Reports a name that is no stage above another; true if it is one.</summary>
    public bool IsAbove(string name, Position at, string user, string what)
    {
        var (place, own) = (PlaceOf(name), PlaceOf(user));
        if (place >= 0 && place < own)
        {
            return true;
        }

        if (place < 0)
        {
            Findings.Add(
                at, $"{what} names {Quote.Of(name)}, which is no stage",
                DidYouMean.Ask(name, _stages.Take(own)) ?? Listed("stages above", _stages.Take(own)));
        }
        else
        {
            Findings.Add(
                at,
                place == own ? $"{what} names its own stage" : $"{what} names `{name}`, which comes later",
                $"name a stage above `{user}`, or move one of them");
        }

        return false;
    }

    private IEnumerable<string> ProviderNames =>
        (Providers?.Pairs.Select(pair => pair.Key.Value) ?? [])
            .Concat(ProviderKind.All.Where(kind => kind.IsBuiltIn).Select(kind => kind.Name));

    private void Refuse(Node.Text text, string provider, bool hasModel)
    {
        if (Findings.IsFull)
        {
            return;
        }

        if (IsProvider(provider))
        {
            Findings.Add(
                text.At, $"{Quote.Of(text.Value)} names a provider, not a model", $"write it as `{provider}/MODEL`");
        }
        else if (hasModel)
        {
            var kind = ProviderKind.Find(provider);
            Findings.Add(
                text.At, $"model {Quote.Of(text.Value)} is of provider {Quote.Of(provider)}, which is not in the file",
                kind is null
                    ? DidYouMean.Ask(provider, ProviderNames) ?? Listed("providers", ProviderNames)
                    : $"add `{provider}: {{ key: env:{provider.ToUpperInvariant()}_API_KEY }}` under `providers`");
        }
        else
        {
            var known = (Aliases?.Pairs.Select(pair => pair.Key.Value) ?? []).Concat(ProviderNames);
            Findings.Add(
                text.At, $"model {Quote.Of(text.Value)} is not known",
                DidYouMean.Ask(provider, known) ?? "a model is `provider/model`, or a name under `models`");
        }
    }

    private static string? Listed(string title, IEnumerable<string> names)
    {
        var shown = names.Distinct(StringComparer.Ordinal).Take(12).ToList();
        return shown.Count > 0 ? $"{title}: {string.Join(' ', shown)}" : null;
    }
}
