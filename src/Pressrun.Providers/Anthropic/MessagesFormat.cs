using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Anthropic;

/// <summary>
/// Anthropic's Messages (platform.claude.com/docs/en/api/messages, read 2026-11-22), at Anthropic itself and at clouds
/// that serve Claude in the same form.
/// </summary>
/// <param name="path">What follows the service's address, such as <c>/v1/messages</c>.</param>
/// <param name="cachesByItself">
/// Whether the service finds by itself where a cache ends, told so at the top of a request; else the prompt is marked.
/// </param>
internal sealed class MessagesFormat(string path, bool cachesByItself) : WireFormat
{
    // The version this form is written for, the one both Anthropic's and AWS's pages show (read 2026-11-22): a later
    // one may answer differently, so it is not followed by itself.
    private static readonly KeyValuePair<string, string>[] Version = [new("anthropic-version", "2023-06-01")];

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known { get; } =
        ["model", "messages", "stream", "max_tokens", "system", "cache", "cache_control", "output_config"];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput) => new(path, WireJson.Of(json =>
    {
        var cache = asked.FindText("cache");
        var lifetime = cache is not null && SharedPrefix.IsLifetime(cache) ? cache : null;
        json.WriteString("model", model);
        json.WriteNumber("max_tokens", maxOutput);
        if (lifetime is not null && cachesByItself)
        {
            WriteCache(json, lifetime);
        }
        else if (cache is null && asked.Find("cache_control") is { } given)
        {
            json.WritePropertyName("cache_control");
            given.WriteTo(json);
        }

        WriteSystem(json, asked, lifetime);
        json.WriteStartArray("messages");
        WriteMessage(json, "user", asked.Prompt!, cachesByItself ? null : lifetime,
            cache is null || lifetime is not null ? 0 : SharedPrefix.LengthOf(asked.Prompt!, cache));
        if (!string.IsNullOrWhiteSpace(asked.SoFar))
        {
            // The answer so far cannot simply stand last: newer models refuse to go on from words put in their mouth.
            WriteMessage(json, "assistant", asked.SoFar, null);
            WriteMessage(json, "user", Continue, null);
        }

        json.WriteEndArray();
        WriteOutput(json, asked);
        WriteOthers(json, asked);
    }))
    {
        Headers = Version,
    };

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers)
    {
        if (WireJson.Count(body, "usage", "input_tokens") is not { } input
            || WireJson.Count(body, "usage", "output_tokens") is not { } output)
        {
            return null;
        }

        // Fresh, written and read tokens are told apart; what was written is split by lifetime, in newer answers.
        var hour = WireJson.Count(body, "usage", "cache_creation", "ephemeral_1h_input_tokens") ?? 0;
        var written = WireJson.Count(body, "usage", "cache_creation_input_tokens")
            ?? hour + (WireJson.Count(body, "usage", "cache_creation", "ephemeral_5m_input_tokens") ?? 0);
        hour = Math.Min(hour, written);
        return new(
            input,
            WireJson.Count(body, "usage", "cache_read_input_tokens") ?? 0,
            written - hour,
            hour,
            output,
            WireJson.Count(body, "usage", "output_tokens_details", "thinking_tokens") ?? 0);
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        var body = WireJson.Envelope(reply);
        if (WireJson.At(body, "content") is not { ValueKind: JsonValueKind.Array } content)
        {
            throw new FormatException("it holds no content");
        }

        // Thinking, and kinds of blocks that come one day, are kept in the journal and are no part of the text.
        var reason = WireJson.Text(body, "stop_reason");
        return new(string.Concat(content.EnumerateArray().Where(block => WireJson.Text(block, "type") == "text")
            .Select(block => WireJson.Text(block, "text"))))
        {
            IsTruncated = reason is "max_tokens" or "model_context_window_exceeded" or "pause_turn",
            Declined = reason == "refusal"
                ? WireJson.Text(body, "stop_details", "explanation") ?? "the model declined to answer"
                : null,
        };
    }

    // What all calls of a stage share stands here, so it ends a cache of its own: prompts differ after it.
    private static void WriteSystem(Utf8JsonWriter json, Asked asked, string? lifetime)
    {
        if (asked.Find("system") is not { } system)
        {
            return;
        }

        json.WritePropertyName("system");
        if (system.ValueKind == JsonValueKind.String && lifetime is not null)
        {
            WriteBlocks(json, system.GetString()!, lifetime);
        }
        else
        {
            system.WriteTo(json);
        }
    }

    // What several prompts begin with is a block of its own: kept for five minutes from its last use.
    private static void WriteMessage(
        Utf8JsonWriter json, string role, string text, string? lifetime, int shared = 0)
    {
        json.WriteStartObject();
        json.WriteString("role", role);
        if (shared > 0)
        {
            json.WritePropertyName("content");
            json.WriteStartArray();
            WriteBlock(json, text[..shared], "5m");
            WriteBlock(json, text[shared..], lifetime: null);
            json.WriteEndArray();
        }
        else if (lifetime is null)
        {
            json.WriteString("content", text);
        }
        else
        {
            json.WritePropertyName("content");
            WriteBlocks(json, text, lifetime);
        }

        json.WriteEndObject();
    }

    private static void WriteBlocks(Utf8JsonWriter json, string text, string lifetime)
    {
        json.WriteStartArray();
        WriteBlock(json, text, lifetime);
        json.WriteEndArray();
    }

    private static void WriteBlock(Utf8JsonWriter json, string text, string? lifetime)
    {
        json.WriteStartObject();
        json.WriteString("type", "text");
        json.WriteString("text", text);
        if (lifetime is not null)
        {
            WriteCache(json, lifetime);
        }

        json.WriteEndObject();
    }

    private static void WriteCache(Utf8JsonWriter json, string lifetime)
    {
        json.WriteStartObject("cache_control");
        json.WriteString("type", "ephemeral");
        json.WriteString("ttl", lifetime);
        json.WriteEndObject();
    }

    // The schema shares its object with settings a stage may pass on, such as the effort.
    private static void WriteOutput(Utf8JsonWriter json, Asked asked)
    {
        var given = asked.Find("output_config");
        if (asked.Form is not { } form)
        {
            if (given is { } whole)
            {
                json.WritePropertyName("output_config");
                whole.WriteTo(json);
            }

            return;
        }

        json.WriteStartObject("output_config");
        if (given is { ValueKind: JsonValueKind.Object } settings)
        {
            foreach (var setting in settings.EnumerateObject().Where(setting => setting.Name != "format"))
            {
                setting.WriteTo(json);
            }
        }

        json.WriteStartObject("format");
        json.WriteString("type", "json_schema");
        json.WritePropertyName("schema");
        form.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
