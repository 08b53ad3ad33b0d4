using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>Where a run's items come from: read once when a run is opened, in the same order every time.</summary>
/// <param name="hash">Changes when any item does, so that a changed source is noticed without reading it.</param>
/// <param name="read">Yields the items, keys unique, ordinals left out.</param>
public sealed class ItemSource(string hash, Func<IEnumerable<Item>> read)
{
    /// <summary>Changes when any item does.</summary>
    public string Hash { get; } = hash;

    /// <summary>
    /// Whether items say their priority: then all must be known before the first is taken up. <value>No.</value>
    /// </summary>
    public bool HasPriorities { get; init; }

    /// <summary>The items of a list.</summary>
    public static ItemSource Of(IReadOnlyCollection<Item> items)
    {
        var digest = new Digest("items/1");
        foreach (var item in items)
        {
            digest.Add(item.Key);
            digest.Add(item.Title ?? "");
            digest.Add(item.Priority ?? long.MinValue);
            digest.Add(item.Input);
        }

        return new(digest.ToHex(), () => items) { HasPriorities = items.Any(item => item.Priority is not null) };
    }

    /// <summary>Reads the items from the start.</summary>
    public IEnumerable<Item> Read() => read();
}
