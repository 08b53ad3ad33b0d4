namespace Pressrun.Adapters.Tests.Articles;

/// <summary>What the extractor makes of real pages, against the article a person would see in them.</summary>
public sealed class RealPageTests(PageScores scores) : IClassFixture<PageScores>
{
    /// <remarks>The mean was 0.998 when this was written; 0.97 is what the reference is asked for.</remarks>
    [Fact]
    public void The_words_of_real_articles_are_found_and_hardly_any_others()
    {
        var mean = scores.All.Average(page => page.F1);

        Assert.True(mean >= 0.99, $"The mean is {mean:F4}, less than 0.99. The worst pages:\n{Worst()}");
    }

    [Fact]
    public void No_real_article_is_missed() =>
        Assert.True(scores.All.All(page => page.F1 >= 0.5), $"Some page is below 0.5. The worst pages:\n{Worst()}");

    [Fact]
    public void The_titles_of_real_articles_are_found()
    {
        var right = scores.All.Count(page => page.IsTitleRight);

        Assert.True(
            right >= 0.95 * scores.All.Count,
            $"{right} of {scores.All.Count} titles are right, less than 95 %. The wrong ones:\n{WrongTitles()}");
    }

    [Fact]
    public void A_title_is_wrong_only_by_the_name_of_the_site() =>
        Assert.All(
            scores.All.Where(page => !page.IsTitleRight),
            page => Assert.True(page.IsTitleShortened, $"{page.Name}: {page.Title}"));

    private string Worst() => string.Join(
        '\n',
        scores.All.OrderBy(page => page.F1).Take(10).Select(page => $"{page.F1:F4} {page.Name}"));

    private string WrongTitles() => string.Join(
        '\n',
        scores.All.Where(page => !page.IsTitleRight).Select(page => $"{page.Name}: {page.Title}"));
}
