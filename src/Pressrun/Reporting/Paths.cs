using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Reporting;

/// <summary>
/// The longest item of a run: along its stages the calls that had to follow each other. Of a stage that works on parts
/// only the shortest call counts, because parts overtake each other.
/// </summary>
internal sealed class Paths(Pipeline pipeline)
{
    private readonly Dictionary<long, double[]> _items = [];

    /// <summary>The longest so far; null before one has ended.</summary>
    public ItemPath? Longest { get; private set; }

    /// <summary>A call was answered in so many seconds.</summary>
    public void Add(Call call, double seconds)
    {
        if (call.Ordinal == 0)
        {
            return;
        }

        if (!_items.TryGetValue(call.Ordinal, out var stages))
        {
            _items.Add(call.Ordinal, stages = new double[pipeline.Stages.Count]);
        }

        var place = pipeline.PlaceOf(call.Stage);
        stages[place] = pipeline.Stages[place].Each is null || stages[place] == 0
            ? Math.Max(stages[place], seconds)
            : Math.Min(stages[place], seconds);
    }

    /// <summary>The item has come to its end.</summary>
    public void Close(Item item)
    {
        if (!_items.Remove(item.Ordinal, out var stages))
        {
            return;
        }

        var longest = 0.0;
        for (var place = 0; place < stages.Length; place++)
        {
            // Stages stand in an order in which each comes after all it needs.
            var before = pipeline.Stages[place].Needs.Select(need => stages[pipeline.PlaceOf(need)]).DefaultIfEmpty();
            stages[place] += before.Max();
            longest = Math.Max(longest, stages[place]);
        }

        if (Longest is not { } known || longest > known.Seconds)
        {
            Longest = new(item.Key, longest);
        }
    }
}
