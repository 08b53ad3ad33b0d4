using System.Diagnostics.CodeAnalysis;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Running;

/// <summary>
/// One stage of one item, part or batch: run the verb, judge, revise, make the result durable. On a resume it runs
/// again from the start, and every call is answered from the journal, so that it arrives where it was.
/// </summary>
internal sealed class StageTask(
    RunContext run, LiveItem item, Purse purse, Stage stage, Part? part, Output? previous,
    IReadOnlyDictionary<string, IReadOnlyList<Output>> inputs)
{
    private readonly string _part = part?.Id ?? "";
    private List<Record>? _verdicts;
    private readonly TaskContext _context = new(run, item, purse, stage, part, previous, inputs);

    /// <summary>The result, durable; or why there is none. Throws only when the run itself ends.</summary>
    /// <param name="batch">For a stage over the whole batch, hash of what it works on; else empty.</param>
    public async Task<StageResult> RunAsync(string batch = "")
    {
        var fingerprint = Fingerprint(batch);
        if (item.FindDone(stage.Name, _part) is { } done && done.Fingerprint == fingerprint)
        {
            return Count(StageResult.Of(done.Output));
        }

        var count = run.CountOf(stage);
        count.Working++;
        try
        {
            return Count(await MakeAsync(fingerprint));
        }
        finally
        {
            count.Working--;
        }
    }

    private StageResult Count(StageResult result)
    {
        var count = run.CountOf(stage);
        if (part is null)
        {
            count.Add(stage.Name, result, 1);
        }
        else if (result.Halt is null)
        {
            count.Parts++;
        }

        return result;
    }

    [SuppressMessage("Design", "CA1031", Justification = "A poison item fails alone, whatever its stage throws.")]
    private async Task<StageResult> MakeAsync(string fingerprint)
    {
        var asked = item.Asked;
        try
        {
            var (output, halt) = stage.Gates.Count == 0
                ? (await stage.Verb.RunAsync(_context), null)
                : await JudgeAsync();
            if (halt is null)
            {
                var kept = await run.KeepAsync(output);
                if (stage.Save is { } save)
                {
                    await AppendVerdictsAsync();
                    await save.SaveAsync(_context, kept);
                }

                await FinishAsync(kept, fingerprint);
                run.Alike.Succeed(stage);
            }

            return halt is null ? StageResult.Of(output) : StageResult.Of(halt);
        }
        catch (HeldException held)
        {
            return StageResult.Of(new Halt(ItemState.Review, stage.Name, held.Message));
        }
        catch (StoreException unreadable) when (run.Journal.IsSettled)
        {
            // The store takes records as before, but something this item needs cannot be read back.
            return StageResult.Of(new Halt(ItemState.Review, stage.Name, unreadable.Message));
        }
        catch (Exception error) when (!run.IsOver(error))
        {
            // What fails for answers that were there already says nothing of a service as it is now.
            if (error is CallFailedException failed && item.Asked > asked && run.Alike.Fail(stage, failed))
            {
                run.Caller.Pump();
            }

            return StageResult.Of(new Halt(ItemState.Failed, stage.Name, error.Message));
        }
    }

    private string Fingerprint(string batch)
    {
        var digest = new Digest("task/1");
        digest.Add(run.FingerprintOf(stage));
        digest.Add(item.Item.Key);
        digest.Add(item.Item.Input);
        digest.Add(_part);
        digest.Add(part?.Text ?? "");
        digest.Add(previous?.Hash ?? "");
        digest.Add(batch);
        foreach (var need in stage.Needs)
        {
            digest.Add(need);
            foreach (var output in inputs.GetValueOrDefault(need) ?? [])
            {
                digest.Add(output.Hash);
            }
        }

        return digest.ToHex();
    }

    private async Task<(Output Output, Halt? Halt)> JudgeAsync()
    {
        var (best, bestScore) = ((Output?)null, double.NegativeInfinity);
        var last = stage.Gates[^1];
        for (var revision = 0; ; revision++)
        {
            var output = await stage.Verb.RunAsync(_context);
            var (failed, judgement) = await FirstFailedAsync(output, last, revision);
            if (failed is null)
            {
                return (output, null);
            }

            if (best is null || judgement.Score > bestScore)
            {
                (best, bestScore) = (output, judgement.Score ?? bestScore);
            }

            var then = After(failed, last, revision);
            if (then == Then.Revise)
            {
                await AppendVerdictsAsync();
                _context.Revise(judgement.Notes);
                continue;
            }

            if (then == Then.Keep)
            {
                return (best, null);
            }

            if (then == Then.Review && await DecidedAsync(output) is { } decided)
            {
                return decided.Then == Then.Pass
                    ? (decided.Output ?? output, null)
                    : (output, new(ItemState.Failed, stage.Name, Words(decided)));
            }

            await AppendVerdictsAsync();
            var state = then switch
            {
                Then.Review => ItemState.Review,
                Then.Skip => ItemState.Skipped,
                _ => ItemState.Failed,
            };
            return (output, new(state, stage.Name, judgement.Notes));
        }
    }

    // Free gates first, as written; the first that fails decides.
    private async Task<(Gate? Failed, Judgement Judgement)> FirstFailedAsync(Output output, Gate last, int revision)
    {
        var judgement = new Judgement(IsPassed: true);
        foreach (var gate in stage.Gates.OrderBy(gate => gate.IsFree ? 0 : 1))
        {
            judgement = await gate.JudgeAsync(_context, output);
            var then = judgement.IsPassed ? Then.Pass : After(gate, last, revision);
            if (!item.IsJudged(gate.Fingerprint, output.Hash, revision))
            {
                (_verdicts ??= []).Add(new Record.Verdict(item.Item.Ordinal, stage.Name, _part, gate.Fingerprint,
                    output.Hash, judgement.Score, judgement.Notes, then, revision)
                {
                    Output = then == Then.Review ? await run.KeepAsync(output) : null,
                });
            }

            if (!judgement.IsPassed)
            {
                return (gate, judgement);
            }
        }

        return (null, judgement);
    }

    private async ValueTask<Record.Verdict?> DecidedAsync(Output output) =>
        item.FindDecision(stage.Name, _part, output.Hash) ?? await run.Archive.FindDecisionAsync(
            item.Item.Ordinal, item.Item.Key, (stage.Name, _part, output.Hash));

    private static string Words(Record.Verdict rejected) =>
        rejected.Notes.Length > 0 ? $"a person rejected it: {rejected.Notes}" : "a person rejected it";

    private static Then After(Gate failed, Gate last, int revision) =>
        revision < (failed.Revise ?? last.Revise ?? 0) ? Then.Revise : failed.Else ?? last.Else ?? Then.Fail;

    private async Task AppendVerdictsAsync()
    {
        if (_verdicts is { } verdicts)
        {
            _verdicts = null;
            await run.Journal.AppendAsync(verdicts);
        }
    }

    private Task FinishAsync(Output kept, string fingerprint)
    {
        var done = new Record.Done(item.Item.Ordinal, stage.Name, _part, fingerprint, kept, part?.Number ?? 0);
        return _verdicts is null
            ? run.Journal.AppendAsync(done)
            : run.Journal.AppendAsync([.. _verdicts, done]);
    }
}
