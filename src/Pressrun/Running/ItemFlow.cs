using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>Takes one item through its stages, each as soon as what it needs is durable.</summary>
internal sealed class ItemFlow(RunContext run, LiveItem item)
{
    private static readonly IReadOnlyDictionary<string, IReadOnlyList<Output>> NoInputs =
        new Dictionary<string, IReadOnlyList<Output>>(StringComparer.Ordinal);

    // By place of the stage in the pipeline; null where it does not run for items.
    private readonly StageFlow?[] _flows = new StageFlow?[run.Pipeline.Stages.Count];
    private readonly Purse _purse = new(run.Options.Budget.Item, item.Spent + item.Held);

    /// <summary>Starts every stage; each waits for what it needs. Their results come in stage order.</summary>
    public IReadOnlyList<Task<StageResult>> Start()
    {
        var results = new List<Task<StageResult>>(_flows.Length);
        for (var place = 0; place < _flows.Length; place++)
        {
            var stage = run.Pipeline.Stages[place];
            if (!stage.IsOnce)
            {
                var flow = _flows[place] = new() { Parts = stage.Each is null ? null : new() };
                flow.Whole = stage switch
                {
                    { Each: not null } => EachAsync(stage, flow),
                    { Needs.Count: 0 } => new StageTask(run, item, _purse, stage, null, null, NoInputs).RunAsync(),
                    _ => WholeAsync(stage),
                };
                results.Add(flow.Whole);
            }
        }

        return results;
    }

    /// <summary>The item is closed, so the fold counts it: takes it out of the counts of what is in work.</summary>
    public async Task UncountAsync()
    {
        for (var place = 0; place < _flows.Length; place++)
        {
            if (_flows[place]?.Whole is { IsCompletedSuccessfully: true } whole)
            {
                var stage = run.Pipeline.Stages[place];
                run.CountOf(stage).Add(stage.Name, await whole, -1);
            }
        }
    }

    private async Task<StageResult> WholeAsync(Stage stage)
    {
        var (inputs, halt) = await InputsAsync(stage, except: null);
        return halt is not null
            ? StageResult.Of(halt)
            : await new StageTask(run, item, _purse, stage, null, null, inputs).RunAsync();
    }

    private async Task<StageResult> EachAsync(Stage stage, StageFlow flow)
    {
        var source = stage.Each!.Stage;
        var upstream = source is null ? null : _flows[run.Pipeline.PlaceOf(source)]?.Parts?.Task;
        var parts = new List<PartFlow>();
        try
        {
            var (inputs, halt) = await InputsAsync(stage, except: upstream is null ? null : source);
            if (halt is null)
            {
                parts = upstream is not null
                    ? [.. (await upstream).Select(made => new PartFlow(made.Part, made.Result))]
                    : [.. (await SplitAsync(stage, inputs)).Select(part => new PartFlow(part, null))];
                Start(stage, parts, inputs);
            }

            flow.Parts!.SetResult(parts);
            if (parts.Count == 0 && upstream is not null)
            {
                // No parts may mean that there were none, or that the stage before came to a halt.
                halt ??= (await _flows[run.Pipeline.PlaceOf(source!)]!.Whole).Halt;
            }

            if (halt is not null)
            {
                return StageResult.Of(halt);
            }

            var gathered = await GatherAsync(parts);
            run.CountOf(stage).Add(stage.Name, gathered, 1);
            return gathered;
        }
        catch (Exception error) when (!run.IsOver(error))
        {
            // Cutting into parts is the pipeline's code, like a verb: what it throws fails the item alone.
            flow.Parts!.TrySetResult([]);
            var failed = StageResult.Of(new Halt(ItemState.Failed, stage.Name, error.Message));
            run.CountOf(stage).Add(stage.Name, failed, 1);
            return failed;
        }
        catch (Exception error)
        {
            flow.Parts!.TrySetException(error);
            throw;
        }
    }

    private void Start(Stage stage, List<PartFlow> parts, IReadOnlyDictionary<string, IReadOnlyList<Output>> inputs)
    {
        Task<StageResult>? previous = null;
        foreach (var part in parts)
        {
            part.Result = PartAsync(stage, part, inputs, stage.IsChained ? previous : null);
            previous = part.Result;
        }
    }

    private async Task<StageResult> PartAsync(
        Stage stage, PartFlow flow, IReadOnlyDictionary<string, IReadOnlyList<Output>> inputs,
        Task<StageResult>? before)
    {
        var part = flow.Part;
        if (flow.Made is { } making)
        {
            var made = await making;
            if (made.Halt is { } halt)
            {
                return StageResult.Of(halt);
            }

            // Over the parts of another stage: the part's text is that stage's result for it.
            var context = new TaskContext(run, item, _purse, stage, part, null, inputs);
            part = part with { Text = await context.ReadTextAsync(made.Outputs[0]) };
        }

        Output? previous = null;
        if (before is not null)
        {
            var result = await before;
            if (result.Halt is not null)
            {
                return result;
            }

            previous = result.Outputs[0];
        }

        return await new StageTask(run, item, _purse, stage, part, previous, inputs).RunAsync();
    }

    private async Task<IReadOnlyList<Part>> SplitAsync(
        Stage stage, IReadOnlyDictionary<string, IReadOnlyList<Output>> inputs)
    {
        var text = "";
        if (stage.Each!.Stage is { } source)
        {
            var context = new TaskContext(run, item, _purse, stage, null, null, inputs);
            text = await context.ReadTextAsync(inputs[source][0]);
        }

        return stage.Each.Split(item.Item, text);
    }

    private static async Task<StageResult> GatherAsync(List<PartFlow> parts)
    {
        var results = await Task.WhenAll(parts.Select(part => part.Result!));
        return results.FirstOrDefault(result => result.Halt is not null)
            ?? new([.. results.Select(result => result.Outputs[0])]);
    }

    private async Task<(IReadOnlyDictionary<string, IReadOnlyList<Output>> Inputs, Halt? Halt)> InputsAsync(
        Stage stage, string? except)
    {
        if (stage.Needs.Count == 0)
        {
            return (NoInputs, null);
        }

        var inputs = new Dictionary<string, IReadOnlyList<Output>>(stage.Needs.Count, StringComparer.Ordinal);
        foreach (var need in stage.Needs)
        {
            if (need == except)
            {
                continue;
            }

            var result = _flows[run.Pipeline.PlaceOf(need)] is { } flow ? await flow.Whole : run.Once[need];
            result.ThrowIfResting(need);
            if (result.Halt is { } halt)
            {
                return (inputs, halt);
            }

            inputs.Add(need, result.Outputs);
        }

        return (inputs, null);
    }

    private sealed class StageFlow
    {
        public Task<StageResult> Whole { get; set; } = null!;

        public TaskCompletionSource<IReadOnlyList<PartFlow>>? Parts { get; set; }
    }

    private sealed class PartFlow(Part part, Task<StageResult>? made)
    {
        public Part Part { get; } = part;

        /// <summary>Where the part comes from another stage: that stage's result for it.</summary>
        public Task<StageResult>? Made { get; } = made;

        public Task<StageResult>? Result { get; set; }
    }
}
