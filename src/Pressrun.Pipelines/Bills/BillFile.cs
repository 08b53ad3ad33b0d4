using System.Text;
using System.Text.Json;
using Pressrun.Pipelines.Items;

namespace Pressrun.Pipelines.Bills;

/// <summary>
/// Reads the records of an export: CSV with the names of its columns in the first line, or JSON in which lists lie
/// within lists, as services' interfaces answer: what stands outside of a list holds for all its elements.
/// </summary>
/// <param name="file">The file.</param>
internal sealed class BillFile(SourceFile file)
{
    /// <summary>The largest file, in bytes.</summary>
    public const long LengthMax = 64 << 20;

    private const string Next = "Export it again as CSV or JSON.";

    /// <summary>All records, in their order.</summary>
    /// <exception cref="PressrunException">The file cannot be read as such; the message says where and why.</exception>
    public IEnumerable<BillRecord> Read()
    {
        if (new FileInfo(file.Path).Length > LengthMax)
        {
            throw file.Fault("is larger than 64 MB. Export fewer days.");
        }

        var bytes = file.ReadText();
        var first = bytes.Span.IndexOfAnyExcept(" \t\r\n"u8);
        return first < 0 ? throw file.Fault($"is empty. {Next}")
            : bytes.Span[first] is (byte)'{' or (byte)'[' ? Json(bytes)
            : Csv(Encoding.UTF8.GetString(bytes.Span));
    }

    /// <summary>A fault of a record.</summary>
    public PressrunException Fault(string place, string message) => new($"{file.Name}{place}: {message}");

    private IEnumerable<BillRecord> Csv(string text)
    {
        using var reader = new StringReader(text);
        using var records = CsvReader.Read(LineReader.Read(file.Name, reader)).GetEnumerator();
        if (!records.MoveNext() || records.Current.Fault is not null)
        {
            throw file.Fault($"the first line must name the columns. {Next}", 1);
        }

        string[] names = [.. records.Current.Values.Select(BillRecord.NameOf)];
        while (records.MoveNext())
        {
            var record = records.Current;
            if (record.Fault is { } fault)
            {
                throw file.Fault($"{fault}. {Next}", record.Line);
            }

            if (record.Values is [""])
            {
                continue;
            }

            if (record.Values.Count != names.Length)
            {
                throw file.Fault(
                    $"has {record.Values.Count} values, the first line names {names.Length} columns. {Next}",
                    record.Line);
            }

            var fields = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var (name, value) in names.Zip(record.Values))
            {
                fields.TryAdd(name, value);
            }

            yield return new($":{record.Line}", fields);
        }
    }

    private List<BillRecord> Json(ReadOnlyMemory<byte> bytes)
    {
        var records = new List<BillRecord>();
        try
        {
            // One value, or one a line.
            var reader = new Utf8JsonReader(bytes.Span, new JsonReaderOptions { AllowMultipleValues = true });
            while (reader.Read())
            {
                using var value = JsonDocument.ParseValue(ref reader);
                Walk(value.RootElement, "", new Dictionary<string, string>(StringComparer.Ordinal), records);
            }
        }
        catch (JsonException broken)
        {
            throw file.Fault($"{JsonRows.Fault(broken)}. {Next}", (int)(broken.LineNumber ?? 0) + 1);
        }
        catch (InvalidOperationException)
        {
            throw file.Fault($"holds half a character. {Next}");
        }

        return records;
    }

    private static void Walk(
        JsonElement value, string path, Dictionary<string, string> outer, List<BillRecord> records)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (place, element) in value.EnumerateArray().Index())
            {
                Walk(element, $"{path}[{place}]", outer, records);
            }

            return;
        }

        if (value.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        var fields = new Dictionary<string, string>(outer, StringComparer.Ordinal);
        var lists = new List<(string Path, JsonElement List)>();
        Gather(value, "", path, fields, lists);
        lists.ForEach(list => Walk(list.List, list.Path, fields, records));
        if (lists.Count == 0)
        {
            records.Add(new(path.Length == 0 ? "" : $": {path.TrimStart('.')}", fields));
        }
    }

    // Objects within an object are more of its fields; lists are records of their own.
    private static void Gather(
        JsonElement value, string before, string path, Dictionary<string, string> fields,
        List<(string Path, JsonElement List)> lists)
    {
        foreach (var property in value.EnumerateObject())
        {
            var name = before + BillRecord.NameOf(property.Name);
            var place = $"{path}.{property.Name}";
            switch (property.Value.ValueKind)
            {
                case JsonValueKind.Object:
                    Gather(property.Value, name + "_", place, fields, lists);
                    break;
                case JsonValueKind.Array:
                    lists.Add((place, property.Value));
                    break;
                case JsonValueKind.String:
                    fields[name] = property.Value.GetString()!;
                    break;
                default:
                    fields[name] = property.Value.ValueKind == JsonValueKind.Null ? "" : property.Value.GetRawText();
                    break;
            }
        }
    }
}
