using Pressrun.Pipelines.Texts;

namespace Pressrun.Surfaces.Tests.Texts;

/// <summary>Texts that say again what they said.</summary>
public sealed class RepetitionTests
{
    private const string Once = "The storm came over the hills at dusk and nobody in the village had seen it coming. ";

    [Fact]
    public void A_text_that_says_everything_once_repeats_nothing() =>
        Assert.Equal((0, ""), Repetition.Of(Once + "In the morning the river had left its bed."));

    [Fact]
    public void A_passage_said_again_counts_whatever_its_capitals_and_punctuation()
    {
        var (share, longest) = Repetition.Of(Once + "Once more: the STORM came -- over the hills, at dusk!");
        Assert.Equal("the STORM came -- over the hills, at dusk", longest);
        Assert.Equal(8 / 27.0, share, 6);
    }

    [Theory]
    [InlineData("")]
    [InlineData("four words are few")]
    [InlineData("...")]
    public void What_is_too_short_repeats_nothing(string text) => Assert.Equal((0, ""), Repetition.Of(text));

    [Fact]
    public void Japanese_is_compared_sign_by_sign() =>
        Assert.InRange(Repetition.Of("嵐は夕暮れに丘を越えて来た。嵐は夕暮れに丘を越えて来た。").Share, 0.4, 0.6);

    [Fact]
    public void The_finding_quotes_the_longest_passage()
    {
        Assert.True(TextRules.RepeatsBelow(0.08, Once).IsPassed);
        var finding = TextRules.RepeatsBelow(0.08, Once + Once);
        Assert.False(finding.IsPassed);
        Assert.StartsWith("50 % of the text repeats what it said before, and less than 8 % may", finding.Notes);
    }
}
