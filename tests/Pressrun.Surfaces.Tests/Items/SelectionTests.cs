using Pressrun.Model;
using Pressrun.Pipelines.Items;
using Pressrun.Running;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class SelectionTests
{
    private static readonly ItemSource Chapters = ItemSource.Of(
        [.. ((string[])["opening", "storm", "island", "return", "ending"]).Select(key => new Item(key, key))]);

    private static readonly ItemSource Episodes = ItemSource.Of(
        [.. Enumerable.Range(11, 20).Select(number => new Item($"{number}", "{}"))]);

    [Theory]
    [InlineData("2-3,ending", "storm island ending")]
    [InlineData(" opening , 1 ,1-2", "opening storm")]
    [InlineData("4-99", "return ending")]
    [InlineData("", "opening storm island return ending")]
    public void Words_are_keys_and_numbers_are_places(string items, string keys) =>
        Assert.Equal(keys, Keys(items, null, Chapters));

    [Fact]
    public void A_number_is_the_key_where_keys_are_numbers()
    {
        Assert.Equal("11 13 14", Keys("11,13-14", null, Episodes));
        var refusal = Assert.Throws<PressrunException>(() => Keys("3", null, Episodes));
        Assert.Contains("no item `3` among 20", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_takes_the_first_of_what_is_selected()
    {
        Assert.Equal("opening storm", Keys("", 2, Chapters));
        Assert.Equal("island return", Keys("3-5", 2, Chapters));
    }

    [Fact]
    public void A_selection_is_another_source_and_everything_is_the_same_one()
    {
        Assert.Same(Chapters, Selection.Parse("", null).Of(Chapters));
        var two = Selection.Parse("1-2", null).Of(Chapters);
        Assert.NotEqual(Chapters.Hash, two.Hash);
        Assert.Equal(ItemSource.Of([.. two.Read()]).Hash, two.Hash);
        Assert.Equal(two.Hash, Selection.Parse("", 2).Of(Chapters).Hash);
    }

    [Theory]
    [InlineData("openning", "--items: there is no item `openning` among 5. Did you mean `opening`?")]
    [InlineData("zzz", "--items: there is no item `zzz` among 5. Keys are such as `opening`, `storm`, `island`.")]
    [InlineData("5-2", "--items: there is no item `5-2` among 5. A range begins with the smaller number: 2-5.")]
    [InlineData("1,7", "--items: there is no item `7` among 5.")]
    public void A_word_that_names_nothing_is_refused(string items, string message)
    {
        var refusal = Assert.Throws<PressrunException>(() => Keys(items, null, Chapters));
        Assert.StartsWith(message, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_limit_below_one_is_refused() =>
        Assert.Equal("--limit: 0 items are none. Give a number from 1, or leave it out.",
            Assert.Throws<PressrunException>(() => Selection.Parse("", 0)).Message);

    [Fact]
    public void A_key_that_looks_like_a_range_is_a_key_too()
    {
        var source = ItemSource.Of([new("2024-01", "a"), new("2024-02", "b")]);
        Assert.Equal("2024-02", Keys("2024-02", null, source));
    }

    private static string Keys(string items, int? limit, ItemSource source) =>
        string.Join(' ', Selection.Parse(items, limit).Of(source).Read().Select(item => item.Key));
}
