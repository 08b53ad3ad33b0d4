using System.Text.Json.Nodes;
using Pressrun.Pipelines.Files;
using Pressrun.Pipelines.Files.Binding;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>What is made from the table of keys.</summary>
public sealed class SchemaTests
{
    private static readonly JsonObject Schema = JsonNode.Parse(SchemaWriter.Write())!.AsObject();

    public static TheoryData<string, string> Keys()
    {
        var keys = new TheoryData<string, string>();
        foreach (var row in KeyTable.Rows)
        {
            keys.Add(row.Place.ToString(), row.Name);
        }

        return keys;
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_is_in_the_schema_with_its_text(string place, string key)
    {
        var owner = place == "Top" ? Schema : Schema["definitions"]![place.ToLowerInvariant()]!;
        var text = owner["properties"]![key]!["description"]!.GetValue<string>();
        Assert.StartsWith(Row(place, key).Doc, text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Keys))]
    public void Every_key_is_on_the_reference_page_with_its_text(string place, string key) =>
        Assert.Contains($"| `{key}` | {Row(place, key).Doc}", ReferenceWriter.Write(), StringComparison.Ordinal);

    [Fact]
    public void No_key_is_in_the_table_twice() =>
        Assert.Equal(KeyTable.Rows.Count, KeyTable.Rows.DistinctBy(row => (row.Place, row.Name)).Count());

    [Fact]
    public void No_synonym_is_a_key_itself() => Assert.Empty(KeyTable.Rows.SelectMany(
        row => row.Synonyms.Where(synonym => KeyTable.Find(row.Place, synonym) is not null)));

    [Theory]
    [InlineData(Samples.Tales)]
    [InlineData(Samples.Saga)]
    public void The_samples_are_right_by_the_schema(string text) =>
        Assert.Empty(SchemaCheck.Faults(Schema, Samples.Read(text).Root));

    [Fact]
    public void Between_them_the_samples_hold_every_key()
    {
        var text = Samples.Tales + Samples.Saga + "query:";
        Assert.All(KeyTable.Rows, row => Assert.Contains(row.Name + ":", text, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("fetch:", "fecth:", "page: unknown fecth")]
    [InlineData("items: tales.txt", "items: { at: x, from: y, form: z }", "items: no alternative fits")]
    [InlineData("else: skip", "else: stop", "script/gate: no alternative fits")]
    [InlineData("key: env:ANTHROPIC_API_KEY", "key: abc", "providers/anthropic: no alternative fits")]
    [InlineData("split: 3900 characters", "split: 3900", "stages/voice/split: not string")]
    public void The_schema_refuses_what_the_reader_refuses(string right, string wrong, string fault)
    {
        // The tree is read without the binder, which would refuse the text first.
        var text = Samples.Tales.Replace(right, wrong);
        var root = Pipelines.Files.Reading.NodeReader.Read(new("sample.yaml", text), new());
        Assert.Contains(SchemaCheck.Faults(Schema, root), found => found.Contains(fault, StringComparison.Ordinal));
    }

    private static KeyRow Row(string place, string key) => KeyTable.Find(Enum.Parse<Place>(place), key)!;
}
