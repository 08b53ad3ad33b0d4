using System.Text;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>The context of one stage of one item, part or batch.</summary>
internal sealed class TaskContext(
    RunContext run, LiveItem item, Purse purse, Stage stage, Part? part, Output? previous,
    IReadOnlyDictionary<string, IReadOnlyList<Output>> inputs) : StageContext
{
    private string _notes = "";
    private int _sample;

    public override Item Item => item.Item;

    public override Part? Part => part;

    public override Output? Previous => previous;

    public override string Notes => _notes;

    public override CancellationToken Stopping => run.Stopping;

    public override IReadOnlyList<Output> Inputs(string stage) => inputs.TryGetValue(stage, out var outputs)
        ? outputs
        : throw new ArgumentException($"The stage does not need `{stage}`; add it to its needs.");

    public override IAsyncEnumerable<(Item Item, IReadOnlyList<Output> Outputs)> BatchAsync(string? stage) =>
        BatchReader.ReadAsync(run, stage);

    public override async Task<string> ReadTextAsync(Output output)
    {
        if (output.Text is { } text)
        {
            return text;
        }

        var content = run.Store.Open(output.Blob!);
        await using (content)
        {
            using var memory = new MemoryStream();
            await run.Node.LeaveAsync(content.CopyToAsync(memory, run.Stopping));
            return Encoding.UTF8.GetString(memory.GetBuffer().AsSpan(0, (int)memory.Length));
        }
    }

    public override Task<Answer> CallAsync(Request request)
    {
        var hash = request.Hash();
        var call = new Call
        {
            Key = CallKey.Of(run.Pipeline.Name, Item.Key, stage.Name, part?.Id ?? "", _sample, hash),
            Request = request,
            RequestHash = hash,
            Ordinal = Item.Ordinal,
            ItemKey = Item.Key,
            Stage = stage.Name,
            Part = part?.Id ?? "",
            Sample = _sample,
        };
        var rank = new Rank(Item.Priority ?? Item.Ordinal, Item.Ordinal, part?.Number ?? 0);
        return run.Caller.CallAsync(new(call, ProviderOf(request.Via ?? request.Provider), item, purse, rank)
        {
            Fallbacks = request.Fallbacks.Count == 0 ? [] :
                [.. request.Fallbacks.Select(next => (ProviderOf(next.Provider), next))],
            Known = run.Options.Providers,
            MaySend = run.Selects(stage),
        });
    }

    private IProvider ProviderOf(string name) => run.Options.Providers.TryGetValue(name, out var provider)
        ? provider
        : throw new CallFailedException(
            $"there is no provider `{name}`; known: {string.Join(", ", run.Options.Providers.Keys)}");

    public override void DrawAgain() => _sample++;

    /// <summary>The gate wants it better: the next draw sees the notes.</summary>
    public void Revise(string notes)
    {
        _notes = notes;
        _sample++;
    }
}
