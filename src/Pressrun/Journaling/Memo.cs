using System.Buffers;
using System.Text;
using System.Text.Json;
using Pressrun.Model;

namespace Pressrun.Journaling;

/// <summary>
/// A run's sums as text, so that a resume need not read the whole journal. A cache: whatever does not read back is
/// rebuilt from the journal.
/// </summary>
internal static class Memo
{
    private const int Version = 4;

    public static string Write(RunTotals totals)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer);
        json.WriteStartObject();
        json.WriteNumber("v", Version);
        json.WriteNumber("epoch", totals.Epoch);
        json.WriteNumber("last", totals.LastSeq);
        json.WriteNumber("ordinal", totals.LastOrdinal);
        json.WriteNumber("spent", totals.Spent.Micros);
        json.WriteNumber("day", totals.Day.Number);
        json.WriteNumber("day_spent", totals.Day.Spent.Micros);
        json.WriteStartArray("items");
        foreach (var count in totals.Items)
        {
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        json.WriteStartObject("stages");
        foreach (var (stage, tally) in totals.Tallies)
        {
            Write(json, stage, tally);
        }

        json.WriteEndObject();
        json.WriteStartArray("halts");
        foreach (var ((stage, state), count) in totals.Halts)
        {
            json.WriteStringValue(stage);
            json.WriteNumberValue((int)state);
            json.WriteNumberValue(count);
        }

        json.WriteEndArray();
        using var records = new EntryWriter();
        WriteRecords(json, records, totals);
        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>What <see cref="Write(RunTotals)"/> wrote; null if it is from another version or damaged.</summary>
    public static RunTotals? Read(string? memo)
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

    private static void Write(Utf8JsonWriter json, string stage, Tally tally)
    {
        json.WriteStartArray(stage);
        json.WriteNumberValue(tally.Answered);
        json.WriteNumberValue(tally.Refused);
        json.WriteNumberValue(tally.Failed);
        json.WriteNumberValue(tally.Unknown);
        json.WriteNumberValue(tally.Remembered);
        json.WriteNumberValue(tally.Cost.Micros);
        var usage = tally.Usage;
        json.WriteNumberValue(usage.Input);
        json.WriteNumberValue(usage.CacheRead);
        json.WriteNumberValue(usage.CacheWrite5m);
        json.WriteNumberValue(usage.CacheWrite1h);
        json.WriteNumberValue(usage.Output);
        json.WriteNumberValue(usage.Reasoning);
        json.WriteNumberValue(usage.Characters);
        json.WriteEndArray();
    }

    // Records keep the one form they have, so that a memo needs no second codec; requests are left to the journal.
    private static void WriteRecords(Utf8JsonWriter json, EntryWriter records, RunTotals totals)
    {
        if (totals.Settings is { } settings)
        {
            records.Add(settings);
        }

        foreach (var stage in totals.Stages)
        {
            records.Add(stage);
        }

        foreach (var (intent, _) in totals.Open)
        {
            records.Add(intent with { Request = null });
        }

        json.WriteString("records", Encoding.UTF8.GetString(records.Lines.Span));
        json.WriteStartArray("open");
        foreach (var (intent, isUnknown) in totals.Open)
        {
            json.WriteNumberValue(intent.Seq);
            json.WriteNumberValue(intent.At);
            json.WriteBooleanValue(isUnknown);
        }

        json.WriteEndArray();
    }

    private static RunTotals Read(JsonElement fields)
    {
        var records = EntryReader.ReadUnstamped(Encoding.UTF8.GetBytes(fields.GetProperty("records").GetString()!));
        var open = fields.GetProperty("open");
        var intents = new List<(Record.Intent, bool)>();
        foreach (var record in records.OfType<Record.Intent>())
        {
            var place = intents.Count * 3;
            record.Stamp(open[place].GetInt64(), open[place + 1].GetInt64());
            intents.Add((record, open[place + 2].GetBoolean()));
        }

        return new(
            records.OfType<Record.Run>().SingleOrDefault(),
            fields.GetProperty("epoch").GetInt64(),
            fields.GetProperty("last").GetInt64(),
            fields.GetProperty("ordinal").GetInt64(),
            new(fields.GetProperty("spent").GetInt64()),
            (fields.GetProperty("day").GetInt64(), new(fields.GetProperty("day_spent").GetInt64())),
            [.. fields.GetProperty("items").EnumerateArray().Select(count => count.GetInt64())],
            [.. records.OfType<Record.Definition>()],
            Tallies(fields.GetProperty("stages")),
            [.. fields.GetProperty("halts").EnumerateArray().Chunk(3)
                .Select(halt => ((halt[0].GetString()!, (ItemState)halt[1].GetInt32()), halt[2].GetInt64()))],
            intents);
    }

    private static SortedDictionary<string, Tally> Tallies(JsonElement stages)
    {
        var tallies = new SortedDictionary<string, Tally>(StringComparer.Ordinal);
        foreach (var stage in stages.EnumerateObject())
        {
            var counts = stage.Value.EnumerateArray().Select(count => count.GetInt64()).ToArray();
            tallies.Add(stage.Name, new(counts[0], counts[1], counts[2], counts[3], counts[4], new(counts[5]),
                new(counts[6], counts[7], counts[8], counts[9], counts[10], counts[11], counts[12])));
        }

        return tallies;
    }
}
