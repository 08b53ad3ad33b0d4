using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// In which order items are taken up: by a field, as numbers where all are, else letter by letter; items without it
/// come last, and equal ones stay as they are in the source. Ordinals stay: results keep the order of the source.
/// </summary>
/// <param name="ordering">The field; null leaves all as it is.</param>
internal sealed class ItemOrder(Ordering? ordering)
{
    private readonly List<(double? Number, string? Text)> _values = [];
    private long[] _ranks = [];

    /// <summary>Takes the next item of the first reading.</summary>
    public void Add(Item item)
    {
        if (ordering is null)
        {
            return;
        }

        using var document = JsonDocument.Parse(item.Input);
        var text = document.RootElement.ValueKind == JsonValueKind.Object
            && document.RootElement.TryGetProperty(ordering.Field, out var value)
                && value.ValueKind != JsonValueKind.Null
                ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText()
                : null;
        _values.Add((double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number) ? number : null, text));
    }

    /// <summary>All items are read.</summary>
    /// <exception cref="PressrunException">No item has the field.</exception>
    public void Close(IReadOnlyList<string> fields)
    {
        if (ordering is null || _values.Count == 0)
        {
            return;
        }

        if (_values.TrueForAll(value => value.Text is null))
        {
            throw new PressrunException($"items: `order` names `{ordering.Field}`, a field that no item has; "
                + (DidYouMean.Ask(ordering.Field, fields) ?? $"there is: {string.Join(' ', fields)}"));
        }

        var areNumbers = _values.TrueForAll(value => value.Text is null || value.Number is not null);
        var sign = ordering.IsDescending ? -1 : 1;
        var places = Enumerable.Range(0, _values.Count).ToArray();
        Array.Sort(places, (left, right) => Compare(_values[left], _values[right], areNumbers, sign) is not 0 and var by
            ? by
            : left.CompareTo(right));
        _ranks = new long[places.Length];
        foreach (var (rank, place) in places.Index())
        {
            _ranks[place] = rank;
        }

        _values.Clear();
    }

    /// <summary>An item as it is taken up.</summary>
    /// <param name="item">The item.</param>
    /// <param name="place">Its place in the source, from 0.</param>
    public Item Of(Item item, int place) => place < _ranks.Length ? item with { Priority = _ranks[place] } : item;

    private static int Compare(
        (double? Number, string? Text) left, (double? Number, string? Text) right, bool areNumbers, int sign) =>
        (left.Text, right.Text) switch
        {
            (null, null) => 0,
            (null, _) => 1,
            (_, null) => -1,
            _ => sign * (areNumbers ? left.Number!.Value.CompareTo(right.Number!.Value)
                : string.CompareOrdinal(left.Text, right.Text)),
        };
}
