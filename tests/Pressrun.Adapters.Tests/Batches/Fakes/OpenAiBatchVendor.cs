using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>OpenAI's batches and the files they are made of.</summary>
internal sealed class OpenAiBatchVendor : BatchVendor
{
    private static readonly string[] Fields = ["input_file_id", "endpoint", "completion_window", "metadata"];

    private readonly Dictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public override FakeVendor Live { get; } = new OpenAiChat();

    public override string HandIn => "/v1/batches";

    protected override string? ObjectionTo(FakeRequest request) =>
        request.Header("authorization") != $"Bearer {FakeVendor.Key}" ? "You didn't provide an API key." : null;

    protected override FakeReply? AnswerTo(FakeRequest request) => (request.Method, request.Path.Split('?')[0]) switch
    {
        ("POST", "/v1/files") => Upload(request),
        ("POST", "/v1/batches") => Make(request),
        ("GET", "/v1/batches") => List(request),
        ("GET", var path) when path.StartsWith("/v1/files/") && path.EndsWith("/content") =>
            ReadFile(path.Split('/')[3]),
        ("GET", var path) => Batches.Find(batch => path == $"/v1/batches/{batch.Id}") is { } one
            ? new(200, Tell(one).ToJsonString())
            : null,
        _ => null,
    };

    // Half of 0.10, 0.01 and 0.50 dollars for a million.
    protected override decimal BillOf(FakeUsage usage) =>
        (usage.Input * 0.05m) + (usage.CacheRead * 0.005m) + (usage.Output * 0.25m);

    protected override FakeBatch Add(IReadOnlyList<(string Id, JsonElement Body)> rows, string? metadata)
    {
        var input = $"file-in-{_files.Count + 1}";
        _files.Add(input, Encoding.UTF8.GetBytes(string.Concat(rows.Select(row =>
            $$"""{"custom_id":"{{row.Id}}","body":{{row.Body.GetRawText()}}}""" + "\n"))));
        return Make(input, rows, metadata);
    }

    private FakeReply Upload(FakeRequest request)
    {
        var type = request.Header("content-type")!;
        var boundary = type["multipart/form-data; boundary=".Length..];
        var parts = Encoding.UTF8.GetString(request.Bytes).Split($"--{boundary}", StringSplitOptions.None);
        if (parts is not ["", var purpose, var file, "--\r\n"]
            || purpose != "\r\nContent-Disposition: form-data; name=\"purpose\"\r\n\r\nbatch\r\n"
            || !file.StartsWith("\r\nContent-Disposition: form-data; name=\"file\"; filename=\""))
        {
            return Live.Refuse(400, "invalid_request_error", "no form");
        }

        var lines = file[(file.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..^2];
        var id = $"file-in-{_files.Count + 1}";
        _files.Add(id, Encoding.UTF8.GetBytes(lines));
        return new(200, new JsonObject
        {
            ["id"] = id,
            ["object"] = "file",
            ["bytes"] = lines.Length,
            ["purpose"] = "batch",
        }.ToJsonString());
    }

    private FakeReply Make(FakeRequest request)
    {
        var unknown = request.Body.EnumerateObject().Select(field => field.Name).Except(Fields).FirstOrDefault();
        if (unknown is not null || request.Text("endpoint") != "/v1/chat/completions"
            || request.Text("completion_window") != "24h" || !_files.ContainsKey(request.Text("input_file_id") ?? ""))
        {
            return Live.Refuse(400, "invalid_request_error", $"not a batch: {unknown}");
        }

        var rows = new List<(string, JsonElement)>();
        foreach (var line in Encoding.UTF8.GetString(_files[request.Text("input_file_id")!]).Split('\n')[..^1])
        {
            var row = JsonDocument.Parse(line).RootElement;
            if (row.GetProperty("method").GetString() != "POST"
                || row.GetProperty("url").GetString() != "/v1/chat/completions")
            {
                return Live.Refuse(400, "invalid_request_error", "no such url");
            }

            rows.Add((row.GetProperty("custom_id").GetString()!, row.GetProperty("body")));
        }

        if (rows.Select(row => row.Item2.GetProperty("model").GetString()).Distinct().Count() > 1)
        {
            return Live.Refuse(400, "mismatched_model", "one model a file");
        }

        var metadata = request.Body.GetProperty("metadata").GetRawText();
        return ObjectionToRows(rows, "/v1/chat/completions", request) is { } objection
            ? Live.Refuse(400, "invalid_request_error", objection)
            : new(200, Tell(Make(request.Text("input_file_id")!, rows, metadata)).ToJsonString());
    }

    private FakeBatch Make(string input, IReadOnlyList<(string Id, JsonElement Body)> rows, string? metadata)
    {
        var batch = new FakeBatch($"batch_{Batches.Count + 1}", Time.GetUtcNow(), rows)
        {
            Input = input,
            Metadata = metadata,
        };
        batch.Refusal = Refuses(batch);
        Batches.Add(batch);
        return batch;
    }

    private FakeReply List(FakeRequest request)
    {
        var (page, hasMore) = PageOf(request.Path, "after");
        return new(200, new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray([.. page.Select(Tell)]),
            ["last_id"] = page.LastOrDefault()?.Id,
            ["has_more"] = hasMore,
        }.ToJsonString());
    }

    private FakeReply? ReadFile(string id)
    {
        var batch = Batches.Find(batch => id == $"out-{batch.Id}" || id == $"err-{batch.Id}");
        if (batch?.Results is not { } results)
        {
            return _files.TryGetValue(id, out var bytes) ? new(200, bytes) : null;
        }

        var isOut = id.StartsWith("out-");
        return new(200, string.Concat(results
            .Where(row => row.Fate != RowFate.Missing && IsOut(row.Fate) == isOut)
            .Select(row => Line(batch, row.Id, row.Fate) + "\n")));
    }

    private static bool IsOut(RowFate fate) => fate is RowFate.Done or RowFate.Garbage;

    private JsonObject Tell(FakeBatch batch) => new()
    {
        ["id"] = batch.Id,
        ["object"] = "batch",
        ["endpoint"] = "/v1/chat/completions",
        ["errors"] = batch.Refusal is { } refusal ? new JsonObject
        {
            ["object"] = "list",
            ["data"] = new JsonArray(new JsonObject
            {
                ["code"] = refusal.Code,
                ["message"] = refusal.Message,
                ["param"] = null,
                ["line"] = null,
            }),
        } : null,
        ["input_file_id"] = batch.Input,
        ["completion_window"] = "24h",
        ["status"] = batch.Refusal is not null ? "failed"
            : batch.Results is not { } results ? "in_progress"
            : results.Any(row => row.Fate == RowFate.Expired) ? "expired" : "completed",
        ["output_file_id"] = batch.Results?.Any(row => IsOut(row.Fate)) == true ? $"out-{batch.Id}" : null,
        ["error_file_id"] = batch.Results?.Any(row => !IsOut(row.Fate)) == true ? $"err-{batch.Id}" : null,
        ["created_at"] = (batch.CreatedAt + Skew).ToUnixTimeSeconds(),
        ["metadata"] = batch.Metadata is null ? null : JsonNode.Parse(batch.Metadata),
    };

    private string Line(FakeBatch batch, string id, RowFate fate) => new JsonObject
    {
        ["id"] = $"batch_req_{id}",
        ["custom_id"] = id,
        ["response"] = fate == RowFate.Expired ? null : new JsonObject
        {
            ["status_code"] = fate switch
            {
                RowFate.Done or RowFate.Garbage => 200,
                RowFate.Broken => 500,
                RowFate.Limited => 429,
                _ => 400,
            },
            ["request_id"] = $"req_{id}",
            ["body"] = fate switch
            {
                RowFate.Done => SuccessOf(batch, id),
                RowFate.Garbage => 7,
                RowFate.Broken => Error("server_error", "The server had an error."),
                RowFate.Limited => Error("rate_limit_exceeded", "Rate limit reached."),
                _ => Error("invalid_value", "Invalid value: 'banana'."),
            },
        },
        ["error"] = fate == RowFate.Expired
            ? new JsonObject { ["code"] = "batch_expired", ["message"] = "This request could not be executed." }
            : null,
    }.ToJsonString();

    private JsonNode? Error(string code, string message) => JsonNode.Parse(Live.Refuse(400, code, message).Body);
}
