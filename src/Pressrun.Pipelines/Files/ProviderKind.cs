using Pressrun.Model;

namespace Pressrun.Pipelines.Files;

/// <summary>An interface a provider may speak.</summary>
/// <param name="Name">The kind; also the provider's usual name.</param>
/// <param name="IsBuiltIn">Whether it needs no entry under <c>providers</c>.</param>
internal sealed record ProviderKind(string Name, bool IsBuiltIn = false)
{
    private const string Processors = "as many at once as the machine has processors";

    /// <summary>All kinds, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<ProviderKind> All =
    [
        new("openai"), new("anthropic"), new("elevenlabs"), new("perplexity") { Searches = true }, new("groq"),
        new("openrouter"),
        new("bedrock") { NeedsRegion = true }, new("azure") { NeedsUrl = true }, new("ollama") { IsKeyless = true },
        new("compatible") { IsKeyless = true, NeedsUrl = true },
        new("fetch", true) { Limits = "1/s and 1 at once for each host, files without limit" },
        new("local", true)
        {
            Limits = Processors, Models = ["extract", "join", "measure", "run", "html", "page", "epub"],
        },
        new("offline", true) { Limits = Processors, Models = ["extractive"], HasTokens = true, Searches = true },
        new("espeak", true) { Limits = Processors, Models = ["default"], HasCharacters = true },
        new("folder", true) { Limits = "4 at once", Models = ["file"] },
        new("feed", true) { Limits = "1 at once", Models = ["feed.xml"] },
        new("site", true) { Limits = "1 at once", Models = ["index.html"] },
        new("mail", true) { Limits = "4 at once", Models = ["eml"] },
        new("smtp", true) { Limits = "2 at once", Models = ["mail"] },
        new("hook", true) { Limits = "10/s and 2 at once for each host" },
    ];

    /// <summary>What it allows by itself, in words; null if only its replies tell.</summary>
    public string? Limits { get; init; }

    /// <summary>The models that are asked of it whatever a file names; empty for a service.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>Whether a service of this kind may be asked without a key.</summary>
    public bool IsKeyless { get; init; }

    /// <summary>Whether only the user knows its address.</summary>
    public bool NeedsUrl { get; init; }

    /// <summary>Whether its address depends on a region.</summary>
    public bool NeedsRegion { get; init; }

    /// <summary>Whether its models search the web, and say what they found.</summary>
    public bool Searches { get; init; }

    /// <summary>Whether calls of something built in use tokens.</summary>
    public bool HasTokens { get; init; }

    /// <summary>Whether calls of something built in use characters.</summary>
    public bool HasCharacters { get; init; }

    public static ProviderKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);

    /// <summary>Whether a limit in this unit can ever be reached; of a service nobody knows here.</summary>
    public bool Counts(Unit unit) => !IsBuiltIn || unit switch
    {
        Unit.Requests or Unit.Slots => true,
        Unit.Characters => HasCharacters,
        _ => HasTokens,
    };
}
