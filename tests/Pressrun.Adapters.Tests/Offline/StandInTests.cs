using System.Text.Json;

namespace Pressrun.Adapters.Tests.Offline;

/// <summary>What the offline model gives where a source is short, is JSON, or is asked for in parts.</summary>
public sealed class StandInTests
{
    private const string Profile = """
        { "name": "Inês", "age": 58, "days": ["She wakes at four without an alarm.", "At noon she eats sardines."],
          "speaks": { "how": "Dry and slow." } }
        """;

    private static readonly string Article = string.Join(' ', Enumerable.Range(1, 21).Select(at =>
        $"Sentence number {at} tells of harbours."));

    [Fact]
    public async Task Missing_words_are_filled_with_a_text_that_says_what_it_is()
    {
        var text = await Desk.AskAsync(
            "The ferry pilot steers by two bells.", "\"min_words\": 300, \"max_words\": 400");
        Assert.StartsWith("The ferry pilot steers by two bells.\n\nHere placeholder text begins. ", text,
            StringComparison.Ordinal);
        Assert.InRange(text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, 300, 400);
        Assert.Contains("bells", text[60..], StringComparison.Ordinal);
        Assert.EndsWith(".", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_enough_source_is_filled_with_nothing() => Assert.DoesNotContain(
        "placeholder", await Desk.AskAsync(Article, "\"min_words\": 20, \"max_words\": 60"), StringComparison.Ordinal);

    [Fact]
    public async Task Another_prompt_has_another_filling()
    {
        var (one, two) = (await AskAsync("one"), await AskAsync("two"));
        Assert.NotEqual(one, two);
        Assert.Equal(one, await AskAsync("one"));

        async Task<string> AskAsync(string prompt) => Desk.Provider.Read(Desk.Call("{}"), await Desk.SendAsync(
            $"Write {prompt}.\n\n<a>\nThe ferry goes.\n</a>", "\"min_words\": 60")).Text;
    }

    [Fact]
    public async Task A_source_of_json_counts_as_its_texts() => Assert.Equal(
        "Name: Inês.\n\nShe wakes at four without an alarm.\n\nAt noon she eats sardines.\n\nHow: Dry and slow.",
        await Desk.AskAsync(Profile));

    [Theory]
    [InlineData("{ not json }")]
    [InlineData("{\"a\": \"\\ud83d\"}")]
    public async Task What_only_looks_like_json_is_read_as_it_stands(string source) =>
        Assert.NotEmpty(await Desk.AskAsync($"{source}\n\nThe ferry goes at noon."));

    [Fact]
    [Trait("Row", "PER-03")]
    public async Task Each_of_seven_parts_is_made_of_another_seventh()
    {
        var parts = new List<string>();
        for (var part = 1; part <= 7; part++)
        {
            parts.Add(Desk.Provider.Read(Desk.Call("{}"), await Desk.SendAsync(
                $"<persona>\n{Article}\n</persona>\n\nYou write part {part} of 7.\n\n<a>\nPart 9 of 9.\n</a>"))
                .Text);
        }

        Assert.Equal(Article, string.Join(' ', parts));
    }

    [Theory]
    [InlineData("part 0 of 7")]
    [InlineData("part 8 of 7")]
    [InlineData("part 1 of 0")]
    [InlineData("part 1 of 900")]
    public async Task A_part_there_is_not_is_all_of_it(string instruction)
    {
        var reply = await Desk.SendAsync($"Write {instruction}.\n\n<a>\n{Article}\n</a>");
        Assert.Equal(Article, Desk.Provider.Read(Desk.Call("{}"), reply).Text);
    }

    [Fact]
    [Trait("Row", "EPI-31")]
    public async Task Facts_beside_addresses_name_them_and_the_addresses_count_as_found()
    {
        const string Form = """
            {"type":"object","properties":{"summary":{"type":"string"},
             "facts":{"type":"array","items":{"type":"string"}},
             "sources":{"type":"array","items":{"type":"string","description":"an address"}}}}
            """;
        var lines = (await Desk.AskAsync(Article, $"\"form\": {Form}")).Split('\n');
        using var answer = JsonDocument.Parse(lines[0]);
        using var found = JsonDocument.Parse(lines[1]);
        Assert.Equal("Sentence number 2 tells of harbours. [1]",
            answer.RootElement.GetProperty("facts")[0].GetString());
        Assert.Equal(answer.RootElement.GetProperty("sources").GetRawText(),
            found.RootElement.GetProperty("found").GetRawText());
    }
}
