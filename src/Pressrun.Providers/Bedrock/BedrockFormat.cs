using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Anthropic;
using Pressrun.Providers.OpenAi;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Bedrock;

/// <summary>
/// Amazon Bedrock: Claude in Anthropic's form, all others in OpenAI's, below the same host (AWS user guide, "Inference
/// using Anthropic Messages API" and "Chat Completions API", read 2026-11-22). The model's name decides.
/// </summary>
internal sealed class BedrockFormat : WireFormat
{
    // AWS's pages show marks on blocks only, none at the top of a request.
    private readonly MessagesFormat _claude = new("/anthropic/v1/messages", cachesByItself: false);
    private readonly ChatFormat _others = new("max_completion_tokens");

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known => [];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput)
    {
        if (IsClaude(model))
        {
            return _claude.Write(model, asked, maxOutput);
        }

        var request = _others.Write(model, asked, maxOutput);
        return request with { Path = "/openai/v1" + request.Path };
    }

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers) =>
        _claude.ReadUsage(body, headers) ?? _others.ReadUsage(body, headers);

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) =>
        IsClaude(call.Request.Model) ? _claude.Read(call, reply) : _others.Read(call, reply);

    private static bool IsClaude(string model) =>
        model.Contains("claude", StringComparison.OrdinalIgnoreCase)
        || model.Contains("anthropic", StringComparison.OrdinalIgnoreCase);
}
