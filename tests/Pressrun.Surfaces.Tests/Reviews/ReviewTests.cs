using System.Text.Json;
using Pressrun.Model;
using Pressrun.Surfaces.Tests.Commands;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Reviews;

/// <summary>Looking at what waits for a person, and deciding.</summary>
public sealed class ReviewTests
{
    [Fact]
    public void What_waits_is_listed_with_its_cause_its_text_and_the_ways_on()
    {
        using var shell = Waiting();
        var (code, output, _) = shell.Run("review", "p.yaml");
        Assert.Equal(5, code);
        Assert.Contains("1 waits for you", output, StringComparison.Ordinal);
        Assert.Contains("damned", output, StringComparison.Ordinal);
        Assert.Contains("| This damned page of bad begins.", output, StringComparison.Ordinal);
        Assert.Contains("pressrun review p.yaml --approve ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_end_of_a_run_says_how_to_look_at_it()
    {
        using var shell = Bench.Make("one", "bad");
        Assert.Contains("what waits for you: pressrun review p.yaml\n", shell.Run("run", "p.yaml").Error,
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_approved_goes_on_and_waits_no_more()
    {
        using var shell = Waiting();
        var (code, _, error) = shell.Run("review", "p.yaml", "--approve", "2", "--note", "it is a quote");
        Assert.True(code == 0, error);
        Assert.Contains("damned", File.ReadAllText(shell.PathOf("out/About bad.txt")), StringComparison.Ordinal);
        Assert.Equal((0, "nothing waits for you\n"), CodeAndError(shell, "review", "p.yaml"));
        Assert.Contains("it is a quote", shell.Run("show", "latest/2").Output, StringComparison.Ordinal);
        // Nothing was fetched or asked again.
        Assert.DoesNotContain("try 2", shell.Run("show", "latest/2").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_of_the_user_takes_the_place_of_the_result()
    {
        using var shell = Waiting();
        shell.Write("mine.txt", "A better text.\n");
        Assert.Equal(0, shell.Run("review", "p.yaml", "--approve", KeyOf(shell), "--text", "mine.txt").Code);
        Assert.Equal("A better text.\n", File.ReadAllText(shell.PathOf("out/About bad.txt")));
    }

    [Fact]
    public void What_is_rejected_fails_with_the_reason()
    {
        using var shell = Waiting();
        var (code, _, error) = shell.Run("review", "p.yaml", "--reject", "2", "--note", "not for us");
        Assert.Equal(1, code);
        Assert.Contains("a person rejected it: not for us", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_misspelt_is_guessed()
    {
        using var shell = Waiting();
        var key = KeyOf(shell);
        Assert.Contains($"did you mean `{key}`?", shell.Run("review", "p.yaml", "--approve", key[..^1] + "x").Error,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--reject", "1", "`1` does not wait for you")]
    [InlineData("--arrived", "2", "say --approve or --reject")]
    public void A_word_that_fits_nothing_is_refused_and_nothing_is_sent(string option, string items, string said)
    {
        using var shell = Waiting();
        var (code, _, error) = shell.Run("review", "p.yaml", option, items);
        Assert.Equal(2, code);
        Assert.Contains(said, error, StringComparison.Ordinal);
        Assert.Contains("othing was sent", error, StringComparison.Ordinal);
        Assert.Equal(5, shell.Run("review", "p.yaml").Code);
    }

    [Fact]
    public void Programs_are_told_what_waits_and_what_is_asked()
    {
        using var shell = Waiting();
        var line = shell.Run("review", "p.yaml", "--json").Output.Trim().Split('\n')[^1];
        using var waiting = JsonDocument.Parse(line);
        Assert.Equal("waiting approve script", string.Join(' ', ((string[])["type", "asks", "stage"]).Select(name =>
            waiting.RootElement.GetProperty(name).GetString())));
        Assert.StartsWith("About bad.", waiting.RootElement.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_call_nobody_can_look_up_a_person_says_whether_it_arrived()
    {
        using var shell = Bench.Make("one", "two");
        Cut.Run(shell, 15_000);
        Cut.GoOn(shell, RecoveryWay.Person);
        var (code, output, _) = shell.Run("review", "p.yaml");
        Assert.Equal(5, code);
        Assert.Contains("did attempt 1 of script arrive at offline?", output, StringComparison.Ordinal);
        Assert.Contains($"--arrived {KeyOf(shell)} or --not-arrived ", output, StringComparison.Ordinal);
        Assert.Contains("say --arrived or --not-arrived",
            shell.Run("review", "p.yaml", "--approve", "1").Error, StringComparison.Ordinal);
        Assert.Equal(0, shell.Run("review", "p.yaml", "--not-arrived", "1").Code);
        Assert.True(File.Exists(shell.PathOf("out/About one.txt")));
        Assert.DoesNotContain("without a result", shell.Run("runs").Output, StringComparison.Ordinal);
    }

    private static (int, string) CodeAndError(Shell shell, params string[] words)
    {
        var (code, _, error) = shell.Run(words);
        return (code, error);
    }

    private static string KeyOf(Shell shell)
    {
        using var line = JsonDocument.Parse(shell.Run("review", "p.yaml", "--json").Output.Trim().Split('\n')[^1]);
        return line.RootElement.GetProperty("key").GetString()!;
    }

    private static Shell Waiting()
    {
        var shell = Bench.Make("one", "bad");
        Assert.Equal(5, shell.Run("run", "p.yaml").Code);
        return shell;
    }
}
