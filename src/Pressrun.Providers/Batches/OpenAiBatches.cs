using System.Globalization;
using System.Text;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>
/// OpenAI's batches (platform.openai.com/docs/guides/batch, read 2026-11-22): a file of lines is uploaded, a batch made
/// of it, and results come as a file of those done and one of those not. A batch bears its first row as metadata.
/// </summary>
internal sealed class OpenAiBatches : BatchWire
{
    private const string Version = "/v1";
    private const string Mark = "pressrun_first_row";
    private const int PageMax = 100;

    /// <inheritdoc/>
    public override bool ListsLatestFirst => false;

    /// <inheritdoc/>
    public override ReadOnlyMemory<byte> WriteRow(string id, WireRequest request) => WireJson.Of(json =>
    {
        json.WriteString("custom_id", id);
        json.WriteString("method", "POST");
        json.WriteString("url", Version + request.Path);
        json.WritePropertyName("body");
        json.WriteRawValue(request.Body.Span, skipInputValidation: true);
    });

    /// <inheritdoc/>
    public override async Task<Handed> HandInAsync(
        BatchExchange exchange, IReadOnlyList<PendingRow> rows, Func<bool> isAwaited, CancellationToken ct)
    {
        // A file alone asks for nothing: whatever happens to it, there is no batch.
        var (uploaded, outcome) = await exchange.SendAsync(Upload(rows), ct);
        if (uploaded is not { IsSuccess: true }
            || WireJson.Text(WireJson.Parse(uploaded.Body), "id") is not { } file)
        {
            return new()
            {
                Refusal = uploaded is { IsSuccess: false } ? uploaded : null,
                Outcome = new Outcome.Refused(Refusal.Overload)
                {
                    Cause = outcome switch
                    {
                        Outcome.Refused { Cause: { } cause } => cause,
                        Outcome.Unknown unknown => unknown.Cause,
                        _ => "what it says of an uploaded file cannot be read",
                    },
                },
            };
        }

        if (!isAwaited())
        {
            return new() { Outcome = new Outcome.Refused(Refusal.NotSent) };
        }

        var (made, broken) = await exchange.SendAsync(new("/batches", WireJson.Of(json =>
        {
            json.WriteString("input_file_id", file);
            json.WriteString("endpoint", Version + "/chat/completions");
            json.WriteString("completion_window", "24h");
            json.WriteStartObject("metadata");
            json.WriteString(Mark, rows[0].Id);
            json.WriteEndObject();
        })), ct);
        return ReadMade(made, broken);
    }

    /// <inheritdoc/>
    public override WireRequest Get(string batch) => Ask($"/batches/{Uri.EscapeDataString(batch)}");

    /// <inheritdoc/>
    public override WireRequest List(string? after) => Ask(string.Create(CultureInfo.InvariantCulture,
        $"/batches?limit={PageMax}") + (after is null ? "" : $"&after={Uri.EscapeDataString(after)}"));

    /// <inheritdoc/>
    public override WireRequest Lines(string path) => Ask(path);

    /// <inheritdoc/>
    public override BatchState? ReadState(JsonElement body)
    {
        if (WireJson.Text(body, "id") is not { } id || WireJson.Text(body, "status") is not { } status
            || WireJson.Count(body, "created_at") is not (<= 253_402_300_799 and { } created))
        {
            return null;
        }

        return new(id, DateTimeOffset.FromUnixTimeSeconds(created))
        {
            IsOver = status is "completed" or "failed" or "expired" or "cancelled",
            // One that brought results was begun: what they say counts, row by row.
            Refusal = status == "failed" && WireJson.Text(body, "output_file_id") is null ? RefusalOf(body) : null,
            Results =
            [
                .. new[] { WireJson.Text(body, "output_file_id"), WireJson.Text(body, "error_file_id") }
                    .OfType<string>().Select(ContentOf),
            ],
            First = WireJson.Text(body, "metadata", Mark),
            Rows = WireJson.Text(body, "input_file_id") is { } input ? ContentOf(input) : null,
        };
    }

    /// <inheritdoc/>
    protected override BatchRow ReadRow(string id, JsonElement row)
    {
        if (WireJson.At(row, "response", "body") is { } body)
        {
            var headers = new Dictionary<string, string>(StringComparer.Ordinal);
            if (WireJson.Text(row, "response", "request_id") is { Length: > 0 } request)
            {
                headers.Add("x-request-id", request);
            }

            return new(id)
            {
                Received = new(
                    (int)Math.Min(WireJson.Count(row, "response", "status_code") ?? 200, 999), headers, BytesOf(body)),
            };
        }

        return WireJson.Text(row, "error", "message") is { Length: > 0 } why
            ? BatchRow.Undone(id, $"{WireJson.Text(row, "error", "code") ?? "error"}: {ErrorBody.Shorten(why)}")
            : new(id);
    }

    private static WireRequest Ask(string path) => new(path, default) { Method = HttpMethod.Get };

    private static string ContentOf(string file) => $"/files/{Uri.EscapeDataString(file)}/content";

    // Refused as a whole, after it was taken, without a status of its own. A queue that is full has room again when
    // another batch ends, and nobody tells when that is.
    private static Received RefusalOf(JsonElement body) => new(
        400,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["retry-after"] = "300" },
        WireJson.Of(json =>
        {
            var error = WireJson.List(body, "errors", "data").FirstOrDefault();
            json.WriteStartObject("error");
            json.WriteString("code", WireJson.Text(error, "code") ?? "batch_failed");
            json.WriteString("message", WireJson.Text(error, "message") ?? "the batch was refused");
            json.WriteEndObject();
        }));

    private static WireRequest Upload(IReadOnlyList<PendingRow> rows)
    {
        // It stands in no row: in JSON no line begins with hyphens.
        var boundary = $"pressrun-{rows[0].Id}";
        var head = Encoding.UTF8.GetBytes(
            $"--{boundary}\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
            + $"--{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"pressrun.jsonl\"\r\n"
            + "Content-Type: application/jsonl\r\n\r\n");
        var tail = Encoding.UTF8.GetBytes($"\r\n--{boundary}--\r\n");
        var body = new byte[rows.Sum(row => row.Bytes.Length + 1L) + head.Length + tail.Length];
        head.CopyTo(body, 0);
        var at = head.Length;
        foreach (var row in rows)
        {
            row.Bytes.CopyTo(body.AsMemory(at));
            at += row.Bytes.Length;
            body[at++] = (byte)'\n';
        }

        tail.CopyTo(body, at);
        return new("/files", body) { ContentType = $"multipart/form-data; boundary={boundary}" };
    }
}
