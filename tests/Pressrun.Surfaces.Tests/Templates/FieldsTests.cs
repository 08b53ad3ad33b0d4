using System.Text.Json;
using Pressrun.Pipelines.Templates;

namespace Pressrun.Surfaces.Tests.Templates;

/// <summary>Values with fields.</summary>
public sealed class FieldsTests
{
    [Theory]
    [InlineData("""{ "text": "main", "a": 1 }""", "main")]
    [InlineData("""{ "b": { "x": [1, "é", null] }, "a": true }""", """{"b":{"x":[1,"é",null]},"a":true}""")]
    [InlineData("""{ "text": 5 }""", """{"text":5}""")]
    [InlineData("""[1, "two", { "text": "three" }]""", "1\ntwo\nthree")]
    [InlineData("12345678901234567890.10", "12345678901234567890.10")]
    [InlineData("null", "")]
    [InlineData("""{ "a": 1, "a": 2 }""", """{"a":2}""")]
    public void A_value_prints_its_main_text_or_its_JSON(string json, string text) =>
        Assert.Equal(text, Of(json).Text);

    [Theory]
    [InlineData("\"\"", false)]
    [InlineData("\"0\"", true)]
    [InlineData("0", false)]
    [InlineData("-0.00e7", false)]
    [InlineData("0.01", true)]
    [InlineData("[]", false)]
    [InlineData("[0]", true)]
    [InlineData("{}", true)]
    [InlineData("""{ "text": "" }""", false)]
    [InlineData("false", false)]
    [InlineData("null", false)]
    public void Empty_zero_false_and_nothing_are_false(string json, bool isTrue) =>
        Assert.Equal(isTrue, Of(json).IsTrue);

    [Fact]
    public void Fields_keep_their_order() =>
        Assert.Equal(["z", "a", "m"], Of("""{ "z": 1, "a": 1, "m": 1 }""").Names!);

    [Fact]
    public void A_host_may_give_texts_numbers_lists_and_fields()
    {
        var value = Fields.FromValue(new Dictionary<string, object>
        {
            ["text"] = "not main here",
            ["n"] = 3,
            ["l"] = new[] { "a", "b" },
            ["d"] = 0.5,
        });

        Assert.Equal("""{"text":"not main here","n":3,"l":["a","b"],"d":0.5}""", value.Text);
    }

    [Fact]
    public void An_object_with_behaviour_is_refused() =>
        Assert.Throws<ArgumentException>(() => Fields.FromValue(new Version(1, 2)));

    [Theory]
    [InlineData("https://a.example/x?y#z", "https://a.example/x?y#z")]
    [InlineData("HTTP://a.example", "HTTP://a.example")]
    [InlineData(" ht\ntps://a.example\t", "https://a.example")]
    [InlineData("mailto:a@b.example", "mailto:a@b.example")]
    [InlineData("/a/b:c", "/a/b:c")]
    [InlineData("a?b:c", "a?b:c")]
    [InlineData("#top", "#top")]
    [InlineData("javascript:alert(1)", "#")]
    [InlineData(" \u0001JaVaScript:x", "#")]
    [InlineData("java\nscript:x", "#")]
    [InlineData("data:text/html,x", "#")]
    [InlineData("vbscript:x", "#")]
    [InlineData("file:///etc/passwd", "#")]
    [InlineData(":x", "#")]
    [InlineData("", "#")]
    public void An_address_is_linked_only_if_a_page_may_link_to_it(string url, string linked) =>
        Assert.Equal(linked, SafeUrl.Of(url));

    private static Fields Of(string json)
    {
        using var document = JsonDocument.Parse(json);
        return Fields.From(document.RootElement.Clone());
    }
}
