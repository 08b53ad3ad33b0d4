using Pressrun.Model;
using Pressrun.Running;
using Pressrun.Stages;

namespace Pressrun.Rehearsing;

/// <summary>Executes a changed definition over what the journal knows, some items at a time.</summary>
internal sealed class ChangeLook(
    RunOptions options, IReplaySource source, KnownItems known, ChangeSums sums)
{
    // Memory must not depend on the batch.
    private const int ItemsAtOnce = 10_000;

    private readonly Pipeline _ofItems = Overlay.WithoutBatch(options.Pipeline);

    /// <summary>Looks at all of them.</summary>
    public void Go()
    {
        var (hasAsked, count) = (false, 0L);
        foreach (var chunk in Chunks())
        {
            count += chunk.Length;
            hasAsked |= Over(_ofItems, chunk);
        }

        if (hasAsked || _ofItems == options.Pipeline)
        {
            return;
        }

        // Only with every item as it will be does a stage over all of them make the request it will make.
        if (options.Selects is null && count <= ItemsAtOnce)
        {
            Over(options.Pipeline, [.. options.Source.Read()]);
        }
        else
        {
            sums.FollowBatch();
        }
    }

    // A stage before the items sees all of them, whatever is selected.
    private IEnumerable<Item[]> Chunks() => _ofItems.Stages.Any(_ofItems.IsBefore)
        ? [[.. options.Source.Read()]]
        : options.Source.Read().Where(IsSelected).Chunk(ItemsAtOnce);

    private bool IsSelected(Item item) => options.Selects?.Invoke(item) ?? true;

    // Returns whether anything was asked.
    private bool Over(Pipeline stages, Item[] chunk)
    {
        var overlay = Overlay.Run(stages, ItemSource.Of(chunk), options.Providers, source, known.Find, own => own with
        {
            Selects = options.Selects,
            SelectsStage = options.SelectsStage,
            Reopenings = options.Reopenings,
            RetriesOfFailed = Math.Min(1, options.RetriesOfFailed),
            CarriesAlways = known.IsSame,
        });
        foreach (var asked in overlay.Asked.DistinctBy(call => call.Key)
                     .GroupBy(call => call.ItemKey, StringComparer.Ordinal))
        {
            sums.Take(asked.Key, [.. asked], overlay,
                call => options.Providers[call.Request.Provider].Estimate(call).WorstCase);
        }

        var before = overlay.Asked.Where(call => call.ItemKey.Length == 0).Select(call => call.Stage)
            .Where(stage => stages.IsBefore(stages.Stages[stages.PlaceOf(stage)])).ToHashSet(StringComparer.Ordinal);
        if (before.Count > 0)
        {
            Pass(stages, before, chunk);
        }

        return overlay.Asked.Count > 0;
    }

    // A stage before the items that must ask holds them all up here: what needs it may be asked again as it was, and
    // what does not is looked at without it.
    private void Pass(Pipeline stages, HashSet<string> before, Item[] chunk)
    {
        var held = stages.Stages.Where(stage => before.Contains(stage.Name) || stages.Before(stage).Overlaps(before))
            .Select(stage => stage.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var item in chunk.Where(IsSelected))
        {
            sums.Follow(item.Key, held, before);
        }

        List<Stage> left = [.. stages.Stages.Where(stage => !held.Contains(stage.Name))];
        if (left.Count > 0)
        {
            Over(new(stages.Name, left), chunk);
        }
    }
}
