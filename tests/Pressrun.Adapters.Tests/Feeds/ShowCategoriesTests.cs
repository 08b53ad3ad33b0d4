using System.Text.Json;
using Pressrun.Providers.Feeds;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>The list of categories.</summary>
public sealed class ShowCategoriesTests
{
    [Fact]
    public void There_are_19_categories_with_91_subcategories()
    {
        Assert.Equal(19, ShowCategories.Names.Count);
        Assert.Equal(91, ShowCategories.Names.Sum(name => ShowCategories.Of(name).Count));
    }

    [Fact]
    public void Lists_stand_in_the_order_of_the_alphabet()
    {
        Assert.Equal(ShowCategories.Names.Order(StringComparer.OrdinalIgnoreCase), ShowCategories.Names);
        Assert.All(ShowCategories.Names, name => Assert.Equal(
            ShowCategories.Of(name).Order(StringComparer.OrdinalIgnoreCase), ShowCategories.Of(name)));
    }

    [Fact]
    public void A_name_that_came_back_is_not_retired()
    {
        Assert.True(ShowCategories.IsCurrent("Leisure", "Video Games"));
        Assert.True(ShowCategories.IsRetired("Games & Hobbies", "Video Games"));
        Assert.False(ShowCategories.IsRetired("Leisure", "Video Games"));
        Assert.False(ShowCategories.IsRetired("Arts"));
    }

    /// <remarks>The public list holds Apple's words, each once, but for three, and six of its own.</remarks>
    [Fact]
    public void The_words_of_all_names_are_those_of_the_public_list()
    {
        var file = TestFeeds.Find("apple-categories.json");
        Assert.SkipWhen(file is null, "The test data is not there; set PRESSRUN_DATA to its folder.");
        using var list = JsonDocument.Parse(File.ReadAllText(file!));
        var words = list.RootElement.GetProperty("Categories").EnumerateArray()
            .SelectMany(entry => Words(entry.GetProperty("name").GetString()!))
            .ToHashSet(StringComparer.Ordinal);
        var ours = ShowCategories.Names
            .SelectMany(name => ShowCategories.Of(name).Prepend(name))
            .SelectMany(Words)
            .ToHashSet(StringComparer.Ordinal);

        Assert.Equal(["Sciences", "Tech", "for"], ours.Except(words).Order(StringComparer.Ordinal));
        Assert.Equal(["Climate", "Cryptocurrency", "Playing", "Role", "Tabletop", "Weather"],
            words.Except(ours).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Words(string name) =>
        name.Split([' ', '&', '-'], StringSplitOptions.RemoveEmptyEntries);
}
