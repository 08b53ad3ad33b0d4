using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Perplexity;

/// <summary>
/// Perplexity's Agent API: <c>POST /v1/agent</c>. It searches only where it is told that it may, and refuses every
/// field it does not know.
/// </summary>
internal sealed class AgentFormat : WireFormat
{
    private const string Preset = "preset/";

    /// <inheritdoc/>
    protected override IReadOnlyList<string> Known { get; } =
    [
        "model", "models", "preset", "input", "stream", "background", "system", "instructions", "max_tokens",
        "max_output_tokens", "max_tool_calls", "tools", "response_format", "cache",
    ];

    /// <inheritdoc/>
    public override WireRequest Write(string model, Asked asked, long maxOutput) => new("/v1/agent",
        WireJson.Of(json =>
        {
            var isPreset = model.StartsWith(Preset, StringComparison.Ordinal);
            json.WriteString(isPreset ? "preset" : "model", isPreset ? model[Preset.Length..]
                : model.Contains('/', StringComparison.Ordinal) ? model
                : $"perplexity/{model}");
            WriteInput(json, asked);
            if ((asked.FindText("system") ?? asked.FindText("instructions")) is { } instructions)
            {
                json.WriteString("instructions", instructions);
            }

            json.WriteNumber("max_output_tokens", maxOutput);

            // Sent with every model, so that the cost has a bound; a preset has tools and numbers of its own.
            var searches = SearchesMax(model, asked);
            if (!isPreset || asked.Find("max_tool_calls") is not null)
            {
                json.WriteNumber("max_tool_calls", searches);
            }

            if (!isPreset && searches > 0)
            {
                json.WriteStartArray("tools");
                json.WriteStartObject();
                json.WriteString("type", "web_search");
                json.WriteEndObject();
                json.WriteEndArray();
            }

            WriteForm(json, asked);
            WriteOthers(json, asked);
        }));

    /// <summary>What the stage allows with <c>max_tool_calls</c>, else one search.</summary>
    public override int SearchesMax(string model, Asked asked) =>
        asked.Find("max_tool_calls") is { ValueKind: JsonValueKind.Number } given
        && given.TryGetInt32(out var most) && most is >= 0 and <= 1000
            ? most
            : 1;

    /// <inheritdoc/>
    public override Usage? ReadUsage(JsonElement body, IReadOnlyDictionary<string, string> headers)
    {
        if (WireJson.Count(body, "usage", "input_tokens") is not { } input || input == 0
            || WireJson.Count(body, "usage", "output_tokens") is not { } output)
        {
            return null;
        }

        var read = Math.Min(input, WireJson.Count(body, "usage", "input_tokens_details", "cached_tokens")
            ?? WireJson.Count(body, "usage", "input_tokens_details", "cache_read_input_tokens") ?? 0);
        var written = Math.Min(input - read,
            WireJson.Count(body, "usage", "input_tokens_details", "cache_creation_input_tokens") ?? 0);
        return new(input - read - written, read, written, Output: output,
            Reasoning: WireJson.Count(body, "usage", "output_tokens_details", "reasoning_tokens") ?? 0);
    }

    /// <inheritdoc/>
    public override Money? ReadCost(JsonElement body) =>
        WireJson.Text(body, "usage", "cost", "currency") is null or "USD"
            ? WireJson.Dollars(body, "usage", "cost", "total_cost")
            : null;

    /// <inheritdoc/>
    public override string? ReadModel(JsonElement body) =>
        WireJson.Text(body, "model") is { } model && model.StartsWith("perplexity/", StringComparison.Ordinal)
            ? model["perplexity/".Length..]
            : WireJson.Text(body, "model");

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply)
    {
        var body = WireJson.Envelope(reply);
        if (WireJson.Text(body, "status") is "queued" or "in_progress")
        {
            throw new FormatException("it was sent before it was finished");
        }

        // What it found stands beside the message; whatever else it did there stays in the journal.
        var messages = WireJson.List(body, "output").Where(one => WireJson.Text(one, "type") == "message").ToList();
        if (messages.Count == 0)
        {
            throw new FormatException("it holds no message");
        }

        var parts = messages.SelectMany(one => WireJson.List(one, "content")).ToList();
        var reason = WireJson.Text(body, "incomplete_details", "reason");
        var text = string.Concat(parts.Select(part => WireJson.Text(part, "text")));
        return new(Asked.Of(call)?.Form is null ? text : Found.After(text, FoundIn(body)))
        {
            IsTruncated = reason is "max_output_tokens" or "max_tokens",
            Declined = parts.Select(part => WireJson.Text(part, "refusal")).FirstOrDefault(words => words is not null)
                ?? (reason == "content_filter" ? "its content filter stopped the answer" : null),
        };
    }

    private static IEnumerable<string> FoundIn(JsonElement body) => WireJson.List(body, "output")
        .Where(one => WireJson.Text(one, "type") == "search_results")
        .SelectMany(one => WireJson.List(one, "results"))
        .Select(one => WireJson.Text(one, "url")).OfType<string>();

    private static void WriteInput(Utf8JsonWriter json, Asked asked)
    {
        if (asked.SoFar is not { } soFar)
        {
            json.WriteString("input", asked.Prompt);
            return;
        }

        json.WriteStartArray("input");
        foreach (var (role, content) in new[] { ("user", asked.Prompt), ("assistant", soFar), ("user", Continue) })
        {
            json.WriteStartObject();
            json.WriteString("type", "message");
            json.WriteString("role", role);
            json.WriteString("content", content);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteForm(Utf8JsonWriter json, Asked asked)
    {
        if (asked.Form is not { } form)
        {
            return;
        }

        json.WriteStartObject("response_format");
        json.WriteString("type", "json_schema");
        json.WriteStartObject("json_schema");
        json.WriteString("name", "answer");
        json.WritePropertyName("schema");
        form.WriteTo(json);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
