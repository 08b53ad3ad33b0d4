using Pressrun.Model;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Items;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Building;

/// <summary>A pipeline file that has been read and checked, ready to run. Immutable.</summary>
public sealed class LoadedPipeline
{
    internal LoadedPipeline(
        Pipeline pipeline, PipelineSettings settings, ItemReading items, BuiltStages stages,
        IReadOnlyList<SourceText> sources, IReadOnlySet<string>? selected)
    {
        Sources = sources;
        Selected = selected?.Count ?? items.Count;
        Selects = selected is null ? null : item => selected.Contains(item.Key);
        Pipeline = pipeline;
        Items = items;
        Budget = new(settings.Budget.Run?.Value, settings.Budget.Item?.Value, settings.Budget.Day?.Value);
        Services = stages.Services;
        HasFallbacks = stages.Services.Count > 0 && settings.Stages.Any(stage => stage.Models.Count > 1);
        Graph = stages.Graph;
        Web = stages.Web;
        MailServer = stages.MailServer;
        Limits =
        [
            .. settings.Providers.SelectMany(provider => provider.Limits.Select(limit =>
                // What is built in is asked under its own name, whatever the file calls it.
                new GivenLimit(ProviderKind.Find(provider.Kind.Value) is { IsBuiltIn: true, Name: var kind }
                    ? kind : provider.Name, limit.Pattern, limit.Limit))),
        ];
        Notes = LimitChecker.Check(settings);
        Latencies = settings.Stages.Where(stage => stage.Expect?.Latency is not null).ToDictionary(
            stage => stage.Name, stage => stage.Expect!.Latency!.Value, StringComparer.Ordinal);
        Explain = key => settings.Layers.Explain(key);
    }

    /// <summary>The definition.</summary>
    public Pipeline Pipeline { get; }

    /// <summary>The items, and what in their source is none.</summary>
    public ItemReading Items { get; }

    /// <summary>Which items are worked on; null for all.</summary>
    public Func<Item, bool>? Selects { get; private set; }

    /// <summary>How many items are worked on; all of them where none are selected.</summary>
    public int Selected { get; private set; }

    /// <summary>The files it was read from: the pipeline file, what is laid over it, prompts and templates.</summary>
    public IReadOnlyList<SourceText> Sources { get; }

    /// <summary>What may be spent.</summary>
    public Budget Budget { get; }

    /// <summary>Services that the stages ask, in order of the stages; empty offline.</summary>
    public IReadOnlyList<AskedService> Services { get; }

    /// <summary>Whether a stage names several models: while the first is out, the next is asked.</summary>
    public bool HasFallbacks { get; }

    /// <summary>What the file says of fetching.</summary>
    public WebSettings Web { get; }

    /// <summary>The mail server that mails are handed to; null for none, and offline.</summary>
    public MailServer? MailServer { get; }

    /// <summary>Limits the file sets for providers, in its order; may be empty.</summary>
    public IReadOnlyList<GivenLimit> Limits { get; }

    /// <summary>How long the file expects a call of a stage to take, by stage; may be empty.</summary>
    public IReadOnlyDictionary<string, TimeSpan> Latencies { get; }

    /// <summary>What is right in the file and has no use, in its order; may be empty.</summary>
    public IReadOnlyList<FileNote> Notes { get; }

    /// <summary>A line a stage, in order: what it does and what it needs.</summary>
    public IReadOnlyList<StageLine> Graph { get; }

    /// <summary>Stages that run only if asked for, in order; may be empty.</summary>
    public IReadOnlyList<string> Manual => [.. Graph.Where(stage => stage.IsManual).Select(stage => stage.Name)];

    /// <summary>Every place that says what a key is, the winner among them; empty for a key nobody sets.</summary>
    public Func<string, IReadOnlyList<ValueSource>> Explain { get; }

    /// <summary>The same over fewer items: of those selected only the ones with these keys.</summary>
    public LoadedPipeline Only(IReadOnlySet<string> keys)
    {
        var selects = Selects;
        Func<Item, bool> both = item => keys.Contains(item.Key) && (selects?.Invoke(item) ?? true);
        var copy = (LoadedPipeline)MemberwiseClone();
        (copy.Selects, copy.Selected) = (both, Items.Source.Read().Count(both));
        return copy;
    }
}
