using System.Text;
using System.Text.Json;
using Pressrun.Journaling;
using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>Reads the sums a run keeps beside its journal.</summary>
internal static class MemoReader
{
    private const int Version = 1;

    /// <summary>
    /// The sums; null if there are none, or they are damaged or of another version: then the journal tells.
    /// </summary>
    public static Sums? Read(string? memo)
    {
        if (memo is null)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(memo);
            var fields = document.RootElement;
            return fields.GetProperty("v").GetInt32() == Version ? Read(fields) : null;
        }
        catch (Exception error) when (error is JsonException or FormatException or KeyNotFoundException
                                          or InvalidOperationException or ArgumentException or OverflowException
                                          or IndexOutOfRangeException)
        {
            return null;
        }
    }

    private static Sums? Read(JsonElement fields)
    {
        var lines = Encoding.UTF8.GetBytes(fields.GetProperty("records").GetString()!);
        var records = EntryReader.Read(lines, default, entry: 0, at: 0);
        var items = fields.GetProperty("items").EnumerateArray().Select(count => count.GetInt64()).ToArray();
        return items.Length != Enum.GetValues<ItemState>().Length
            ? null
            : new(records.OfType<Record.Run>().SingleOrDefault(), new(fields.GetProperty("spent").GetInt64()), items,
                fields.GetProperty("stages").EnumerateObject().Select(Tally),
                Open(records, fields.GetProperty("open")));
    }

    private static KeyValuePair<string, Tally> Tally(JsonProperty stage)
    {
        var counts = stage.Value.EnumerateArray().Select(count => count.GetInt64()).ToArray();
        return new(stage.Name, new(counts[0], counts[1], counts[2], counts[3], counts[4], new(counts[5]),
            new(counts[6], counts[7], counts[8], counts[9], counts[10], counts[11], counts[12])));
    }

    // Each intent in order, and for each its seq and whether it was given up.
    private static IEnumerable<(Record.Intent Intent, bool IsUnknown)> Open(List<Record> records, JsonElement open)
    {
        foreach (var (place, intent) in records.OfType<Record.Intent>().Index())
        {
            var placed = intent with { Request = null };
            placed.Stamp(open[place * 2].GetInt64(), 0);
            yield return (placed, open[(place * 2) + 1].GetBoolean());
        }
    }
}
