namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>Items a run leaves alone, tried again on a person's word.</summary>
public sealed class RetryTests
{
    private const string Article = "A page about nothing much. ";

    [Fact]
    public void A_page_that_was_missing_is_fetched_when_it_is_there_and_the_user_says_so()
    {
        using var shell = Make();
        Assert.Equal(1, shell.Run("run").Code);
        Write(shell, "late", "");
        Assert.Contains("nothing to do", shell.Run("run").Output, StringComparison.Ordinal);
        var (code, output, error) = shell.Run("retry");
        Assert.True(code == 0, error);
        Assert.Contains("2 done", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_waits_is_read_again_only_where_it_is_named()
    {
        using var shell = Make();
        Write(shell, "late", "damned");
        Assert.Equal(5, shell.Run("run").Code);
        Write(shell, "late", "");
        Assert.Equal(5, shell.Run("retry").Code);
        var (code, _, error) = shell.Run("retry", "--items", "2");
        Assert.True(code == 0, error);
    }

    private static Shell Make()
    {
        var shell = new Shell();
        shell.Write("p.yaml", """
            pressrun: 1
            name: p
            items: urls.txt
            stages:
              article: { fetch: "{{url}}" }
              script:
                ask: "<article>\n{{article}}\n</article>"
                model: offline/extractive
                gate: { check: none of words.txt, else: review }
                save: out/{{article.slug}}.txt
            """);
        shell.Write("words.txt", "damned\n");
        shell.Write("urls.txt", "pages/here.txt\npages/late.txt\n");
        Write(shell, "here", "");
        return shell;
    }

    private static void Write(Shell shell, string name, string word) => shell.Write(
        $"pages/{name}.txt",
        $"About {name}\n\nThis {word} page begins. {string.Concat(Enumerable.Repeat(Article, 30))}\n");
}
