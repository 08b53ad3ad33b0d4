using System.Text.Json;

namespace Pressrun.Pipelines.Items;

/// <summary>
/// A list inside a JSON file. The file is looked through once as a whole, then its elements are read one by one.
/// </summary>
internal static class JsonRows
{
    /// <summary>A row for each element of the list that <paramref name="at"/> leads to.</summary>
    public static IEnumerable<Row> Read(SourceFile file, string? at)
    {
        var bytes = file.ReadText();
        var places = Find(file, bytes.Span, at);
        var (line, last) = (1, 0);
        foreach (var place in places)
        {
            var start = place.Start.Value;
            line += bytes.Span[last..start].Count((byte)'\n');
            last = start;
            yield return Of(file.Name, line, bytes.Span[place]);
        }
    }

    /// <summary>A row from the JSON of one element.</summary>
    public static Row Of(string file, int line, ReadOnlySpan<byte> json)
    {
        try
        {
            var element = JsonElement.Parse(json, Fields.Strict);
            return element.ValueKind switch
            {
                JsonValueKind.Object => new(file, line, element),
                JsonValueKind.String => new(file, line, LineRows.Of(element.GetString()!.Trim())),
                _ => Row.Bad(file, line, $"is neither an object nor a text but {Kind(element)}"),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return Row.Bad(file, line, error is JsonException json1 ? Fault(json1) : "holds half a character");
        }
    }

    /// <summary>What is wrong with a piece of JSON, in our words.</summary>
    public static string Fault(JsonException error) =>
        error.Message.Contains("uplicate", StringComparison.Ordinal)
            ? "names a field twice"
            : $"is no valid JSON (at column {(error.BytePositionInLine ?? 0) + 1})";

    /// <summary>What an element is, for people.</summary>
    public static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.Object => "an object",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };

    private static List<Range> Find(SourceFile file, ReadOnlySpan<byte> bytes, string? at)
    {
        var json = new Utf8JsonReader(bytes);
        try
        {
            json.Read();
            foreach (var name in at?.Split('.') ?? [])
            {
                Enter(file, ref json, name, at!);
            }

            if (json.TokenType != JsonTokenType.StartArray)
            {
                throw NoList(file, ref json, at);
            }

            var places = new List<Range>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
            {
                var start = (int)json.TokenStartIndex;
                json.Skip();
                places.Add(start..(int)json.BytesConsumed);
            }

            while (json.Read())
            {
                // What follows is not needed, but a file that breaks off is not believed.
            }

            return places;
        }
        catch (JsonException error)
        {
            throw file.Fault($"{Fault(error)}. Mend it there.", (int)(error.LineNumber ?? 0) + 1);
        }
    }

    private static void Enter(SourceFile file, ref Utf8JsonReader json, string name, string at)
    {
        var names = new List<string>();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var found = json.GetString()!;
                json.Read();
                if (found.Equals(name, StringComparison.Ordinal))
                {
                    return;
                }

                names.Add(found);
                json.Skip();
            }
        }

        throw NoPlace(file, at, name, names);
    }

    /// <summary>What is thrown if <c>at</c> leads nowhere.</summary>
    public static PressrunException NoPlace(
        SourceFile file, string at, string name, IReadOnlyList<string> names)
    {
        var near = Nearest.Ask(name, names);
        var there = names.Count == 0
            ? "There are no names at that place."
            : $"There are {string.Join(", ", names.Take(10).Select(Quote.Of))}.";
        return file.Fault(
            $"`at: {at}` leads nowhere: there is no {Quote.Of(name)}.{(near.Length > 0 ? near : $" {there}")}");
    }

    private static PressrunException NoList(SourceFile file, ref Utf8JsonReader json, string? at)
    {
        if (at is not null)
        {
            return file.Fault($"`at: {at}` leads to no list. Give the way to the list of items.");
        }

        var lists = new List<string>();
        if (json.TokenType == JsonTokenType.StartObject)
        {
            while (json.Read() && json.TokenType == JsonTokenType.PropertyName)
            {
                var name = json.GetString()!;
                json.Read();
                if (json.TokenType == JsonTokenType.StartArray)
                {
                    lists.Add(name);
                }

                json.Skip();
            }
        }

        return lists.Count == 0
            ? file.Fault("holds no list of items at its top. Write a list `[…]`, or lead to it with `at`.")
            : file.Fault($"is an object; say where its list of items is: {string.Join(" or ",
                lists.Select(name => $"`at: {name}`"))}.");
    }
}
