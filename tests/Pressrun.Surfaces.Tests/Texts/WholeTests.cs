using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Bad answers that were planted, and good texts that look a little like them.</summary>
public sealed class WholeTests
{
    private const string Body = "The ship left the harbour at noon. Nobody was left behind.";

    [Theory]
    [InlineData(Body)]
    [InlineData("“Of course,” she said, “here is the article you asked about.” He read it.")]
    [InlineData("Of course, not everybody agreed. The text of the law is short.")]
    [InlineData("Here is the text of the law that nobody read.")]
    [InlineData("Here is your chance to win a text book.")]
    [InlineData("I have always loved this article. I wrote about it for years, and revised it twice.")]
    [InlineData("Let me tell you a story. If you want to write, I would be glad. Let me know in the comments!")]
    [InlineData("Sure, the price is high. It is 5 * 3 * 2 dollars.")]
    [InlineData("Set a < b and c > d. The file_name_x stays.")]
    [InlineData("She paid $5.\n\n- Hola, dijo ella.")]
    [InlineData("He said: \"Nobody.\"[12]")]
    [InlineData("今天天气很好。我们去公园吧！")]
    [InlineData("ผมชอบอ่านหนังสือ")]
    [InlineData("هل أنت هنا؟")]
    [InlineData("We won! 🎉")]
    [InlineData("שלום.\u200F")]
    [InlineData("Klar ist: Das Wetter war gut. Hier ist der Text eines Liedes zu hören.")]
    [InlineData("Voici l'histoire de la ville. Elle est longue.")]
    [InlineData("Claro que el texto de la ley es largo.")]
    public void A_text_that_stands_alone_passes(string text) =>
        Assert.Equal("", TextRules.Whole(text, isTruncated: false).Notes);

    [Theory]
    [InlineData("Sure! Here is the cleaned article:\n\n")]
    [InlineData("Sure, here's the cleaned-up version of the text:\n\n")]
    [InlineData("Certainly! ")]
    [InlineData("Here’s the rewritten script.\n\n")]
    [InlineData("Here is the text:\n\n")]
    [InlineData("**Cleaned text:**\n\n")]
    [InlineData("Script: ")]
    [InlineData("Okay, I've cleaned up the article for you.\n\n")]
    [InlineData("Gerne! Hier ist der bereinigte Text:\n\n")]
    [InlineData("Natürlich, hier ist die überarbeitete Fassung.\n\n")]
    [InlineData("Bien sûr ! Voici le texte nettoyé :\n\n")]
    [InlineData("Voici la version révisée du texte :\n\n")]
    [InlineData("¡Claro! Aquí tienes el texto limpio:\n\n")]
    [InlineData("Aquí está el artículo revisado:\n\n")]
    public void A_preamble_is_noticed(string preamble) =>
        Assert.Contains("begins with a remark", TextRules.Whole(preamble + Body, isTruncated: false).Notes,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("\n\nLet me know if you would like any changes!")]
    [InlineData(" I hope this helps!")]
    [InlineData("\n\nWould you like me to shorten it?")]
    [InlineData("\n\n(Note: I removed the links and the captions.)")]
    [InlineData("\n\nWord count: 812.")]
    [InlineData("\n\nLassen Sie mich wissen, ob Sie Änderungen wünschen.")]
    [InlineData("\n\nN'hésitez pas à me demander des modifications.")]
    [InlineData("\n\nEspero que te sea útil.")]
    public void A_closing_remark_is_noticed(string remark) =>
        Assert.Contains("ends with a remark", TextRules.Whole(Body + remark, isTruncated: false).Notes,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("I'm sorry, but I can't help with that.")]
    [InlineData("Es tut mir leid, aber ich kann diesen Text nicht bearbeiten.")]
    [InlineData("As an AI, I have no opinion.")]
    public void A_refusal_is_noticed(string answer) =>
        Assert.Contains("declines", TextRules.Whole(answer, isTruncated: false).Notes, StringComparison.Ordinal);

    [Theory]
    [InlineData("# Title\n\nText.", "headings marked with #")]
    [InlineData("It is **bold** here.", "bold marked with ** or __")]
    [InlineData("It is *so* here.", "emphasis marked with *")]
    [InlineData("Items:\n- one\n- two.", "lists")]
    [InlineData("1. One.\n2. Two.", "lists")]
    [InlineData("```\ncode\n```\nText.", "code fences")]
    [InlineData("Call `run` now.", "code marked with `")]
    [InlineData("See [this](https://example.org).", "links written as [text](address)")]
    [InlineData("<p>One.</p> Two.", "tags such as <p>")]
    [InlineData("One.\n<br/>\nTwo.", "tags such as <p>")]
    [InlineData("One.\n\n---\n\nTwo.", "dividing lines")]
    [InlineData("| a | b |\n|---|---|\nText.", "tables drawn with |")]
    public void Markup_is_noticed_and_named(string text, string kind) =>
        Assert.Equal($"The text holds markup ({kind}); write plain sentences without it.",
            TextRules.Whole(text, isTruncated: false).Notes);

    [Theory]
    [InlineData("The ship left. Nobody was")]
    [InlineData("The ship left, and:")]
    [InlineData("今天天气很好。我们")]
    public void A_text_that_stops_in_a_sentence_is_noticed(string text) =>
        Assert.Equal($"The text stops in the middle of a sentence (“{text}”); finish it.",
            TextRules.Whole(text, isTruncated: false).Notes);

    [Fact]
    public void An_answer_cut_off_at_its_limit_is_noticed_even_at_the_end_of_a_sentence() =>
        Assert.Equal("The text was cut off at the length limit; write a shorter one that comes to its end.",
            TextRules.Whole(Body, isTruncated: true).Notes);

    [Fact]
    public void An_empty_answer_is_noticed() =>
        Assert.Equal("The text is empty; write all of it.", TextRules.Whole(" \n", isTruncated: false).Notes);

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var notes = TextRules.Whole("Sure! Here is the text:\n\n**One** thing", isTruncated: false).Notes;
        Assert.Equal(3, notes.Split(". ").Length);
    }

    [Fact]
    public void Hostile_texts_are_judged_like_any_other()
    {
        string[] texts =
            [new string('w', 1_000_000), new string('\n', 100_000) + "a", "\uD83D", "\u202E", new string('*', 100_000)];
        Assert.All(texts, text => Assert.False(TextRules.Whole(text, isTruncated: false).IsPassed));
    }
}
