using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.OpenAi;

/// <summary>
/// Chat completions, as OpenAI introduced them and as most others speak them: <c>POST /chat/completions</c>.
/// </summary>
/// <param name="maxTokens">
/// The name of the most output tokens: <c>max_completion_tokens</c> at OpenAI, <c>max_tokens</c> elsewhere.
/// </param>
internal sealed class ChatFormat(string maxTokens) : WireFormat
{
    /// <summary>Whether answers tell in dollars what was charged for them. <value>No.</value></summary>
    public bool TellsCost { get; init; }

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known { get; } =
        ["model", "messages", "stream", "max_tokens", "max_completion_tokens", "system", "cache", "response_format"];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput) => new("/chat/completions",
        WireJson.Of(json =>
        {
            json.WriteString("model", model);
            json.WriteStartArray("messages");
            if (asked.FindText("system") is { } system)
            {
                WriteMessage(json, "system", system);
            }

            WriteMessage(json, "user", asked.Prompt!);
            if (asked.SoFar is { } soFar)
            {
                WriteMessage(json, "assistant", soFar);
                WriteMessage(json, "user", Continue);
            }

            json.WriteEndArray();
            json.WriteNumber(maxTokens, maxOutput);
            if (asked.Form is { } form)
            {
                json.WriteStartObject("response_format");
                json.WriteString("type", "json_schema");
                json.WriteStartObject("json_schema");
                json.WriteString("name", "answer");
                json.WriteBoolean("strict", true);
                json.WritePropertyName("schema");
                form.WriteTo(json);
                json.WriteEndObject();
                json.WriteEndObject();
            }

            WriteOthers(json, asked);
        }));

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers)
    {
        // No answer is made of nothing: a server that tells 0 does not count.
        if (WireJson.Count(body, "usage", "prompt_tokens") is not { } prompt || prompt == 0
            || WireJson.Count(body, "usage", "completion_tokens") is not { } completion)
        {
            return null;
        }

        // Cached and written tokens are told as parts of the prompt's, reasoning as a part of the completion's.
        var read = Math.Min(WireJson.Count(body, "usage", "prompt_tokens_details", "cached_tokens") ?? 0, prompt);
        var written = Math.Min(
            WireJson.Count(body, "usage", "prompt_tokens_details", "cache_write_tokens") ?? 0, prompt - read);
        return new(prompt - read - written, read, written,
            Output: completion,
            Reasoning: WireJson.Count(body, "usage", "completion_tokens_details", "reasoning_tokens") ?? 0);
    }

    /// <inheritdoc/>
    public override Money? ReadCost(JsonElement body)
    {
        if (!TellsCost || WireJson.Dollars(body, "usage", "cost") is not { } cost)
        {
            return null;
        }

        // With a key of the user's own for the service behind, that one bills beside.
        return WireJson.At(body, "usage", "is_byok") is { ValueKind: JsonValueKind.True }
            && WireJson.Dollars(body, "usage", "cost_details", "upstream_inference_cost") is { } behind
            ? cost + behind
            : cost;
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        var body = WireJson.Envelope(reply);
        var choice = WireJson.List(body, "choices").FirstOrDefault();
        if (WireJson.At(choice, "message") is not { ValueKind: JsonValueKind.Object } message)
        {
            throw new FormatException("it holds no message");
        }

        var finish = WireJson.Text(choice, "finish_reason");
        return new(TextOf(message))
        {
            IsTruncated = finish == "length",
            Declined = WireJson.Text(message, "refusal")
                ?? (finish == "content_filter" ? "its content filter stopped the answer" : null),
        };
    }

    // A text, or a list of parts of which only texts are read: what else comes is kept in the journal.
    private static string TextOf(JsonElement message) => WireJson.Text(message, "content")
        ?? string.Concat(WireJson.List(message, "content").Select(part => WireJson.Text(part, "text")));

    private static void WriteMessage(Utf8JsonWriter json, string role, string content)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        json.WriteString("content", content);
        json.WriteEndObject();
    }
}
