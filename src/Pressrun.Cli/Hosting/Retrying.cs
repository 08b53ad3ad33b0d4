using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Running;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>Finds the items of a pipeline's latest run that are to be tried again.</summary>
internal static class Retrying
{
    /// <summary>
    /// Those that failed; where items are named, of those also the ones that wait for a person or were skipped.
    /// </summary>
    /// <param name="folder">The store.</param>
    /// <param name="pipeline">The pipeline, which says what is selected.</param>
    /// <param name="isNamed">Whether a person has named them.</param>
    public static IReadOnlyList<Reopening> Find(string folder, LoadedPipeline pipeline, bool isNamed)
    {
        using var views = StoreViews.Open(folder);
        if (views?.Runs(1) is not [var run])
        {
            return [];
        }

        ItemState[] states = isNamed ? [ItemState.Failed, ItemState.Review, ItemState.Skipped] : [ItemState.Failed];
        return
        [
            .. states.SelectMany(state => views.Items(run.No, state))
                .Where(item => pipeline.Selects?.Invoke(new Item(item.Key, "")) ?? true)
                .OrderBy(item => item.Ordinal)
                .Select(item => new Reopening(item.Ordinal, item.Key, item.State, item.Stage)),
        ];
    }
}
