using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>Anthropic's Message Batches.</summary>
internal sealed class AnthropicBatchVendor : BatchVendor
{
    private const string Path = "/v1/messages/batches";

    public override FakeVendor Live { get; } = new AnthropicChat();

    public override string HandIn => Path;

    protected override string? ObjectionTo(FakeRequest request) =>
        request.Header("x-api-key") != FakeVendor.Key ? "x-api-key header is required"
        : request.Header("anthropic-version") != "2023-06-01" ? "anthropic-version: header is required"
        : null;

    protected override FakeReply? AnswerTo(FakeRequest request) => (request.Method, request.Path.Split('?')[0]) switch
    {
        ("POST", Path) => Make(request),
        ("GET", Path) => List(request),
        ("GET", var path) when path.StartsWith($"{Path}/") && path.EndsWith("/results") =>
            Batches.Find(batch => path == $"{Path}/{batch.Id}/results") is { Results: { } results } over
                ? new(200, string.Concat(results.Where(row => row.Fate != RowFate.Missing)
                    .Select(row => Line(over, row.Id, row.Fate) + "\n")))
                : null,
        ("GET", var path) => Batches.Find(batch => path == $"{Path}/{batch.Id}") is { } one
            ? new(200, Tell(one).ToJsonString())
            : null,
        _ => null,
    };

    // Half of 4, 0.20 and 20 dollars for a million.
    protected override decimal BillOf(FakeUsage usage) =>
        (usage.Input * 2m) + (usage.CacheRead * 0.10m) + (usage.Output * 10m);

    protected override FakeBatch Add(IReadOnlyList<(string Id, JsonElement Body)> rows, string? metadata)
    {
        var batch = new FakeBatch(
            $"msgbatch_{Batches.Count + 1}", Time.GetUtcNow(), [.. rows.Select(row => (row.Id, row.Body.Clone()))]);
        batch.Refusal = Refuses(batch);
        Batches.Add(batch);
        return batch;
    }

    private FakeReply Make(FakeRequest request)
    {
        var rows = request.Body.GetProperty("requests").EnumerateArray()
            .Select(row => (row.GetProperty("custom_id").GetString()!, row.GetProperty("params"))).ToList();
        return ObjectionToRows(rows, "/v1/messages", request) is { } objection
            ? Live.Refuse(400, "invalid_request_error", objection)
            : new(200, Tell(Add(rows, null)).ToJsonString());
    }

    private FakeReply List(FakeRequest request)
    {
        var (page, hasMore) = PageOf(request.Path, "after_id");
        return new(200, new JsonObject
        {
            ["data"] = new JsonArray([.. page.Select(Tell)]),
            ["has_more"] = hasMore,
            ["first_id"] = page.FirstOrDefault()?.Id,
            ["last_id"] = page.LastOrDefault()?.Id,
        }.ToJsonString());
    }

    private JsonObject Tell(FakeBatch batch) => new()
    {
        ["id"] = batch.Id,
        ["type"] = "message_batch",
        ["processing_status"] = batch.Results is null ? "in_progress" : "ended",
        ["request_counts"] = new JsonObject { ["processing"] = batch.Results is null ? batch.Rows.Count : 0 },
        ["created_at"] = (batch.CreatedAt + Skew).UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture),
        ["results_url"] = batch.Results is null ? null : "https://elsewhere.test/steal-the-key",
    };

    private string Line(FakeBatch batch, string id, RowFate fate) => new JsonObject
    {
        ["custom_id"] = id,
        ["result"] = fate switch
        {
            RowFate.Done => new JsonObject { ["type"] = "succeeded", ["message"] = SuccessOf(batch, id) },
            RowFate.Garbage => new JsonObject { ["type"] = "succeeded", ["message"] = 7 },
            RowFate.Expired => new JsonObject { ["type"] = "expired" },
            RowFate.Broken => Errored("api_error", "Internal server error"),
            RowFate.Limited => Errored("rate_limit_error", "Number of requests has exceeded your rate limit."),
            _ => Errored("invalid_request_error", "temperature: may not be set for this model"),
        },
    }.ToJsonString();

    private JsonObject Errored(string type, string message) => new()
    {
        ["type"] = "errored",
        ["error"] = JsonNode.Parse(Live.Refuse(400, type, message).Body),
    };
}
