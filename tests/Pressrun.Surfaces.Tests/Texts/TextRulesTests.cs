using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>The rules that count and search, and what their notes say.</summary>
public sealed class TextRulesTests
{
    private static readonly WordList[] Lists =
        [WordList.Read("rude.txt", "damned\nhell"), WordList.Read("b.txt", "damned")];

    [Fact]
    public void A_listed_word_is_named_with_its_middle_masked_and_its_line() =>
        Assert.Equal(
            "The text uses words that must not be used: “d****d” in line 2 (“Fine. What a d****d day. Oh.”, listed in "
                + "rude.txt). Say it without them, or take the passage out.",
            TextRules.NoneOf(Lists, "Fine.\nWhat a damned day. Oh.").Notes);

    [Fact]
    public void More_than_five_findings_are_counted() =>
        Assert.Contains(
            "; and 1,195 more. ", TextRules.NoneOf(Lists, Repeated("hell ", 1200)).Notes, StringComparison.Ordinal);

    [Fact]
    public void A_note_shows_no_listed_word_in_the_passage_of_another() =>
        Assert.DoesNotContain("hell", TextRules.NoneOf(Lists, "hell and damned hell").Notes, StringComparison.Ordinal);

    [Fact]
    public void A_note_carries_no_control_character() =>
        Assert.DoesNotContain('\u001B', TextRules.NoneOf(Lists, "\u001B[31mhell\u001B[0m").Notes);

    [Fact]
    public void A_text_without_listed_words_passes() => Assert.True(TextRules.NoneOf(Lists, "hello").IsPassed);

    [Theory]
    [InlineData(3, "It is well-known.")]
    [InlineData(2, "1,234.5 apples")]
    [InlineData(4, "one—two, three… four")]
    [InlineData(0, " – … ! 🎉 ")]
    [InlineData(6, "今天天气很好。")]
    [InlineData(5, "私はGPTです")]
    [InlineData(2, "한국어 문장입니다.")]
    [InlineData(2, "สวัสดีครับ")]
    [InlineData(0, "")]
    public void Words_are_counted_as_the_writers_of_a_language_do(int words, string text) =>
        Assert.Equal(words, WordCount.Of(text));

    [Theory]
    [InlineData(2, 4, "")]
    [InlineData(3, 3, "")]
    [InlineData(5, 9, "The text has 3 words and needs at least 5; add 2 or more.")]
    [InlineData(0, 1, "The text has 3 words and may have 1; take out 2 or more.")]
    public void The_number_of_words_has_two_ends(int min, int max, string notes) =>
        Assert.Equal(notes, TextRules.WordsBetween(min, max, "one two three").Notes);

    [Theory]
    [InlineData(60, "")]
    [InlineData(130, "")]
    [InlineData(59, "The text has 59 characters, 59 % of the source's 100; it needs at least 60 %, 60 characters: "
        + "keep more of the source.")]
    [InlineData(131, "The text has 131 characters, 131 % of the source's 100; it may have at most 130 %, 130 "
        + "characters: shorten it and add nothing.")]
    public void The_length_is_held_against_the_source(int length, string notes) =>
        Assert.Equal(notes, TextRules.LengthBetween(0.6, 1.3, Repeated("a", length), Repeated("b", 100)).Notes);

    [Fact]
    public void White_space_does_not_make_a_text_longer() =>
        Assert.True(TextRules.LengthBetween(1, 1, "a \n\n b\n", "  a b").IsPassed);

    [Fact]
    public void An_empty_source_is_said_to_be_empty() =>
        Assert.Contains("source is empty", TextRules.LengthBetween(0.6, 1.3, "a", " ").Notes, StringComparison.Ordinal);

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}
