namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Part of the stages, part of the items by how they stand, and failed ones tried again.</summary>
public sealed class SelectTests
{
    [Fact]
    public void A_run_until_a_stage_leaves_the_others_for_later()
    {
        using var shell = Bench.Make("one", "two");
        var (code, output, error) = shell.Run("run", "--until", "article");
        Assert.Equal(0, code);
        Assert.Contains("only article: the other stages ask nothing", error, StringComparison.Ordinal);
        Assert.Contains("done: 2 left", output, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf("out")));
        var (all, whole, _) = shell.Run("run");
        Assert.Equal((0, true), (all, whole.Contains("done: 2 done", StringComparison.Ordinal)));
        Assert.Contains("nothing to do", shell.Run("run").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stage_whose_inputs_are_not_there_yet_asks_nothing()
    {
        using var shell = Bench.Make("one");
        Assert.Contains("1 left", shell.Run("run", "--select", "script").Output, StringComparison.Ordinal);
        shell.Run("run", "--select", "article");
        Assert.Contains("done: 1 done", shell.Run("run", "--select", "script").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--select", "scrpt", "--select: there is no stage `scrpt`. Did you mean `script`? The stages are "
        + "article, script.")]
    [InlineData("--until", "+script+x", "--until: there is no stage `script+x`.")]
    [InlineData("--select", " , ", "--select: names no stage")]
    [InlineData("--retry-failed", "-1", "--retry-failed: -1 times is none; give a number from 0")]
    public void What_names_nothing_is_refused_before_anything_is_sent(string option, string value, string told)
    {
        using var shell = Bench.Make("one");
        var (code, _, error) = shell.Run("run", option, value);
        Assert.Equal(2, code);
        Assert.Contains(told, error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf(".pressrun")));
    }

    [Fact]
    public void Selections_of_stages_are_put_together()
    {
        using var shell = Bench.Make("one");
        AssertSelects("article, script", "--select", "+script");
        AssertSelects("article, script", "--select", "article+");
        AssertSelects("article, script", "--select", "script,article");
        AssertSelects("article", "--select", "article+", "--until", "article");
        Assert.Equal(2, shell.Run("run", "--select", "script", "--until", "article").Code);

        void AssertSelects(string stages, params string[] words) => Assert.Contains(
            $"only {stages}: the other", shell.Run(["run", .. words]).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_that_failed_are_a_selection()
    {
        using var shell = Bench.Make("here");
        shell.Write("urls.txt", "pages/here.txt\npages/late.txt\n");
        Assert.Equal(1, shell.Run("run").Code);
        Bench.Write(shell, "late", "About late");
        var (code, output, error) = shell.Run("retry", "--failed");
        Assert.True(code == 0, error);
        Assert.Contains("1 of 2 items selected", error, StringComparison.Ordinal);
        Assert.Contains("done: 1 done", output, StringComparison.Ordinal);
        Assert.Contains("no item is selected", shell.Run("run", "--failed").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void New_items_and_edited_ones_are_a_selection()
    {
        using var shell = Bench.Make("one", "two");
        Assert.Contains("done: 2 done", shell.Run("run", "--changed").Output, StringComparison.Ordinal);
        Bench.List(shell, "one", "two", "three");
        var (code, output, error) = shell.Run("run", "--changed");
        Assert.Equal(0, code);
        Assert.Contains("1 of 3 items selected", error, StringComparison.Ordinal);
        Assert.Contains("done: 1 done", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_is_tried_again_by_the_run_itself()
    {
        using var shell = Bench.Make("here");
        shell.Write("urls.txt", "pages/here.txt\npages/late.txt\n");
        Assert.Equal(1, shell.Run("run").Code);
        Assert.Equal(1, shell.Run("run", "--retry-failed", "2").Code);
        Bench.Write(shell, "late", "About late");
        Assert.Contains("nothing to do", shell.Run("run").Output, StringComparison.Ordinal);
        var (code, output, error) = shell.Run("run", "--retry-failed", "1");
        Assert.True(code == 0, error);
        Assert.Contains("2 done", output, StringComparison.Ordinal);
    }
}
