using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>JSONL: an object a line.</summary>
internal static class JsonLineRows
{
    /// <summary>A row for each line.</summary>
    public static IEnumerable<Row> Read(string file, IEnumerable<TextLine> lines) =>
        lines.Select(line => line.Fault is { } fault ? Row.Bad(file, line.Number, fault)
            : string.IsNullOrWhiteSpace(line.Text) ? Row.Bad(file, line.Number, "is blank")
            : Of(file, line));

    private static Row Of(string file, TextLine line)
    {
        try
        {
            var fields = JsonElement.Parse(line.Text, Fields.Strict);
            return fields.ValueKind == JsonValueKind.Object
                ? new(file, line.Number, fields)
                : Row.Bad(file, line.Number, $"is no JSON object but {JsonRows.Kind(fields)}");
        }
        catch (JsonException error)
        {
            return Row.Bad(file, line.Number, JsonRows.Fault(error));
        }
    }
}
