using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// A list with one item a line. If most of the first lines look like addresses or paths, the field is <c>url</c> and
/// a line that does not is bad; otherwise it is <c>line</c>. A line that begins with <c>#</c> is a comment.
/// </summary>
internal static class LineRows
{
    private const int SampleMax = 100;

    /// <summary>A row for each line but the comments.</summary>
    public static IEnumerable<Row> Read(string file, IEnumerable<TextLine> lines)
    {
        var first = new List<TextLine>();
        using var all = lines.Where(line => !line.Text.AsSpan().TrimStart().StartsWith('#')).GetEnumerator();
        while (first.Count < SampleMax && all.MoveNext())
        {
            first.Add(all.Current);
        }

        var used = first.Where(line => !string.IsNullOrWhiteSpace(line.Text)).ToList();
        var isAddresses = used.Count(line => Address.IsLike(line.Text.Trim())) * 2 > used.Count;
        foreach (var line in first)
        {
            yield return Of(file, line, isAddresses);
        }

        while (all.MoveNext())
        {
            yield return Of(file, all.Current, isAddresses);
        }
    }

    /// <summary>A text that stands where an object could, such as an element of a list.</summary>
    public static JsonElement Of(string text) => Fields.Of(Address.IsLike(text) ? "url" : "line", text);

    private static Row Of(string file, TextLine line, bool isAddresses)
    {
        var text = line.Text.Trim();
        return line.Fault is { } fault ? Row.Bad(file, line.Number, fault)
            : text.Length == 0 ? Row.Bad(file, line.Number, "is blank")
            : !isAddresses ? new(file, line.Number, Fields.Of("line", text))
            : Address.FaultOf(text) is { } wrong ? Row.Bad(file, line.Number, $"{Quote.Of(text)} {wrong}")
            : new(file, line.Number, Fields.Of("url", text));
    }
}
