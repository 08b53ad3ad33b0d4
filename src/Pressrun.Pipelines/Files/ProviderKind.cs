namespace Pressrun.Pipelines.Files;

/// <summary>An interface a provider may speak.</summary>
/// <param name="Name">The kind; also the provider's usual name.</param>
/// <param name="IsBuiltIn">Whether it needs no entry under <c>providers</c>.</param>
internal sealed record ProviderKind(string Name, bool IsBuiltIn = false)
{
    /// <summary>All kinds, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<ProviderKind> All =
    [
        new("openai"), new("anthropic"), new("elevenlabs"), new("perplexity"), new("groq"), new("openrouter"),
        new("ollama"), new("bedrock"), new("fetch", true), new("local", true), new("offline", true),
        new("espeak", true), new("folder", true), new("feed", true),
    ];

    public static ProviderKind? Find(string name) => All.FirstOrDefault(kind => kind.Name == name);
}
