using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>What a word list finds, and what it must let pass.</summary>
public sealed class WordListTests
{
    private static readonly WordList Rude = WordList.Read(
        "rude.txt",
        "# our own\ncunt\npenis\nsex\ndick   # also a name\nhot dog\nscheiße\ncafé\n傻瓜\nバカ\n+ Moby Dick\n+ safe sex");

    [Theory]
    [InlineData("Scunthorpe, Penistone and Essex are places.")]
    [InlineData("Sussex, Middlesex, sextet, penissimo")]
    [InlineData("He read Moby Dick.")]
    [InlineData("MOBY\u00A0DICK and safe\nsex")]
    [InlineData("A hot summer; a dog.")]
    [InlineData("")]
    public void A_harmless_text_passes(string text) => Assert.Empty(Rude.Find(text));

    [Theory]
    [InlineData("That is SEX.", "SEX")]
    [InlineData("a sex_tape", "sex")]
    [InlineData("“dick”", "dick")]
    [InlineData("hot\n dogs? No, a hot\n\tdog.", "hot\n\tdog")]
    [InlineData("ｓｅｘ", "ｓｅｘ")]
    [InlineData("𝓼𝓮𝔁", "𝓼𝓮𝔁")]
    [InlineData("ⓢⓔⓧ", "ⓢⓔⓧ")]
    [InlineData("s\u200Be\u00ADx", "s\u200Be\u00ADx")]
    [InlineData("SCHEISSE!", "SCHEISSE")]
    [InlineData("cafe\u0301", "cafe\u0301")]
    [InlineData("你是傻瓜吗", "傻瓜")]
    [InlineData("ﾊﾞｶですね", "ﾊﾞｶ")]
    [InlineData("これはdickです", "dick")]
    public void A_word_is_found_however_it_is_written(string text, string found)
    {
        var finding = Assert.Single(Rude.Find(text));
        Assert.Equal(found, text.Substring(finding.Position, finding.Length).TrimEnd());
    }

    [Fact]
    public void A_permission_covers_its_own_words_only() =>
        Assert.Equal(
            [10, 17],
            WordList.Read("l", "dick\n+moby dick").Find("Moby Dick Dick a Dick").Select(finding => finding.Position));

    [Fact]
    public void The_longest_of_the_words_that_begin_alike_is_found() =>
        Assert.Equal("bad word", Assert.Single(WordList.Read("l", "bad\nbad word").Find("a bad word")).Term);

    [Fact]
    public void A_list_without_words_finds_nothing()
    {
        var empty = WordList.Read("empty.txt", "# nothing\n\n\u200B\n+ fine");
        Assert.Equal((0, 0), (empty.Count, empty.Find("nothing fine").Count));
    }

    [Fact]
    public void A_finding_names_its_list_and_the_word_as_listed() =>
        Assert.Equal(
            new WordFinding("Scheiße", "de.txt", 4, 8),
            Assert.Single(WordList.Read("de.txt", "Scheiße").Find("Oh, scheisse.")));

    [Fact]
    public void Hostile_texts_are_searched_like_any_other()
    {
        string[] texts =
            ["\uD83D sex \uDC00", new string('s', 1_000_000), new string('\n', 100_000) + "sex", "\0sex\0"];
        Assert.Equal([1, 0, 1, 1], texts.Select(text => Rude.Find(text).Count));
    }

    [Fact]
    public void The_sample_lists_name_few_of_the_sample_articles()
    {
        var lists = Directory.EnumerateFiles(SharedData.Folder("podcast/profanity"), "*-en.txt")
            .Select(path => WordList.Read(Path.GetFileName(path), File.ReadAllText(path)))
            .ToList();
        var articles = Articles.All().ToList();
        var named = articles.Count(article => !TextRules.NoneOf(lists, article.Text).IsPassed);

        // A search for parts of words names most of them.
        Assert.Equal(400, lists.Sum(list => list.Count), 5.0);
        Assert.InRange(named, 1, articles.Count / 5);
    }
}
