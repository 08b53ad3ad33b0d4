using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>How texts are cut for a provider that takes so many characters.</summary>
public sealed class SentenceSplitterTests
{
    [Fact]
    public void A_text_that_fits_is_one_part() =>
        Assert.Equal(["One. Two."], SentenceSplitter.Split("  One. Two.\n", 9));

    [Fact]
    public void A_text_of_white_space_has_no_part() => Assert.Empty(SentenceSplitter.Split(" \n\u00A0\t", 10));

    [Fact]
    public void A_cut_is_made_at_the_end_of_a_sentence() =>
        Assert.Equal(
            ["The first one is here.", "The second one, too."],
            SentenceSplitter.Split("The first one is here. The second one, too.", 30));

    [Fact]
    public void A_paragraph_is_a_better_place_than_a_sentence() =>
        Assert.Equal(
            ["One is here. Two.", "Three is. Four is here."],
            SentenceSplitter.Split("One is here. Two.\n\nThree is. Four is here.", 30));

    [Fact]
    public void A_long_sentence_is_cut_at_a_clause() =>
        Assert.Equal(
            ["while the rain went on,", "the people stayed inside"],
            SentenceSplitter.Split("while the rain went on, the people stayed inside", 30));

    [Fact]
    public void A_Chinese_text_is_cut_behind_its_full_stop() =>
        Assert.Equal(["今天天气很好。", "我们去公园。"], SentenceSplitter.Split("今天天气很好。我们去公园。", 10));

    [Fact]
    public void A_word_longer_than_the_cap_is_cut_between_characters() =>
        Assert.Equal(10, string.Concat(SentenceSplitter.Split(new string('a', 10), 4)).Length);

    [Fact]
    public void A_cap_that_no_emoji_fits_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SentenceSplitter.Split("a", 1));

    [Fact]
    public void No_part_of_prose_is_a_short_tail()
    {
        foreach (var count in Enumerable.Range(70, 40))
        {
            var parts = SentenceSplitter.Split(Prose(seed: count, paragraphs: count / 10), 600);
            Assert.True(parts.Count < 2 || parts.Min(part => part.Length) >= 120, $"{count}: {parts[^1]}");
        }
    }

    [Fact]
    public void Parts_are_on_average_three_quarters_full()
    {
        var text = Prose(seed: 3, paragraphs: 300);
        var parts = SentenceSplitter.Split(text, 3900);
        Assert.True(text.Length / parts.Count > 0.75 * 3900, $"{text.Length} characters in {parts.Count} parts");
    }

    [Fact]
    public void A_paragraph_of_another_length_changes_few_parts_of_many()
    {
        var (changed, edits) = (0, 200);
        for (var edit = 0; edit < edits; edit++)
        {
            var paragraphs = Prose(seed: edit, paragraphs: 150).Split("\n\n");
            var before = SentenceSplitter.Split(string.Join("\n\n", paragraphs), 3900);
            paragraphs[edit * 37 % paragraphs.Length] = Prose(seed: -edit - 1, paragraphs: 1);
            var after = SentenceSplitter.Split(string.Join("\n\n", paragraphs), 3900);
            changed += after.Except(before).Count();
        }

        // One part must change; of about 25 parts, cuts that never meet again would change half.
        Assert.InRange((double)changed / edits, 1, 4);
    }

    [Fact]
    public void A_megabyte_without_a_space_is_split() =>
        Assert.Equal(1_000_000, SentenceSplitter.Split(new string('w', 1_000_000), 3900).Sum(part => part.Length));

    [Fact]
    public void A_megabyte_of_one_character_with_marks_keeps_the_cap() =>
        Assert.All(
            SentenceSplitter.Split("a" + new string('\u0301', 1_000_000), 3900),
            part => Assert.InRange(part.Length, 1, 3900));

    [Fact]
    public void A_hundred_thousand_blank_lines_are_a_place_to_cut() =>
        Assert.Equal(["One.", "Two."], SentenceSplitter.Split("One." + new string('\n', 100_000) + "Two.", 100));

    /// <summary>Paragraphs of made-up sentences; the same seed gives the same text.</summary>
    internal static string Prose(int seed, int paragraphs)
    {
        var random = new Random(seed);
        return string.Join("\n\n", Enumerable.Range(0, paragraphs).Select(_ =>
            string.Join(' ', Enumerable.Range(0, random.Next(1, 9)).Select(_ => Sentence(random)))));
    }

    private static string Sentence(Random random)
    {
        var words = Enumerable.Range(0, random.Next(4, 25))
            .Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 5)).Select(_ =>
                new[] { "ka", "lo", "mi", "ren", "sta", "ti", "vor", "el" }[random.Next(8)])));
        var sentence = string.Join(' ', words);
        return char.ToUpperInvariant(sentence[0]) + sentence[1..] + ".";
    }
}
