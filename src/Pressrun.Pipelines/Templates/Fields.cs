using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Pressrun.Pipelines.Templates;

/// <summary>
/// A value a template can name: a text, number, truth, list, nothing, or named fields, which may have a main text of
/// their own (<c>{{article}}</c> is its text, <c>{{article.title}}</c> a field). Immutable. It knows no .NET object, so
/// a template cannot reach one.
/// </summary>
internal sealed class Fields
{
    /// <summary>The field of a JSON object that is its main text.</summary>
    private const string MainText = "text";

    private static readonly JsonSerializerOptions Relaxed =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Lazy<string> _text;
    private readonly OrderedDictionary<string, Fields>? _fields;

    private Fields(Func<string> text, bool isTrue) => (_text, IsTrue) = (new(text), isTrue);

    private Fields(IReadOnlyList<Fields> elements)
        : this(() => string.Join('\n', elements.Select(element => element.Text)), elements.Count > 0) =>
        Elements = elements;

    private Fields(OrderedDictionary<string, Fields> fields, string? text)
    {
        _fields = fields;
        Names = [.. fields.Keys];
        IsTrue = text is not "";
        _text = new(() => text ?? ToJson()!.ToJsonString(Relaxed));
    }

    /// <summary>No value: renders as nothing and counts as false.</summary>
    public static Fields Nothing { get; } = new(() => "", isTrue: false);

    /// <summary>What <c>{{name}}</c> prints: the main text, the elements one a line, or fields as JSON.</summary>
    public string Text => _text.Value;

    /// <summary>What <c>#if</c> asks: not nothing, empty, zero or false.</summary>
    public bool IsTrue { get; }

    /// <summary>The elements of a list in order; null if this is no list.</summary>
    public IReadOnlyList<Fields>? Elements { get; }

    /// <summary>The names of the fields in the order given; null if this is no value with fields.</summary>
    public IReadOnlyList<string>? Names { get; }

    /// <summary>Whether it is a text: no number, truth, list, fields or nothing.</summary>
    public bool IsText => Raw is null && Elements is null && Names is null && !ReferenceEquals(this, Nothing);

    /// <summary>How a JSON of this value writes it, where that is not a text in quotes.</summary>
    private JsonNode? Raw { get; init; }

    /// <summary>A plain text; braces in it are data.</summary>
    public static Fields From(string text) => new(() => text, text.Length > 0);

    /// <summary>A truth, printed as <c>true</c> or <c>false</c>.</summary>
    public static Fields From(bool isTrue) => new(() => isTrue ? "true" : "false", isTrue) { Raw = isTrue };

    /// <summary>A number, printed with a dot and without grouping.</summary>
    public static Fields From(decimal number) =>
        new(() => number.ToString(CultureInfo.InvariantCulture), number != 0) { Raw = number };

    /// <summary>A list.</summary>
    public static Fields From(IEnumerable<Fields> elements) => new([.. elements]);

    /// <summary>Named fields, with a main text or, without one, printed as JSON. Of two alike the last holds.</summary>
    public static Fields From(IEnumerable<KeyValuePair<string, Fields>> fields, string? text = null)
    {
        var last = new OrderedDictionary<string, Fields>();
        foreach (var (name, value) in fields)
        {
            last[name] = value;
        }

        return new(last, text);
    }

    /// <summary>Any JSON; of an object the string field <c>text</c>, if it has one, is the main text.</summary>
    public static Fields From(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.String => From(json.GetString()!),
        JsonValueKind.True or JsonValueKind.False => From(json.GetBoolean()),
        JsonValueKind.Number => FromNumber(json),
        JsonValueKind.Array => From(json.EnumerateArray().Select(From)),
        JsonValueKind.Object => From(
            json.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, From(field.Value))),
            json.TryGetProperty(MainText, out var text) && text.ValueKind == JsonValueKind.String
                ? text.GetString()
                : null),
        _ => Nothing,
    };

    /// <summary>
    /// What a host hands over under a name: a string, bool, number, <see cref="JsonElement"/>, list of such, or fields.
    /// Throws <see cref="ArgumentException"/> for any other object, because a template must not reach into one.
    /// </summary>
    public static Fields FromValue(object? value) => value switch
    {
        null => Nothing,
        Fields fields => fields,
        string text => From(text),
        bool isTrue => From(isTrue),
        int or long or decimal => From(Convert.ToDecimal(value, CultureInfo.InvariantCulture)),
        double number => From(JsonSerializer.SerializeToElement(number)),
        JsonElement json => From(json),
        IEnumerable<KeyValuePair<string, object>> fields =>
            From(fields.Select(field => KeyValuePair.Create(field.Key, FromValue(field.Value)))),
        IEnumerable<object?> list => From(list.Select(FromValue)),
        _ => throw new ArgumentException(
            $"A template cannot be given a {value.GetType().Name}; give it a text, number, list or fields.",
            nameof(value)),
    };

    /// <summary>The field of that name, compared by ordinal; null if there is none.</summary>
    public Fields? Find(string name) => _fields?.GetValueOrDefault(name);

    private static Fields FromNumber(JsonElement json)
    {
        // The digits stay as written: 0.80 is not 0.8 to a reader, and 20 digits are an account number.
        var written = json.GetRawText();
        var isTrue = written.AsSpan(0, (written + 'e').IndexOfAny(['e', 'E'])).IndexOfAnyInRange('1', '9') >= 0;
        return new(() => written, isTrue) { Raw = JsonNode.Parse(written) };
    }

    private JsonNode? ToJson()
    {
        if (_fields is not null)
        {
            return new JsonObject(Names!.Select(name => KeyValuePair.Create(name, _fields[name].ToJson())));
        }

        return Elements is not null
            ? new JsonArray([.. Elements.Select(element => element.ToJson())])
            : ReferenceEquals(this, Nothing) ? null : Raw?.DeepClone() ?? JsonValue.Create(Text);
    }
}
