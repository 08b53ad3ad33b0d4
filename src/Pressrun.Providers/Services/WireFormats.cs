using Pressrun.Providers.Anthropic;
using Pressrun.Providers.Bedrock;
using Pressrun.Providers.ElevenLabs;
using Pressrun.Providers.OpenAi;
using Pressrun.Providers.Perplexity;
using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.Services;

/// <summary>The wire formats by the names profiles use.</summary>
internal static class WireFormats
{
    /// <summary>The form of chats; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static WireFormat? Chat(string? name) => name switch
    {
        null => null,
        "openai" => new ChatFormat("max_completion_tokens"),
        "compatible" => new ChatFormat("max_tokens"),
        "anthropic" => new MessagesFormat("/v1/messages", cachesByItself: true),
        "bedrock" => new BedrockFormat(),
        "openrouter" => new ChatFormat("max_tokens") { TellsCost = true },
        "perplexity" => new AgentFormat(),
        _ => throw new ArgumentException($"There is no form of chats `{name}`."),
    };

    /// <summary>The form of speech; null for none.</summary>
    /// <exception cref="ArgumentException">There is no such form.</exception>
    public static WireFormat? Speech(ServiceProfile profile) => profile.Speech switch
    {
        null => null,
        "openai" => new SpeechFormat(),
        "elevenlabs" => new ElevenLabsFormat(profile.Voice ?? "", profile.Voices),
        var name => throw new ArgumentException($"There is no form of speech `{name}`."),
    };
}
