using System.Text;
using System.Text.Json;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// A list inside a YAML file. Read event by event: no aliases, which can grow without bound, and no type tags.
/// </summary>
internal static class YamlRows
{
    /// <summary>The largest file, in bytes.</summary>
    public const int LengthMax = 64 * 1024 * 1024;

    /// <summary>
    /// A row for each element of the list that <paramref name="at"/> leads to; where it is null and the file is a book
    /// with its <c>chapters</c>, for each of them.
    /// </summary>
    public static IEnumerable<Row> Read(SourceFile file, string? at) =>
        at is null && YamlOutline.IsIn(file) ? OutlineRows.Of(file, YamlOutline.Read(file)) : ReadList(file, at);

    /// <summary>The rows of a list, whatever they are.</summary>
    public static IEnumerable<Row> ReadList(SourceFile file, string? at)
    {
        var text = file.ReadText();
        if (text.Length > LengthMax)
        {
            throw file.Fault("is larger than 64 MB, too large for YAML. Write it as JSONL.");
        }

        using var reader = new StringReader(Encoding.UTF8.GetString(text.Span));
        var events = new Parser(reader);
        var isThere = Try(file, events, () => Find(file, events, at));
        while (isThere && Try(file, events, () => Next(file, events)) is { } row)
        {
            yield return row;
        }
    }

    // Stands before the first element when this returns; false for a file that holds nothing.
    private static bool Find(SourceFile file, Parser events, string? at)
    {
        events.Consume<StreamStart>();
        if (events.Accept<StreamEnd>(out _))
        {
            return false;
        }

        events.Consume<DocumentStart>();
        foreach (var name in at?.Split('.') ?? [])
        {
            Enter(file, events, name, at!);
        }

        return events.TryConsume<SequenceStart>(out _)
            ? true
            : throw file.Fault(at is null
                ? "holds no list of items at its top. Begin each item with `- `, or lead to the list with `at`."
                : $"`at: {at}` leads to no list. Give the way to the list of items.");
    }

    private static void Enter(SourceFile file, Parser events, string name, string at)
    {
        var names = new List<string>();
        if (events.TryConsume<MappingStart>(out _))
        {
            while (events.TryConsume<Scalar>(out var found))
            {
                if (found.Value.Equals(name, StringComparison.Ordinal))
                {
                    return;
                }

                names.Add(found.Value);
                events.SkipThisAndNestedEvents();
            }
        }

        throw JsonRows.NoPlace(file, at, name, names);
    }

    private static Row? Next(SourceFile file, Parser events)
    {
        if (events.TryConsume<SequenceEnd>(out _))
        {
            while (!events.Accept<DocumentEnd>(out _))
            {
                // What follows is not needed, but a file that breaks off is not believed.
                events.MoveNext();
            }

            return null;
        }

        var line = (int)events.Current!.Start.Line;
        var element = new YamlElement(events);
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
        {
            element.Write(writer, depth: 0);
        }

        return element.Fault is { } fault
            ? Row.Bad(file.Name, line, fault)
            : JsonRows.Of(file.Name, line, json.GetBuffer().AsSpan(0, (int)json.Length));
    }

    /// <summary>What is read, or what is wrong with the file.</summary>
    public static T Try<T>(SourceFile file, Parser events, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is YamlException or InvalidOperationException or ArgumentException
                                          or IndexOutOfRangeException)
        {
            // On some broken texts the scanner itself fails, and does not say where: after what it read last.
            var place = (error as YamlException)?.Start;
            var where = place is { } known ? $"at column {known.Column}" : "somewhere from here on";
            throw file.Fault($"is no valid YAML ({where}). Look at the indentation and the quotes there.",
                (int)(place ?? events.Current?.End ?? Mark.Empty).Line);
        }
    }
}
