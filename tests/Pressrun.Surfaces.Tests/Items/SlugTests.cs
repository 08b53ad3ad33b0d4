using Pressrun.Pipelines.Items;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class SlugTests
{
    [Theory]
    [InlineData("Salt roads", "salt-roads")]
    [InlineData("  The  --  deep sea!  ", "the-deep-sea")]
    [InlineData("Don't panic, it’s fine", "dont-panic-its-fine")]
    [InlineData("Größe & Œuvre: Þórr, Łódź, Đà Nẵng, İstanbul", "grosse-oeuvre-thorr-lodz-da-nang-istanbul")]
    [InlineData("Tiếng Việt", "tieng-viet")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("ŀ ĸ", "l-6b6b0e5d")]
    [InlineData("10-K / 2024", "10-k-2024")]
    public void Latin_letters_are_spelled_plainly(string text, string slug)
    {
        // A letter without a plain spelling leaves a hash, whose digits are of no interest here.
        Assert.StartsWith(slug.Split("-6b")[0], Slug.Of(text), StringComparison.Ordinal);
        if (!slug.Contains("-6b", StringComparison.Ordinal))
        {
            Assert.Equal(slug, Slug.Of(text));
        }
    }

    [Theory]
    [InlineData("日本")]
    [InlineData("Москва")]
    [InlineData("")]
    [InlineData("!?")]
    [InlineData("\ud800")]
    [InlineData("../../..")]
    public void What_cannot_be_spelled_is_a_hash(string text) => Assert.Matches("^[0-9a-f]{10}$", Slug.Of(text));

    [Fact]
    public void Texts_of_other_scripts_stay_apart()
    {
        Assert.NotEqual(Slug.Of("日本"), Slug.Of("中国"));
        Assert.NotEqual(Slug.Of("日本 travel"), Slug.Of("中国 travel"));
        Assert.StartsWith("travel-", Slug.Of("日本 travel"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_text_is_cut_between_words_and_stays_apart_from_others_that_begin_the_same()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 40));
        var (one, other) = (Slug.Of(text), Slug.Of(text + " more"));
        Assert.InRange(one.Length, 50, Slug.LengthMax);
        Assert.Matches("^word(-word)+-[0-9a-f]{10}$", one);
        Assert.NotEqual(one, other);
        Assert.Equal(Slug.LengthMax, Slug.Of(new string('x', 61)).Length);
        Assert.Equal(new string('x', 60), Slug.Of(new string('x', 60)));
    }

    [Theory]
    [InlineData("CON")]
    [InlineData("nul")]
    [InlineData("LPT1")]
    public void Names_that_windows_keeps_for_devices_are_none(string text) =>
        Assert.Matches("-[0-9a-f]{10}$", Slug.Of(text));

    [Fact]
    public void A_slug_apart_says_what_was_lost()
    {
        Assert.Equal("salt-roads", Slug.Apart("Salt roads"));
        Assert.Matches("^example-com-b-c-[0-9a-f]{10}$", Slug.Apart("example.com/b/c"));
        Assert.NotEqual(Slug.Apart("example.com/b/c"), Slug.Apart("example.com/b-c"));
        Assert.NotEqual(Slug.Apart("C++"), Slug.Apart("C#"));
    }

    [Fact]
    public void Whatever_comes_in_a_slug_comes_out()
    {
        var random = new Random(7);
        for (var round = 0; round < 2_000; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(120)).Select(_ => (char)random.Next(0x2100)));
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", Slug.Of(text));
            Assert.InRange(Slug.Of(text).Length, 1, Slug.LengthMax);
            Assert.InRange(Slug.Apart(text).Length, 1, Slug.LengthMax);
        }
    }
}
