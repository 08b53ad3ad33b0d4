namespace Pressrun.Pipelines.Items;

/// <summary>
/// CSV as RFC 4180 has it (October 2005), the first row naming the fields. What parts them is a comma, a semicolon or a
/// tab, whichever the first row has most of.
/// </summary>
internal static class CsvRows
{
    /// <summary>A row for each record behind the header.</summary>
    public static IEnumerable<Row> Read(SourceFile file, IEnumerable<TextLine> lines)
    {
        using var records = CsvReader.Read(lines).GetEnumerator();
        if (!records.MoveNext())
        {
            yield break;
        }

        var head = records.Current;
        if (head.Fault is { } broken)
        {
            throw file.Fault($"{broken}; the first row must name the fields.", head.Line);
        }

        var columns = Columns(file, head);
        string[] names = [.. columns.Select(column => column.Name)];
        while (records.MoveNext())
        {
            var record = records.Current;
            yield return FaultOf(record, head.Values.Count) is { } fault
                ? Row.Bad(file.Name, record.Line, fault)
                : new(file.Name, record.Line,
                    Fields.Of(names, [.. columns.Select(column => record.Values[column.Place])]))
                {
                    NamesLine = head.Line,
                };
        }
    }

    private static string? FaultOf(CsvRecord record, int count) =>
        record.Fault is { } fault ? fault
        : record.Values is [""] ? "is blank"
        : record.Values.Count < count ? $"has {record.Values.Count} values, the first row names {count}"
        : record.Values.Skip(count).Any(value => value.Length > 0)
            ? $"has {record.Values.Count} values, the first row names only {count}; a value with " +
              "the separator in it stands in quotes"
        : null;

    // A spreadsheet leaves columns without a name at the end: they hold nothing.
    private static List<(string Name, int Place)> Columns(SourceFile file, CsvRecord head)
    {
        var columns = head.Values.Select((name, place) => (Name: name.Trim(), Place: place))
            .Where(column => column.Name.Length > 0).ToList();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var twice = columns.Find(column => !names.Add(column.Name)).Name;
        return twice is not null
            ? throw file.Fault($"the first row names {Quote.Of(twice)} twice. Rename one of the columns.", head.Line)
            : columns.Count == 0
                ? throw file.Fault("the first row names no field. Put the names of the columns there.", head.Line)
                : columns;
    }
}
