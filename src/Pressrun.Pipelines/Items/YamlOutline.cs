using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// Reads an outline in YAML: what is said of the book, and its <c>chapters</c>, each with a <c>title</c>, mostly a
/// <c>number</c>, and an <c>outline</c>, a text or a list of points. It comes to the same as one in Markdown.
/// </summary>
internal static class YamlOutline
{
    private const string Chapters = "chapters";
    private const string Number = "number";
    private const string Title = "title";
    private const string Notes = "outline";

    /// <summary>Whether a file has a list of chapters at its top.</summary>
    public static bool IsIn(SourceFile file) => Front(file).HasChapters;

    /// <summary>The outline a file is.</summary>
    /// <exception cref="PressrunException">It is no valid YAML.</exception>
    public static Outline Read(SourceFile file)
    {
        var (lines, title, _) = Front(file);
        var (chapters, faults) = (new List<OutlineChapter>(), new List<Row>());
        foreach (var row in YamlRows.ReadList(file, Chapters))
        {
            if (row.Fault is not null)
            {
                faults.Add(row);
            }
            else if (TextOf(row.Fields, Title) is not { Length: > 0 } heading)
            {
                faults.Add(Row.Bad(file.Name, row.Line, "is a chapter without a `title`"));
            }
            else
            {
                var number = TextOf(row.Fields, Number) is { } written ? OutlineNumber.Parse(written) : null;
                chapters.Add(new(row.Line, new(2, number, heading), OutlineBlock.Of(LinesOf(row.Fields))));
            }
        }

        return new(title ?? Path.GetFileNameWithoutExtension(file.Name), OutlineBlock.Of(lines), chapters, faults);
    }

    // What stands beside the chapters, as lines: only names with plain values say something of the book.
    private static (List<string> Lines, string? Title, bool HasChapters) Front(SourceFile file)
    {
        var (lines, title, hasChapters) = (new List<string>(), (string?)null, false);
        using var text = new StringReader(Encoding.UTF8.GetString(file.ReadText().Span));
        var events = new Parser(text);
        return YamlRows.Try(file, events, () =>
        {
            events.Consume<StreamStart>();
            if (!events.TryConsume<DocumentStart>(out _) || !events.TryConsume<MappingStart>(out _))
            {
                return (lines, title, false);
            }

            while (events.TryConsume<Scalar>(out var name))
            {
                hasChapters |= name.Value == Chapters && events.Accept<SequenceStart>(out _);
                if (!events.TryConsume<Scalar>(out var value))
                {
                    events.SkipThisAndNestedEvents();
                }
                else if (name.Value == Title)
                {
                    title = value.Value;
                }
                else
                {
                    lines.Add($"{name.Value}: {value.Value.ReplaceLineEndings(" ").Trim()}");
                }
            }

            return (lines, title, hasChapters);
        });
    }

    private static IEnumerable<string> LinesOf(JsonElement chapter)
    {
        foreach (var field in chapter.EnumerateObject().Where(field => field.Name is not (Number or Title or Notes)
            && field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number))
        {
            yield return $"{field.Name}: {field.Value.ToString().ReplaceLineEndings(" ").Trim()}";
        }

        if (chapter.TryGetProperty(Notes, out var notes))
        {
            var points = notes.ValueKind == JsonValueKind.Array
                ? notes.EnumerateArray().Select(point => $"- {point}")
                : notes.ToString().ReplaceLineEndings("\n").Split('\n');
            foreach (var line in points)
            {
                yield return line.TrimEnd();
            }
        }
    }

    private static string? TextOf(JsonElement chapter, string name) =>
        chapter.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number
            ? value.ToString().Trim()
            : null;
}
