using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Where sentences end; a bar in a sample stands where one is expected to.</summary>
public sealed class SentencesTests
{
    [Theory]
    [InlineData("en", "It rained.|We stayed.|Why not?|So we did!")]
    [InlineData("en", "Dr. Smith met Mrs. Jones at St. Paul's.|They left.")]
    [InlineData("en", "J. K. Rowling lives in the U.K. with a cat.|Fine.")]
    [InlineData("en", "It costs 3.14 dollars, i.e. little.|See fig. 3 and no. 7.")]
    [InlineData("en", "\"Stop!\" she said.|\"Why?\"|He left.")]
    [InlineData("en", "He said \"no.\"|Then he left.[12]|So it goes.")]
    [InlineData("en", "Wait... what?|Well…|Go to www.example.org/a.b now.")]
    [InlineData("de", "Am 3. Oktober, d. h. bald, kommt Hr. Meier.|Das gilt z. B. hier.|Gut.")]
    [InlineData("de", "Es war 1990.|Danach kamen ca. 20 Leute bzw. Gäste.")]
    [InlineData("fr", "M. Dupont est là.|« Non ! » dit-il.|Bien.")]
    [InlineData("fr", "Il dit : « Oui ! »|Elle rit.")]
    [InlineData("es", "¿Qué pasa?|¡Nada!|El Sr. Pérez y la Sra. Ruiz salen.")]
    [InlineData("zh", "今天很好。|我们去吧！|你呢？")]
    [InlineData("ja", "「はい。」|彼は言った。")]
    [InlineData("hi", "यह अच्छा है।|हाँ।")]
    [InlineData("ar", "هل أنت هنا؟|نعم.")]
    [InlineData(null, "i like it.|you too.")]
    public void A_sentence_ends_where_a_reader_says(string? language, string marked)
    {
        var space = language is "zh" or "ja" ? "" : " ";
        Assert.Equal(marked.Split('|'), Sentences.Of(marked.Replace("|", space, StringComparison.Ordinal), language));
    }

    [Fact]
    public void A_blank_line_ends_a_sentence_without_a_full_stop() =>
        Assert.Equal(["A heading", "A text."], Sentences.Of("A heading\n\nA text.", "en"));

    [Fact]
    public void The_number_of_a_list_belongs_to_its_line() =>
        Assert.Equal(["1. Open the box.", "2. Take it out."], Sentences.Of("1. Open the box.\n2. Take it out.", "en"));

    [Fact]
    public void A_wrapped_line_does_not_end_a_sentence() =>
        Assert.Equal(["One\nsentence.", "Two."], Sentences.Of("One\nsentence.\nTwo.", "en"));

    [Fact]
    public void A_text_without_letters_has_its_marks_as_sentences() =>
        Assert.Equal(["..."], Sentences.Of(" ... ", null));

    [Fact]
    public void Nothing_has_no_sentence() => Assert.Empty(Sentences.Of("", null));
}
