using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Seams;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>Cuts the items down to those that failed, or that are new or edited, since the latest run.</summary>
internal static class Narrowing
{
    /// <summary>The pipeline over the items that are wanted.</summary>
    /// <param name="pipeline">The pipeline, with what was selected by name.</param>
    /// <param name="wishes">What the user said.</param>
    /// <param name="store">Where its runs are kept.</param>
    public static LoadedPipeline Of(LoadedPipeline pipeline, RunWishes wishes, string store)
    {
        if (!wishes.IsFailedOnly && !wishes.IsChangedOnly)
        {
            return pipeline;
        }

        var keys = new HashSet<string>(StringComparer.Ordinal);
        using (var views = StoreViews.Open(store))
        {
            if (views?.Runs(1) is [var run])
            {
                if (wishes.IsFailedOnly)
                {
                    keys.UnionWith(views.Items(run.No, ItemState.Failed).Select(item => item.Key));
                }

                if (wishes.IsChangedOnly)
                {
                    keys.UnionWith(Changed(pipeline, store, run.No));
                }
            }
            else if (wishes.IsChangedOnly)
            {
                return pipeline;
            }
        }

        return pipeline.Only(keys);
    }

    private static Dictionary<string, Item>.KeyCollection Changed(LoadedPipeline pipeline, string store, long run)
    {
        using var source = ReplaySource.Open(store, run)!;
        var now = pipeline.Items.Source.Read().ToDictionary(item => item.Key, StringComparer.Ordinal);
        foreach (var was in source.Read(new Query.Outputs(null, IsDoneOnly: false)).OfType<Record.Item>())
        {
            if (was.Added is { } item && now.TryGetValue(item.Key, out var same) && same.Input == item.Input)
            {
                now.Remove(item.Key);
            }
        }

        return now.Keys;
    }
}
