using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Pipelines.Files.Binding;

namespace Pressrun.Pipelines.Files;

/// <summary>Writes the JSON schema by which editors check and complete pipeline files.</summary>
public static class SchemaWriter
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>
    /// A draft-07 schema, made from the same table the reader uses; equal on every call. It knows names and shapes;
    /// what holds between stages only the reader knows.
    /// </summary>
    public static string Write()
    {
        var schema = new JsonObject
        {
            ["$schema"] = "http://json-schema.org/draft-07/schema#",
            ["title"] = "Pressrun pipeline",
        };
        foreach (var (name, value) in Mapping(Place.Top))
        {
            schema[name] = value?.DeepClone();
        }

        var definitions = new JsonObject();
        foreach (var place in Enum.GetValues<Place>().Where(place => place is not Place.Top))
        {
            definitions[place.ToString().ToLowerInvariant()] = Mapping(place);
        }

        schema["definitions"] = definitions;
        return schema.ToJsonString(Indented) + "\n";
    }

    private static JsonObject Mapping(Place place)
    {
        var properties = new JsonObject();
        foreach (var row in KeyTable.Of(place))
        {
            properties[row.Name] = Property(row);
        }

        var mapping = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = properties,
            ["additionalProperties"] = false,
        };
        if (KeyTable.Of(place).Any(row => row.IsRequired))
        {
            mapping["required"] = Names(KeyTable.Of(place).Where(row => row.IsRequired));
        }

        if (KeyTable.Of(place).Any(row => row.IsVerb))
        {
            mapping["oneOf"] = new JsonArray([.. KeyTable.Of(place).Where(row => row.IsVerb)
                .Select(row => new JsonObject { ["required"] = Names([row]) })]);
        }

        return mapping;
    }

    private static JsonObject Property(KeyRow row)
    {
        // Beside `$ref` draft-07 ignores everything: the reference stands in an `allOf`, so that the text is shown.
        var kind = JsonNode.Parse(row.Kind.Schema)!.AsObject();
        var property = kind.ContainsKey("$ref") ? new JsonObject { ["allOf"] = new JsonArray(kind) } : kind;
        var later = row.IsLater ? " Not carried out by this version yet." : "";
        property["description"] = row.Doc + (row.Default is null ? "" : $" Default: {row.Default}.") + later;
        return property;
    }

    private static JsonArray Names(IEnumerable<KeyRow> rows) =>
        new([.. rows.Select(row => JsonValue.Create(row.Name))]);
}
