using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Adapters.Tests.Batches.Fakes;

/// <summary>
/// A vendor's batches, as strict as the real ones: batches come to their end by its own clock, and it bills half the
/// price for each row that is done. It shares no code with what asks it.
/// </summary>
internal abstract partial class BatchVendor
{
    /// <summary>Its live interface: what it takes as a row, and the form of answers and errors.</summary>
    public abstract FakeVendor Live { get; }

    /// <summary>Its clock.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>How long a batch takes; null never comes to its end.</summary>
    public Func<FakeBatch, TimeSpan?> Took { get; set; } = _ => TimeSpan.FromMinutes(50);

    /// <summary>What becomes of a row; told by its id.</summary>
    public Func<string, RowFate> Fate { get; set; } = _ => RowFate.Done;

    /// <summary>Whether a batch is refused as a whole after it was taken.</summary>
    public Func<FakeBatch, (string Code, string Message)?> Refuses { get; set; } = _ => null;

    /// <summary>Whether it is longer than a request may be.</summary>
    public int BytesMax { get; set; } = int.MaxValue;

    public List<FakeBatch> Batches { get; } = [];

    /// <summary>What was billed, by row, micro-dollars.</summary>
    public Dictionary<string, List<long>> Bills { get; } = new(StringComparer.Ordinal);

    /// <summary>All that was asked, as method and path.</summary>
    public List<string> Asked { get; } = [];

    /// <summary>The sum of all bills.</summary>
    public long Billed => Bills.Values.Sum(bills => bills.Sum());

    /// <summary>How far its clock is ahead.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Which path hands a batch in.</summary>
    public abstract string HandIn { get; }

    /// <summary>Answers.</summary>
    public FakeReply Answer(FakeRequest request)
    {
        var reply = Say(request);
        return reply with
        {
            Headers = [.. reply.Headers, new("date", (Time.GetUtcNow() + Skew).ToString("R"))],
        };
    }

    private FakeReply Say(FakeRequest request)
    {
        Asked.Add($"{request.Method} {request.Path}");
        EndBatches();
        return ObjectionTo(request) is { } objection ? Live.Refuse(400, "invalid_request_error", objection)
            : request.Bytes.Length > BytesMax ? Live.Refuse(413, "request_too_large", "Too large.")
            : AnswerTo(request) ?? Live.Refuse(404, "not_found_error", $"No such thing: {request.Path}");
    }

    /// <summary>What a row used; told by its id, so that no two bills are alike.</summary>
    public static FakeUsage UsageOf(string row) => new()
    {
        Output = 50 + int.Parse(row.AsSpan(0, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture),
    };

    /// <summary>A batch of somebody else.</summary>
    public FakeBatch AddForeign(string firstRow, string? metadata = null)
    {
        var row = (firstRow, JsonDocument.Parse("{}").RootElement);
        return Add([row], metadata);
    }

    /// <summary>Whether a request may be made at all.</summary>
    protected abstract string? ObjectionTo(FakeRequest request);

    /// <summary>Does what is asked; null if there is no such thing.</summary>
    protected abstract FakeReply? AnswerTo(FakeRequest request);

    /// <summary>What it bills: half of live.</summary>
    protected abstract decimal BillOf(FakeUsage usage);

    protected abstract FakeBatch Add(IReadOnlyList<(string Id, JsonElement Body)> rows, string? metadata);

    /// <summary>Why rows are none; null if they are.</summary>
    protected string? ObjectionToRows(
        IReadOnlyList<(string Id, JsonElement Body)> rows, string path, FakeRequest request)
    {
        if (rows.Count == 0 || rows.Select(row => row.Id).Distinct().Count() != rows.Count)
        {
            return "every request needs a custom_id of its own";
        }

        foreach (var (id, body) in rows)
        {
            var live = new FakeRequest(path, request.Headers, Encoding.UTF8.GetBytes(body.GetRawText()));
            if (!CustomId().IsMatch(id))
            {
                return $"custom_id: {id}";
            }

            if (Live.Objection(live) is { } objection)
            {
                return objection;
            }
        }

        return null;
    }

    /// <summary>The answer to a row, as the live interface would have given it.</summary>
    protected JsonNode SuccessOf(FakeBatch batch, string row)
    {
        var body = batch.Rows.First(one => one.Id == row).Body;
        var reply = Live.Success(
            new("", new Dictionary<string, string>(), Encoding.UTF8.GetBytes(body.GetRawText())), UsageOf(row));
        return JsonNode.Parse(reply.Body)!;
    }

    /// <summary>Batches in the order of their ids, page by page, the latest first.</summary>
    protected (List<FakeBatch> Page, bool HasMore) PageOf(string path, string after)
    {
        var query = path.Split('?')[1].Split('&').Select(part => part.Split('='))
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        var limit = Math.Min(2, int.Parse(query["limit"], CultureInfo.InvariantCulture)); // Short pages: all are read.
        var all = Enumerable.Reverse(Batches).ToList();
        var from = query.TryGetValue(after, out var last) ? all.FindIndex(batch => batch.Id == last) + 1 : 0;
        return (all.Skip(from).Take(limit).ToList(), from + limit < all.Count);
    }

    private void EndBatches()
    {
        foreach (var batch in Batches.Where(batch => batch.Results is null && batch.Refusal is null))
        {
            if (Took(batch) is not { } took || Time.GetUtcNow() < batch.CreatedAt + took)
            {
                continue;
            }

            // In no order of anybody's.
            batch.Results = [.. batch.Rows.Reverse().OrderBy(row => row.Id[^3]).Select(row => (row.Id, Fate(row.Id)))];
            foreach (var (id, fate) in batch.Results)
            {
                if (fate is RowFate.Done or RowFate.Missing or RowFate.Garbage)
                {
                    (Bills.TryGetValue(id, out var bills) ? bills : Bills[id] = [])
                        .Add((long)decimal.Ceiling(BillOf(UsageOf(id))));
                }
            }
        }
    }

    [GeneratedRegex("^[a-zA-Z0-9_-]{1,64}$", RegexOptions.None, 1000)]
    private static partial Regex CustomId();
}
