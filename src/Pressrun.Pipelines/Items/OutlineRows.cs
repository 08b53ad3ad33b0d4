using System.Globalization;
using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// The chapters of a book's outline, each with <c>number</c>, <c>title</c>, <c>outline</c>, <c>book</c> and
/// <c>neighbours</c>; then <c>about</c>, what stands before the first chapter, if anything does; then the fields of the
/// book and of the chapter itself. A chapter's key is its number.
/// </summary>
internal static class OutlineRows
{
    // A chapter carries its own notes whole; three long ones together would be too much for an item.
    private const int NeighbourMax = 8_000;

    // Of the whole book they would give every chapter the same name.
    private static readonly string[] Naming = ["url", "name"];

    /// <summary>A row for each chapter of a Markdown file.</summary>
    /// <exception cref="PressrunException">The file is no outline.</exception>
    public static IEnumerable<Row> ReadMarkdown(SourceFile file)
    {
        var outline = OutlineReader.ReadMarkdown(file);
        return outline.Chapters.Count > 0 ? Of(file, outline) : throw file.Fault(
            $"is no list of items. For one item a file write a pattern, such as `*{Path.GetExtension(file.Name)}`.");
    }

    /// <summary>A row for each chapter of a text file that looks like an outline.</summary>
    public static IEnumerable<Row> ReadText(SourceFile file) => Of(file, OutlineReader.ReadText(file));

    /// <summary>A row for each chapter.</summary>
    public static IEnumerable<Row> Of(SourceFile file, Outline outline)
    {
        var numbers = Numbers(outline.Chapters);
        var known = new Dictionary<int, int>();
        var good = new List<(int Number, OutlineChapter Chapter)>();
        var rows = outline.Faults.Select(fault => (fault.Line, Fault: (Row?)fault, Place: 0)).ToList();
        foreach (var (number, chapter) in numbers.Zip(outline.Chapters))
        {
            var fault = known.TryGetValue(number, out var line)
                ? $"has the number {number} of line {line}; number one of the chapters anew"
                : chapter.Block.Twice is { } twice ? $"is a chapter that gives {Quote.Of(twice)} twice" : null;
            if (fault is null)
            {
                known.Add(number, chapter.Line);
                good.Add((number, chapter));
            }

            rows.Add((chapter.Line, fault is null ? null : Row.Bad(file.Name, chapter.Line, fault), good.Count - 1));
        }

        // One at a time: together with their neighbours they are much longer than the file.
        return rows.OrderBy(row => row.Line).Select(row => row.Fault ?? Of(file, outline, good, row.Place));
    }

    // A chapter without a number has its place, unless another is written with that number: then a prologue is 0, and
    // whatever stands between numbered ones comes behind them all.
    private static List<int> Numbers(IReadOnlyList<OutlineChapter> chapters)
    {
        var taken = chapters.Where(chapter => chapter.Heading.Number is not null)
            .Select(chapter => chapter.Heading.Number!.Value).ToHashSet();
        var last = Math.Max(chapters.Count, taken.DefaultIfEmpty(0).Max());
        var numbers = new List<int>();
        foreach (var chapter in chapters)
        {
            var place = numbers.Count + 1;
            numbers.Add(chapter.Heading.Number
                ?? (taken.Add(place) ? place : place == 1 && taken.Add(0) ? 0 : ++last));
        }

        return numbers;
    }

    private static Row Of(
        SourceFile file, Outline outline, List<(int Number, OutlineChapter Chapter)> all, int place)
    {
        var (number, chapter) = all[place];
        var own = chapter.Block.Fields;
        var given = outline.Front.Fields
            .Where(field => !Naming.Contains(field.Name) && !own.Any(other => other.Name == field.Name)).Concat(own);
        var fields = Fields.Write(json =>
        {
            json.WriteStartObject();
            json.WriteNumber("number", number);
            json.WriteString("title", chapter.Heading.Title);
            json.WriteString("outline", chapter.Block.Text);
            json.WriteString("book", outline.Title);
            json.WriteString("neighbours", Neighbours(all, place));
            if (outline.Front.Text.Length > 0)
            {
                json.WriteString("about", outline.Front.Text);
            }

            foreach (var (name, value) in given)
            {
                json.WritePropertyName(name);
                Write(json, value);
            }

            json.WriteEndObject();
        });
        return new(file.Name, chapter.Line, fields, number.ToString(CultureInfo.InvariantCulture));
    }

    private static void Write(Utf8JsonWriter json, string value)
    {
        if (OutlineBlock.IsNumber(value))
        {
            json.WriteRawValue(value);
        }
        else
        {
            json.WriteStringValue(value);
        }
    }

    private static string Neighbours(List<(int Number, OutlineChapter Chapter)> all, int place)
    {
        var before = place > 0 ? Neighbour("Before", all[place - 1]) : null;
        var after = place + 1 < all.Count ? Neighbour("After", all[place + 1]) : null;
        return string.Join("\n\n", new[] { before, after }.OfType<string>());
    }

    private static string Neighbour(string where, (int Number, OutlineChapter Chapter) numbered)
    {
        var (number, chapter) = numbered;
        var notes = chapter.Block.Text;
        var end = notes.Length <= NeighbourMax ? notes.Length
            : char.IsHighSurrogate(notes[NeighbourMax - 1]) ? NeighbourMax - 1 : NeighbourMax;
        var shown = end < notes.Length ? notes[..end] + "…" : notes;
        var title = chapter.Heading.Title;
        return $"{where}: chapter {number}, {title}{(shown.Length > 0 ? $"\n{shown}" : "")}";
    }
}
