using System.Diagnostics.CodeAnalysis;
using Pressrun.Calling;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Running;

/// <summary>
/// Keeps a window of items in work: takes the next ones from the store as others are closed, so that memory depends on
/// what is in flight and not on the batch.
/// </summary>
internal sealed class Feeder(RunContext run, int window)
{
    private const long BytesMax = 64 * 1024 * 1024;

    private readonly Signal _changed = new();
    private readonly HashSet<string> _again =
        [.. run.Options.Reopenings.Select(reopening => reopening.Key)];

    private readonly List<Reopening> _failed = [];
    private (long Priority, long Ordinal) _last = (long.MinValue, 0);

    /// <summary>Items that failed since they were last taken; kept only where they are to be tried again.</summary>
    public IReadOnlyCollection<Reopening> Failed => _failed;

    /// <summary>Items in work.</summary>
    public int Live { get; private set; }

    /// <summary>Whether items are still being added to the store.</summary>
    public bool IsFilling { get; set; } = true;

    /// <summary>Whether an item stays open because a stage of it was not selected.</summary>
    public bool HasResting { get; private set; }

    /// <summary>Set when no further item is to be taken up.</summary>
    public bool IsStopping { get; private set; }

    // Refilled a quarter at a time: one read of the store serves many items.
    private int Refill => window * 3 / 4;

    /// <summary>Items were added, or their last one was.</summary>
    public void Added() => _changed.Set();

    /// <summary>Takes no further item up.</summary>
    public void Stop()
    {
        IsStopping = true;
        _changed.Set();
    }

    /// <summary>Hands out the items that failed, to be reopened: the next time all open items are taken up.</summary>
    public IReadOnlyList<Reopening> TakeFailed()
    {
        var failed = _failed.ToArray();
        _failed.Clear();
        _again.UnionWith(failed.Select(item => item.Key));
        _last = (long.MinValue, 0);
        return failed;
    }

    /// <summary>
    /// Works until every item is closed, or until it is stopped and what is in work has come to rest.
    /// </summary>
    public async Task RunAsync()
    {
        var isExhausted = false;
        while (!isExhausted && !IsStopping)
        {
            if (Live > Refill || (Live > 0 && run.State.Live.Values.Sum(item => item.Bytes) > BytesMax))
            {
                await _changed.WaitAsync();
                continue;
            }

            // Asked before reading: what is added while the store reads is read the next time.
            var wasFilling = IsFilling;
            var wanted = window - Live;
            var taken = await TakeAsync(wanted);
            isExhausted = taken < wanted && !wasFilling;
            if (taken == 0 && wasFilling && !IsStopping)
            {
                await _changed.WaitAsync();
            }
        }

        while (Live > 0)
        {
            await _changed.WaitAsync();
        }
    }

    // How many it has read; those that are not selected stay open for a later run.
    private async Task<int> TakeAsync(int wanted)
    {
        var items = new List<LiveItem>();
        await foreach (var record in run.Node.ReadOutsideAsync(run.Store.ReadAsync(
            run.Lease, new Query.Window(_last.Priority, _last.Ordinal, wanted), run.Stopping)))
        {
            if (record is Record.Item { Added: { } added })
            {
                items.Add(new(added));
            }
            else
            {
                items[^1].Apply(record);
            }
        }

        foreach (var item in items)
        {
            _last = (item.Item.Priority ?? item.Item.Ordinal, item.Item.Ordinal);
            if (run.Options.Selects is { } selects && !selects(item.Item))
            {
                continue;
            }

            run.State.Load(item);
            Live++;
            run.Node.Post(() => _ = WorkAsync(item));
        }

        return items.Count;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The failure is handed to whoever runs the loop.")]
    private async Task WorkAsync(LiveItem item)
    {
        ItemFlow? flow = null;
        try
        {
            var halt = run.IsSameDefinition || run.Options.CarriesAlways ? await CarriedAsync(item) : null;
            if (halt is null)
            {
                var isOver = false;
                flow = new(run, item);
                foreach (var stage in flow.Start())
                {
                    // All of them, also when one comes to a halt or the run ends: what is under way is paid for.
                    try
                    {
                        var result = await stage;
                        halt ??= result.Halt;
                    }
                    catch (Exception error) when (run.IsOver(error))
                    {
                        isOver = true;
                        HasResting |= error is RestException;
                    }
                }

                if (isOver)
                {
                    // The item stays open and goes on with the next run.
                    return;
                }
            }

            await run.Journal.AppendAsync(new Record.Item(item.Item.Ordinal, halt?.State ?? ItemState.Done,
                ItemState.Open, Stage: halt?.Stage, Cause: halt?.Cause, Spent: item.Spent));
            await (flow?.UncountAsync() ?? Task.CompletedTask);
            run.Paths.Close(item.Item);
            if (run.Options.RetriesOfFailed > 0 && halt?.State == ItemState.Failed)
            {
                _failed.Add(new(item.Item.Ordinal, item.Item.Key, ItemState.Failed, halt.Stage));
            }

            run.Options.Closed?.Invoke(new(item.Item, halt?.State ?? ItemState.Done, halt?.Stage, halt?.Cause));
        }
        catch (Exception error) when (run.IsOver(error))
        {
            // Its stages are done; it is closed by the next run.
        }
        catch (Exception error)
        {
            run.Node.Loop.Fail(error);
        }
        finally
        {
            run.State.Release(item.Item.Ordinal);
            run.Archive.Release(item.Item.Ordinal);
            Live--;
            if (Live <= Refill || Live == 0)
            {
                _changed.Set();
            }
        }
    }

    // An item that an earlier run closed short of done is left alone while nothing it depends on has changed, unless it
    // is tried again: now, or by a process that ended over it.
    private async Task<Halt?> CarriedAsync(LiveItem item) =>
        !item.IsReopened && !_again.Contains(item.Item.Key)
            && await run.Archive.FindItemAsync(item.Item.Key) is { } earlier
            && earlier.Added?.Input == item.Item.Input
            && earlier.State is ItemState.Failed or ItemState.Review or ItemState.Skipped
            ? new(earlier.State, earlier.Stage ?? "", earlier.Cause ?? "")
            : null;
}
