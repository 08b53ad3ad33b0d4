namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>A feed is what the run says that was driven last, whoever has written it since.</summary>
public sealed class FeedTests
{
    [Fact]
    public void A_feed_that_another_run_has_written_over_is_written_again()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        Run(shell);
        var first = shell.Tree("offline/public");
        var file = File.ReadAllText(shell.PathOf("podcast.yaml"));
        Assert.Contains("title: Read Aloud", file, StringComparison.Ordinal);
        shell.Write("podcast.yaml", file.Replace("title: Read Aloud", "title: My Cast", StringComparison.Ordinal));
        Run(shell);
        Assert.NotEqual(first, shell.Tree("offline/public"));
        shell.Write("podcast.yaml", file);
        var output = Run(shell);
        Assert.Equal(first, shell.Tree("offline/public"));
        Assert.Contains("1 missing or changed file was written again", output, StringComparison.Ordinal);
    }

    private static string Run(Shell shell)
    {
        var (code, output, error) = shell.Run("run", "--offline", "--items", "4");
        Assert.True(code == 0, error);
        return output;
    }
}
