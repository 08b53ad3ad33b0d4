using Pressrun.Pipelines.Gates;

namespace Pressrun.Surfaces.Tests.Gates;

/// <summary>How long a text should take.</summary>
public sealed class SpeechLengthTests
{
    [Theory]
    [InlineData("", 0, 0)]
    [InlineData("The old road began at the sea and ended, four days later, in the market of a mountain town.", 5, 7)]
    [InlineData("むかし、しおのみちは うみからはじまり、よっかあとに やまのまちの いちばで おわりました。", 4.8, 7)]
    public void Prose_takes_what_espeak_takes_for_it(string text, double least, double most) =>
        Assert.InRange(SpeechLength.Seconds(text), least, most);

    [Theory]
    [InlineData("in 1996", "in june")]
    [InlineData("the BBC", "the man")]
    [InlineData("5 % & 6", "5 a b 6")]
    public void What_is_spoken_as_words_takes_longer_than_letters(string longer, string shorter) =>
        Assert.True(SpeechLength.Seconds(longer) > SpeechLength.Seconds(shorter) * 1.3);
}
