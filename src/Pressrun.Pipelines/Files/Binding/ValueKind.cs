namespace Pressrun.Pipelines.Files.Binding;

/// <summary>A kind of value: how a message asks for it, in which forms it comes, its JSON schema.</summary>
/// <param name="Wants">What a message says is wanted.</param>
/// <param name="Shapes">In which forms it may be written.</param>
/// <param name="Schema">A draft-07 schema as JSON.</param>
internal sealed record ValueKind(string Wants, Shapes Shapes, string Schema)
{
    /// <summary>
    /// Whether an empty list or mapping says something. Where it does not, it is refused: who writes an empty budget or
    /// no limits may well believe that this takes back what holds otherwise.
    /// </summary>
    public bool MayBeEmpty { get; init; }

    private const string AnyText = """{"type":["string","number","boolean"]}""";
    private const string OneOrMany = """{"type":["string","array"],"items":{"type":"string"},"minItems":1}""";

    public static readonly ValueKind Version = new("the number 1", Shapes.Text, """{"const":1}""");

    public static readonly ValueKind Name = new(
        "a name", Shapes.Text, """{"type":"string","pattern":"^[a-z][a-z0-9_-]{0,63}$"}""");

    public static readonly ValueKind Text = new("a text", Shapes.Text, """{"type":"string"}""");

    public static readonly ValueKind Whole = new("a whole number", Shapes.Text, """{"type":"integer","minimum":0}""");

    public static readonly ValueKind Truth = new("true or false", Shapes.Text, """{"type":"boolean"}""");

    public static readonly ValueKind Sum = new(
        "a sum of money such as `$20`",
        Shapes.Text,
        """{"type":["string","number"],"pattern":"^\\$?[0-9]+(\\.[0-9]+)?$","minimum":0}""");

    public static readonly ValueKind Percentage = new(
        "a percentage such as `80%`", Shapes.Text, """{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?%$"}""");

    public static readonly ValueKind Duration = new(
        "a duration such as `40s` or `1h30m`",
        Shapes.Text,
        """{"type":"string","pattern":"^([0-9]+(\\.[0-9]+)?(ms|s|m|h|d))+$"}""");

    public static readonly ValueKind Tokens = new(
        "a number of tokens such as `1200 tokens`",
        Shapes.Text,
        """{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?[kM]? tokens$"}""");

    public static readonly ValueKind Split = new(
        "a length such as `3900 characters`",
        Shapes.Text,
        """{"type":"string","pattern":"^[0-9]+(\\.[0-9]+)?[kM]? characters$"}""");

    public static readonly ValueKind Texts = new("a text or a list of texts", Shapes.Text | Shapes.List, OneOrMany);

    public static readonly ValueKind Names = new(
        "a name or a list of names",
        Shapes.Text | Shapes.List,
        """{"type":["string","array"],"items":{"type":"string"}}""")
    {
        MayBeEmpty = true,
    };

    public static readonly ValueKind Models = new(
        "a model such as `openai/gpt-6-luna`, or a list of them", Shapes.Text | Shapes.List, OneOrMany);

    public static readonly ValueKind Limits = new(
        "a limit such as `50/min`, or a list of them", Shapes.Text | Shapes.List, OneOrMany);

    public static readonly ValueKind LimitsByModel = new(
        "a limit such as `50/min`, a list of them, or limits by model",
        Shapes.Text | Shapes.List | Shapes.Map,
        """{"anyOf":[{"type":["string","array"],"items":{"type":"string"},"minItems":1},{"type":"object"}]}""");

    public static readonly ValueKind Else = new(
        "one of fail, review, keep, skip", Shapes.Text, """{"enum":["fail","review","keep","skip"]}""");

    public static readonly ValueKind Secret = new(
        "a reference such as `env:OPENAI_API_KEY`", Shapes.Text, """{"type":"string","pattern":"^(env|file):.+$"}""");

    public static readonly ValueKind Scalars = new(
        "names with values",
        Shapes.Map,
        $$"""{"type":"object","additionalProperties":{{AnyText}}}""")
    {
        MayBeEmpty = true,
    };

    public static readonly ValueKind Form = new(
        "fields and what they hold, such as `{ score: number, notes: text }`", Shapes.Map, """{"type":"object"}""");

    public static readonly ValueKind Prices = Below(Place.Prices, "prices such as `{ in: $2, out: $10 }`");

    public static readonly ValueKind Expect = Below(Place.Expect, "figures such as `{ latency: 40s, parts: 11 }`");

    public static readonly ValueKind Items = TextOr(Place.Items, "a path, or `{ from: … }`");

    public static readonly ValueKind Budget = TextOr(Place.Budget, "a sum such as `$20`, or `{ run: $20, item: $1 }`");

    public static readonly ValueKind Gates = new(
        "a gate such as `{ check: whole, else: review }`, or a list of them",
        Shapes.Map | Shapes.List,
        """{"anyOf":[{"$ref":"#/definitions/gate"},{"type":"array","items":{"$ref":"#/definitions/gate"}}]}""");

    public static readonly ValueKind Providers = Named(
        "names with settings", """{"anyOf":[{"$ref":"#/definitions/provider"},{"type":"null"}]}""");

    public static readonly ValueKind Aliases = Named("names with models", OneOrMany);

    public static readonly ValueKind Stages = Named("stages by name, in order", """{"$ref":"#/definitions/stage"}""");

    private static ValueKind Below(Place place, string wants) => new(
        wants, Shapes.Map, $$"""{"$ref":"#/definitions/{{place.ToString().ToLowerInvariant()}}"}""");

    private static ValueKind TextOr(Place place, string wants) => new(
        wants,
        Shapes.Text | Shapes.Map,
        $$"""{"anyOf":[{"type":["string","number"]},{{Below(place, wants).Schema}}]}""");

    private static ValueKind Named(string wants, string each) => new(
        wants,
        Shapes.Map,
        $$"""{"type":"object","propertyNames":{"pattern":"^[a-z][a-z0-9_-]*$"},"additionalProperties":{{each}}}""")
    {
        MayBeEmpty = true,
    };
}
