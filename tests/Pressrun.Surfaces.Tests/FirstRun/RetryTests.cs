using Pressrun.Surfaces.Tests.Commands;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>Items a run leaves alone, tried again on a person's word.</summary>
public sealed class RetryTests
{
    [Fact]
    public void A_page_that_was_missing_is_fetched_when_it_is_there_and_the_user_says_so()
    {
        using var shell = Make();
        Assert.Equal(1, shell.Run("run").Code);
        Bench.Write(shell, "late", "About late");
        Assert.Contains("nothing to do", shell.Run("run").Output, StringComparison.Ordinal);
        var (code, output, error) = shell.Run("retry");
        Assert.True(code == 0, error);
        Assert.Contains("2 done", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_that_waits_is_read_again_only_where_it_is_named()
    {
        using var shell = Make();
        Bench.Write(shell, "late", "About late", isBad: true);
        Assert.Equal(5, shell.Run("run").Code);
        Bench.Write(shell, "late", "About late");
        Assert.Equal(5, shell.Run("retry").Code);
        var (code, _, error) = shell.Run("retry", "--items", "2");
        Assert.True(code == 0, error);
    }

    // The list names a page that is not there yet.
    private static Shell Make()
    {
        var shell = Bench.Make("here");
        shell.Write("urls.txt", "pages/here.txt\npages/late.txt\n");
        return shell;
    }
}
