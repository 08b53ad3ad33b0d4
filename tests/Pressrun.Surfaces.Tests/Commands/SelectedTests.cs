using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What a command says that was told to work on some items only.</summary>
public sealed class SelectedTests
{
    [Theory]
    [InlineData(0, "--limit", "1")]
    [InlineData(0, "--items", "3")]
    [InlineData(5, "--items", "2")]
    public void The_exit_code_and_the_last_words_are_about_the_selected_items(int exit, string option, string value)
    {
        using var shell = Bench.Make("one", "bad", "three");
        Assert.Equal(5, shell.Run("run", "p.yaml").Code);
        var (code, output, error) = shell.Run("run", "p.yaml", option, value);
        Assert.Equal(exit, code);
        Assert.Equal(exit == 5, error.Contains("review 2", StringComparison.Ordinal));
        Assert.Contains(exit == 5 ? ": 1 for review " : ": 1 done ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void How_many_are_selected_is_said_once()
    {
        using var shell = Bench.Make("one", "two", "three");
        var (code, output, error) = shell.Run("run", "p.yaml", "--limit", "2");
        Assert.Equal(0, code);
        Assert.Single(
            $"{output}{error}".Split('\n'), line => line.EndsWith("2 of 3 items selected", StringComparison.Ordinal));
        Assert.Contains(": 2 done ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_summary_says_which_of_its_counts_are_about_the_selection()
    {
        using var shell = Bench.Make("one", "bad", "three");
        Assert.Equal(5, shell.Run("run", "p.yaml", "--items", "2-3").Code);
        using var summary = Read(shell);
        var whole = summary.RootElement.GetProperty("execution_summary");
        Assert.Equal("run 3 1 1 1", Counts(whole, "total"));
        var selected = summary.RootElement.GetProperty("selected");
        Assert.Equal("selection 2 1 1 0", Counts(selected, "items"));
        Assert.Equal(3, selected.GetProperty("of").GetInt32());
        Assert.Equal(1, selected.GetProperty("results").GetProperty("review").GetArrayLength());

        Assert.Equal(0, shell.Run("run", "p.yaml", "--items", "1").Code);
        using var again = Read(shell);
        selected = again.RootElement.GetProperty("selected");
        Assert.Equal("selection 1 1 0 0", Counts(selected, "items"));
        Assert.Equal(0, selected.GetProperty("results").GetProperty("review").GetArrayLength());
        Assert.Equal(1, again.RootElement.GetProperty("results").GetProperty("review").GetArrayLength());
    }

    [Fact]
    public void The_summary_of_a_run_of_all_has_no_selection()
    {
        using var shell = Bench.Make("one");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        using var summary = Read(shell);
        Assert.Equal(JsonValueKind.Null, summary.RootElement.GetProperty("selected").ValueKind);
    }

    [Fact]
    public void Whoever_works_on_all_is_told_of_no_selection()
    {
        using var shell = Bench.Make("one", "two");
        Assert.DoesNotContain("selected", shell.Run("run", "p.yaml").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_failed_earlier_is_left_alone_and_the_way_to_try_it_again_is_said_in_full()
    {
        using var shell = Bench.Make("one");
        shell.Write("urls.txt", "pages/one.txt\npages/none.txt\n");
        Assert.Equal(1, shell.Run("run", "p.yaml", "--offline").Code);
        var (code, _, error) = shell.Run("run", "p.yaml", "--offline");
        Assert.Equal(1, code);
        Assert.Contains("pressrun retry p.yaml --offline", error, StringComparison.Ordinal);
    }

    private static JsonDocument Read(Shell shell) => JsonDocument.Parse(File.ReadAllText(Assert.Single(
        Directory.GetFiles(shell.PathOf(".pressrun/p/runs"), "summary.json", SearchOption.AllDirectories))));

    private static string Counts(JsonElement counts, string total) => string.Join(' ',
        ((string[])["counts_are_of", total, "done", "review", "open"]).Select(name => counts.GetProperty(name)));
}
