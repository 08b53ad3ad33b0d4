using System.Globalization;
using System.Text.Json;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>
/// Anthropic's Message Batches (platform.claude.com/docs/en/build-with-claude/batch-processing, read 2026-11-22): all
/// requests in one, and one list of results. What a batch was made of can be read only when it is over.
/// </summary>
internal sealed class AnthropicBatches : BatchWire
{
    private const string Path = "/v1/messages/batches";
    private const int PageMax = 100;

    private static readonly KeyValuePair<string, string>[] Version = [new("anthropic-version", "2023-06-01")];

    // A row's error has a type and no status: the one that goes with it elsewhere (docs/en/api/errors).
    private static readonly Dictionary<string, int> Statuses = new(StringComparer.Ordinal)
    {
        ["invalid_request_error"] = 400,
        ["authentication_error"] = 401,
        ["billing_error"] = 402,
        ["permission_error"] = 403,
        ["not_found_error"] = 404,
        ["request_too_large"] = 413,
        ["rate_limit_error"] = 429,
        ["overloaded_error"] = 529,
    };

    /// <inheritdoc/>
    public override bool ListsLatestFirst => true;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> WriteRow(string id, WireRequest request) => WireJson.Of(json =>
    {
        json.WriteString("custom_id", id);
        json.WritePropertyName("params");
        json.WriteRawValue(request.Body.Span, skipInputValidation: true);
    });

    /// <inheritdoc/>
    public override async Task<Handed> HandInAsync(
        BatchExchange exchange, IReadOnlyList<PendingRow> rows, Func<bool> isAwaited, CancellationToken ct)
    {
        var (head, tail) = ("{\"requests\":["u8.ToArray(), "]}"u8.ToArray());
        var body = new byte[head.Length + rows.Sum(row => row.Bytes.Length + 1L) - 1 + tail.Length];
        head.CopyTo(body, 0);
        var at = head.Length;
        foreach (var row in rows)
        {
            if (at > head.Length)
            {
                body[at++] = (byte)',';
            }

            row.Bytes.CopyTo(body.AsMemory(at));
            at += row.Bytes.Length;
        }

        tail.CopyTo(body, at);
        var (made, broken) = await exchange.SendAsync(new(Path, body) { Headers = Version }, ct);
        return ReadMade(made, broken);
    }

    /// <inheritdoc/>
    public override WireRequest Get(string batch) => Ask($"{Path}/{Uri.EscapeDataString(batch)}");

    /// <inheritdoc/>
    public override WireRequest List(string? after) => Ask(string.Create(CultureInfo.InvariantCulture,
        $"{Path}?limit={PageMax}") + (after is null ? "" : $"&after_id={Uri.EscapeDataString(after)}"));

    /// <inheritdoc/>
    public override WireRequest Lines(string path) => Ask(path);

    /// <inheritdoc/>
    public override BatchState? ReadState(JsonElement body)
    {
        if (WireJson.Text(body, "id") is not { } id || WireJson.Text(body, "processing_status") is not { } status
            || !DateTimeOffset.TryParse(WireJson.Text(body, "created_at"), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var created))
        {
            return null;
        }

        // The address of the results is made here, and not taken from the answer: a key goes to nobody else.
        var results = $"{Path}/{Uri.EscapeDataString(id)}/results";
        var isOver = status == "ended";
        return new(id, created)
        {
            IsOver = isOver,
            Results = isOver ? [results] : [],
            Rows = isOver ? results : null,
        };
    }

    /// <inheritdoc/>
    protected override BatchRow ReadRow(string id, JsonElement row)
    {
        switch (WireJson.Text(row, "result", "type"))
        {
            case "succeeded" when WireJson.At(row, "result", "message") is { } message:
                return new(id) { Received = new(200, NoHeaders, BytesOf(message)) };
            case "errored" when WireJson.At(row, "result", "error") is { } error:
                var type = WireJson.Text(error, "error", "type") ?? WireJson.Text(error, "type") ?? "";
                return new(id)
                {
                    Received = new(Statuses.GetValueOrDefault(type, 500), NoHeaders, BytesOf(error)),
                };
            case "expired":
                return BatchRow.Undone(id, "batch_expired: its batch came to its end before it was done");
            case "canceled":
                return BatchRow.Undone(id, "batch_canceled: its batch was cancelled before it was done");
            default:
                return new(id);
        }
    }

    private static Dictionary<string, string> NoHeaders => [];

    private static WireRequest Ask(string path) => new(path, default) { Method = HttpMethod.Get, Headers = Version };
}
