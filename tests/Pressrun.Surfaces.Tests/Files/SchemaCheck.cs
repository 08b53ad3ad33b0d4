using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>As much of draft-07 as our schema uses; a word it does not know makes it fail.</summary>
internal static class SchemaCheck
{
    private static readonly string[] Passed = ["$schema", "title", "description", "definitions", "allOf"];

    public static IEnumerable<string> Faults(JsonObject root, Node node) => Faults(root, root, node, "");

    private static IEnumerable<string> Faults(JsonObject root, JsonObject schema, Node node, string path)
    {
        foreach (var (word, value) in schema)
        {
            foreach (var fault in Faults(root, schema, word, value!, node, path))
            {
                yield return fault;
            }
        }

        foreach (var one in schema["allOf"]?.AsArray() ?? [])
        {
            foreach (var fault in Faults(root, one!.AsObject(), node, path))
            {
                yield return fault;
            }
        }
    }

    private static IEnumerable<string> Faults(
        JsonObject root, JsonObject schema, string word, JsonNode value, Node node, string path)
    {
        return word switch
        {
            "type" => (value as JsonArray ?? [value.DeepClone()]).Any(type => Is(type!.GetValue<string>(), node))
                ? [] : [$"{path}: not {value}"],
            "const" => Text(node) == value.ToJsonString() ? [] : [$"{path}: not {value}"],
            "enum" => value.AsArray().Any(one => one!.GetValue<string>() == Text(node))
                ? [] : [$"{path}: not in {value}"],
            "pattern" => node is not Node.Text || Is("number", node) || Matches(value, Text(node)!)
                ? [] : [$"{path}: not {value}"],
            "minimum" => !Is("number", node)
                || double.Parse(Text(node)!, CultureInfo.InvariantCulture) >= value.GetValue<int>()
                ? [] : [$"{path}: too small"],
            "minItems" => node is not Node.List list || list.Nodes.Count >= value.GetValue<int>()
                ? [] : [$"{path}: too short"],
            "items" => Elements(node).SelectMany(element => Faults(root, value.AsObject(), element, path)),
            "required" => node is not Node.Map map ? [] : value.AsArray()
                .Where(key => map[key!.GetValue<string>()] is null).Select(key => $"{path}: without {key}"),
            "oneOf" => value.AsArray().Count(one => !Faults(root, one!.AsObject(), node, path).Any()) == 1
                ? [] : [$"{path}: not one of"],
            "anyOf" => value.AsArray().Any(one => !Faults(root, one!.AsObject(), node, path).Any())
                ? [] : [$"{path}: no alternative fits"],
            "propertyNames" => Pairs(node).Where(pair => !Matches(value["pattern"]!, pair.Key.Value))
                .Select(pair => $"{path}: name {pair.Key.Value}"),
            "properties" => Pairs(node).Where(pair => value[pair.Key.Value] is not null).SelectMany(
                pair => Faults(root, value[pair.Key.Value]!.AsObject(), pair.Value, $"{path}/{pair.Key.Value}")),
            "additionalProperties" => Pairs(node)
                .Where(pair => schema["properties"]?[pair.Key.Value] is null)
                .SelectMany(pair => value is JsonObject other
                    ? Faults(root, other, pair.Value, $"{path}/{pair.Key.Value}")
                    : [$"{path}: unknown {pair.Key.Value}"]),
            "$ref" => Faults(root, root["definitions"]![value.ToString().Split('/')[^1]]!.AsObject(), node, path),
            _ => Passed.Contains(word) ? [] : [$"{path}: the schema says {word}"],
        };
    }

    private static bool Is(string type, Node node) => type switch
    {
        "object" => node is Node.Map,
        "array" => node is Node.List,
        "null" => node is Node.Text { IsEmpty: true },
        "boolean" => node is Node.Text { IsQuoted: false, Value: "true" or "false" },
        "integer" => node is Node.Text { IsQuoted: false }
            && long.TryParse(Text(node), NumberStyles.Integer, CultureInfo.InvariantCulture, out _),
        "number" => node is Node.Text { IsQuoted: false } && IsNumber(Text(node)),
        _ => node is Node.Text { IsEmpty: false } && !Is("number", node) && !Is("boolean", node),
    };

    private static bool IsNumber(string? text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);

    private static bool Matches(JsonNode pattern, string text) =>
        Regex.IsMatch(text, pattern.GetValue<string>(), RegexOptions.None, TimeSpan.FromSeconds(1));

    private static string? Text(Node node) => (node as Node.Text)?.Value;

    private static IReadOnlyList<Node> Elements(Node node) => (node as Node.List)?.Nodes ?? [];

    private static IReadOnlyList<Node.Pair> Pairs(Node node) => (node as Node.Map)?.Pairs ?? [];
}
