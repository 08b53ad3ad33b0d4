using Pressrun.Model;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// How the items stand that a command was told to work on: of the others it neither speaks, nor do they decide its exit
/// code.
/// </summary>
/// <param name="views">The store.</param>
/// <param name="run">The run.</param>
/// <param name="selects">Which items were selected; null for all.</param>
internal sealed class Standing(StoreViews views, RunView run, Func<Item, bool>? selects)
{
    /// <summary>How many stand in each state; states without items are left out.</summary>
    public IReadOnlyDictionary<ItemState, long> Counts { get; } = selects is null
        ? run.Items
        : new SortedDictionary<ItemState, long>(views.Items(run.No).Where(item => Includes(item, selects))
            .GroupBy(item => item.State).ToDictionary(group => group.Key, group => group.LongCount()));

    /// <summary>How many stand in a state.</summary>
    public long Count(ItemState state) => Counts.GetValueOrDefault(state);

    /// <summary>Those that stand in a state, in order.</summary>
    public IEnumerable<ItemView> Items(ItemState state) =>
        views.Items(run.No, state).Where(item => Includes(item, selects));

    private static bool Includes(ItemView item, Func<Item, bool>? selects) =>
        selects?.Invoke(new(item.Key, "")) ?? true;
}
