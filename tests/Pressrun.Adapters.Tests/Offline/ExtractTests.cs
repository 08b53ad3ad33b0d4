namespace Pressrun.Adapters.Tests.Offline;

/// <summary>What the offline model chooses when a length is asked for.</summary>
public sealed class ExtractTests
{
    private static readonly string Article = string.Join("\n\n", Enumerable.Range(1, 60).Select(at =>
        $"Sentence {at} tells of harbours and ships. The number {at} matters, said the captain of {at * 7 % 60}."));

    [Theory]
    [InlineData("\"min_words\": 100, \"max_words\": 120", 100, 120)]
    [InlineData("\"max_words\": 50", 25, 50)]
    [InlineData("\"min_words\": 200", 200, 260)]
    [InlineData("\"min_words\": 100, \"max_words\": 120, \"sample\": 3", 100, 120)]
    public async Task The_number_of_words_is_within_its_bounds(string hints, int min, int max)
    {
        var text = await Desk.AskAsync(Article, hints);
        Assert.InRange(text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length, min, max);
    }

    [Theory]
    [InlineData("\"min_characters\": 900, \"max_characters\": 1000", 900, 1000)]
    [InlineData("\"max_characters\": 500", 250, 500)]
    [InlineData("\"min_characters\": 990, \"max_characters\": 1000, \"min_words\": 1", 900, 1000)]
    public async Task The_number_of_characters_is_within_its_bounds(string hints, int min, int max) =>
        Assert.InRange((await Desk.AskAsync(Article, hints)).Length, min, max);

    [Fact]
    public async Task Sentences_stay_whole_and_in_their_order()
    {
        var text = (await Desk.AskAsync(Article, "\"max_words\": 80")).Replace("\n\n", " ", StringComparison.Ordinal);
        var places = text.Split(". ")
            .Select(sentence => Article.IndexOf(sentence.TrimEnd('.'), StringComparison.Ordinal));
        Assert.Equal(places.Order(), places);
        Assert.DoesNotContain(-1, places);
    }

    [Fact]
    public async Task The_first_sentence_is_always_among_them() =>
        Assert.StartsWith(
            "Sentence 1 tells", await Desk.AskAsync(Article, "\"max_words\": 30"), StringComparison.Ordinal);

    [Fact]
    public async Task A_source_that_is_too_short_is_given_back_whole() =>
        Assert.Equal("One is here. Two.", await Desk.AskAsync("One is here. Two.", "\"min_characters\": 900"));

    [Fact]
    public async Task Another_sample_is_of_another_length() =>
        Assert.NotEqual(
            await Desk.AskAsync(Article, "\"min_words\": 50, \"max_words\": 300"),
            await Desk.AskAsync(Article, "\"min_words\": 50, \"max_words\": 300, \"sample\": 1"));

    [Fact]
    public async Task Where_no_sentence_fits_the_shortest_is_given() =>
        Assert.Equal(
            "Two.", await Desk.AskAsync("The first one is long. Two. Three is long.", "\"max_characters\": 3"));
}
