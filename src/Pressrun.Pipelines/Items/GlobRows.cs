using System.Text;
using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// A file an item. A JSON object gives its fields; any other text gives <c>path</c> and <c>text</c>, a web page, whose
/// text is yet to be found, only <c>path</c>.
/// </summary>
internal static class GlobRows
{
    /// <summary>The largest file that can be an item, in bytes.</summary>
    public const int LengthMax = 1024 * 1024;

    /// <summary>A row for each file.</summary>
    public static IEnumerable<Row> Read(IReadOnlyList<GlobMatch> matches, bool isNameFixed)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in matches)
        {
            var key = Key(match, isNameFixed);
            key = known.Add(key) ? key : $"{key}-{Slug.Hash(match.Name)}";
            yield return Of(match.File) with { Key = key };
        }
    }

    // The folders that tell the files apart if they are all called the same, else the file's own name.
    private static string Key(GlobMatch match, bool isNameFixed)
    {
        string[] names = isNameFixed
            ? [.. match.Matched]
            : [.. match.Matched.SkipLast(1), Path.GetFileNameWithoutExtension(match.Name)];
        return names.Length == 0 ? Path.GetFileNameWithoutExtension(match.Name) : string.Join('-', names);
    }

    private static Row Of(SourceFile file)
    {
        try
        {
            var suffix = Path.GetExtension(file.Name).ToLowerInvariant();
            return suffix is ".html" or ".htm" or ".xhtml" ? new(file.Name, 0, Fields.Of("path", file.Name))
                : new FileInfo(file.Path).Length > LengthMax ? Row.Bad(file.Name, 0, "is larger than 1 MB")
                : Of(file, file.ReadText().Span, isJson: suffix == ".json");
        }
        catch (PressrunException fault)
        {
            // The words stay, the place is named by the note.
            return Row.Bad(file.Name, 0, fault.Message[(file.Name.Length + 2)..]);
        }
        catch (IOException)
        {
            return Row.Bad(file.Name, 0, "cannot be read");
        }
    }

    private static Row Of(SourceFile file, ReadOnlySpan<byte> text, bool isJson)
    {
        if (!isJson)
        {
            return new(file.Name, 0, Fields.Of(["path", "text"], [file.Name, Encoding.UTF8.GetString(text)]));
        }

        try
        {
            var fields = JsonElement.Parse(text, Fields.Strict);
            return fields.ValueKind == JsonValueKind.Object
                ? new(file.Name, 0, fields)
                : Row.Bad(file.Name, 0, $"is no JSON object but {JsonRows.Kind(fields)}");
        }
        catch (JsonException error)
        {
            return Row.Bad(file.Name, (int)(error.LineNumber ?? 0) + 1, JsonRows.Fault(error));
        }
    }
}
