using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Verbs;

namespace Pressrun.Pipelines.Building;

/// <summary>Finds out whom each stage asks, and which services that are.</summary>
/// <param name="settings">The file.</param>
/// <param name="errors">Takes what is wrong.</param>
/// <param name="isOffline">Whether stand-ins answer instead of paid models.</param>
internal sealed class ModelBinder(PipelineSettings settings, List<FileError> errors, bool isOffline)
{
    private readonly List<AskedService> _services = [];

    /// <summary>The services asked so far, in order; empty offline.</summary>
    public IReadOnlyList<AskedService> Services => _services;

    /// <summary>
    /// Whom a stage asks first; who is asked instead goes into its care. Null where the file names nobody.
    /// </summary>
    /// <param name="parts">The stage.</param>
    /// <param name="standIn">Who answers offline.</param>
    public ModelName? Bind(StageParts parts, string standIn)
    {
        var stage = parts.Settings;
        var verb = stage.Verb == VerbKind.Ask ? "ask" : "speak";
        var (name, care) = Bind(stage.Models, stage, standIn, verb, stage.IsBatch);
        parts.Does = $"{verb} {name}";
        parts.Care = care;
        return name;
    }

    /// <summary>Whom a gate asks first to judge, and who is asked instead; null where nobody is named.</summary>
    /// <param name="models">The models it names.</param>
    /// <param name="stage">The judged stage.</param>
    public (ModelName? Name, Care Care) BindJudge(IReadOnlyList<ModelReference> models, StageSettings stage) =>
        Bind(models, stage, "offline/extractive", "ask", inBatch: false);

    private (ModelName? Name, Care Care) Bind(
        IReadOnlyList<ModelReference> models, StageSettings stage, string standIn, string verb, bool inBatch)
    {
        var care = new Care(stage.Tries?.Value, stage.Timeout?.Value);
        var model = models is [var first, ..] ? first : null;
        var own = model is null ? null : BuiltIn(model.Provider);
        var name = isOffline && own is null ? ModelName.Parse(standIn)
            : model is null ? null
            // Whatever the file calls it, what is built in is asked under its own name.
            : new(own ?? model.Provider, model.Model);
        if (name is not null && own is null && !isOffline)
        {
            Ask(model!, verb == "speak", inBatch);
        }
        else if (own is not null && (own != ModelName.Parse(standIn).Provider
            || name is { Provider: "offline", Model: not "extractive" }))
        {
            errors.Add(new(model!.At, $"`{model.Provider}/{model.Model}` cannot be had by `{verb}`",
                $"did you mean `{standIn}`?"));
        }

        return (name, isOffline ? care : care with
        {
            Fallbacks = [.. models.Skip(1).Select(next => FallbackOf(next, verb == "speak", inBatch))],
            Via = inBatch && own is null && model is not null ? Batch(model.Provider) : null,
        });
    }

    /// <summary>Every model of a stage must be one that searches the web and says what it found.</summary>
    public void RequireSearch(StageSettings stage)
    {
        foreach (var model in stage.Models)
        {
            var kind = settings.Providers.FirstOrDefault(one => one.Name == model.Provider)?.Kind.Value;
            if (ProviderKind.Find(kind ?? model.Provider) is not { Searches: true })
            {
                errors.Add(new(model.At, $"`{model.Provider}/{model.Model}` does not say what it searched and found, "
                    + "so its sources cannot be checked", "ask one that does, such as `perplexity/sonar`"));
            }
        }
    }

    /// <summary>The provider that carries out in batches what is asked of another.</summary>
    public static string Batch(string provider) => $"{provider} batch";

    private Fallback FallbackOf(ModelReference model, bool speaks, bool inBatch)
    {
        if (BuiltIn(model.Provider) is { } own)
        {
            return new(own, model.Model);
        }

        Ask(model, speaks, inBatch);
        return new(inBatch ? Batch(model.Provider) : model.Provider, model.Model);
    }

    private void Ask(ModelReference model, bool speaks, bool inBatch)
    {
        var asked = new AskedModel(model.Model, speaks, inBatch);
        var place = _services.FindIndex(service => service.Provider == model.Provider);
        if (place < 0)
        {
            _services.Add(ServiceOf(model, asked));
        }
        else if (!_services[place].Models.Contains(asked))
        {
            _services[place] = _services[place] with { Models = [.. _services[place].Models, asked] };
        }
    }

    private AskedService ServiceOf(ModelReference model, AskedModel asked)
    {
        var provider = settings.Providers.FirstOrDefault(provider => provider.Name == model.Provider);
        var kind = provider?.Kind.Value ?? model.Provider;
        var known = ProviderKind.Find(kind);
        if (known is { NeedsUrl: true } && provider?.Url is null)
        {
            errors.Add(new(provider?.At ?? model.At, $"only you know where `{model.Provider}` is",
                $"add it: `{model.Provider}: {{ kind: {kind}, url: https://… }}`"));
        }
        else if (known is { NeedsRegion: true } && provider is not ({ Region: not null } or { Url: not null }))
        {
            errors.Add(new(provider?.At ?? model.At, $"the address of `{model.Provider}` depends on its region",
                "add `region: us-east-1`, or whichever it is"));
        }

        return new(model.Provider, kind, provider?.Key?.Value.ToString(), provider?.At ?? model.At)
        {
            // Another address than the vendor's own is a server that speaks its language, mostly the user's own.
            NeedsKey = known is not { IsKeyless: true }
                && provider is not { Kind.Value: "openai", Name: not "openai", Url: not null },
            Models = [asked],
            Url = provider?.Url?.Value,
            Region = provider?.Region?.Value,
            Prices = provider?.Prices is { } prices
                ? new(prices.In?.Value, prices.Out?.Value, prices.Cached?.Value, prices.Characters?.Value,
                    prices.Call?.Value)
                : null,
        };
    }

    // The kind of a provider that needs no key; null for any other.
    private string? BuiltIn(string provider) =>
        ProviderKind.Find(settings.Providers.FirstOrDefault(one => one.Name == provider)?.Kind.Value ?? provider)
            is { IsBuiltIn: true, Name: var kind } ? kind : null;
}
