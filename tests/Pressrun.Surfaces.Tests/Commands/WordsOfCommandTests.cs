using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What the command says of itself and of words it does not know.</summary>
public sealed class WordsOfCommandTests
{
    [Theory]
    [InlineData("unknown word `rnu`; did you mean `run`?", "rnu")]
    [InlineData("unknown option `--ofline`; did you mean `--offline`?", "run", "--ofline")]
    [InlineData("unknown option `--limt`; did you mean `--limit`?", "run", "p.yaml", "--limt", "3")]
    [InlineData("unknown option `--jsn`; did you mean `--json`?", "runs", "--jsn")]
    public void A_slip_is_two_lines_on_standard_error_and_exit_code_2(string said, params string[] words)
    {
        using var shell = new Shell();
        var (code, output, error) = shell.Run(words);
        Assert.Equal(2, code);
        Assert.Empty(output);
        Assert.Equal(2, error.TrimEnd('\n').Split('\n').Length);
        Assert.Contains(said, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("init")]
    [InlineData("check")]
    [InlineData("run")]
    [InlineData("runs")]
    [InlineData("show")]
    [InlineData("quotas")]
    [InlineData("prices")]
    [InlineData("spend")]
    [InlineData("doctor")]
    [InlineData("schema")]
    [InlineData("completion")]
    public void Help_fits_a_terminal_or_begins_with_an_example(params string[] command)
    {
        using var shell = new Shell();
        var (code, output, error) = shell.Run([.. command, "--help"]);
        Assert.Equal(0, code);
        Assert.Empty(error);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.True(
            (lines.Length <= 24 && lines.All(line => line.Length <= 80))
                || lines.Take(6).Any(line => line.Contains("  pressrun ", StringComparison.Ordinal)),
            output);
    }

    [Theory]
    [InlineData("pressrun run --o", "--offline")]
    [InlineData("pressrun do", "doctor")]
    [InlineData("pressrun q", "quotas")]
    [InlineData("pressrun quotas --a", "--all")]
    [InlineData("pressrun sp", "spend")]
    [InlineData("pressrun spend --by m", "model")]
    [InlineData("pressrun completion z", "zsh")]
    public void A_shell_is_told_how_a_word_may_go_on(string line, string word)
    {
        using var shell = new Shell();
        var (code, output, _) = shell.Run($"[suggest:{line.Length}]", line);
        Assert.Equal(0, code);
        Assert.Contains(word, output.Split('\n'));
    }

    [Theory]
    [InlineData("bash")]
    [InlineData("zsh")]
    [InlineData("fish")]
    [InlineData("pwsh")]
    public void Every_shell_has_its_completion(string name)
    {
        using var shell = new Shell();
        Assert.Contains("pressrun", shell.Run("completion", name).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Init_leaves_alone_what_was_changed_and_says_so()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        shell.Write("urls.txt", "pages/brot.html\n");
        var (code, _, error) = shell.Run("init", "podcast");
        Assert.Equal(0, code);
        Assert.Contains("left alone, because they were changed: urls.txt", error, StringComparison.Ordinal);
        Assert.Equal("pages/brot.html\n", File.ReadAllText(shell.PathOf("urls.txt")));
    }

    [Fact]
    public void A_pipeline_nobody_knows_is_asked_about()
    {
        using var shell = new Shell();
        var (code, _, error) = shell.Run("init", "podcst");
        Assert.Equal(2, code);
        Assert.Contains("did you mean `podcast`?", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_key_a_run_says_both_ways_out_and_sends_nothing()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var (code, _, error) = shell.Run("run");
        Assert.Equal(4, code);
        Assert.Contains("ANTHROPIC_API_KEY is not set", error, StringComparison.Ordinal);
        Assert.Contains("pressrun run podcast.yaml --offline", error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(shell.PathOf(".pressrun/podcast")));
    }

    [Fact]
    public void Events_for_programs_begin_with_their_version_and_are_one_a_line()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var (code, output, error) = shell.Run("run", "--offline", "--items", "12", "--json");
        Assert.Equal(5, code);
        Assert.Empty(error);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal("""{"type":"pressrun","schema":"1.0"}""", lines[0]);
        Assert.All(lines, line => System.Text.Json.JsonDocument.Parse(line).Dispose());
        Assert.StartsWith("""{"type":"end",""", lines[^2], StringComparison.Ordinal);
        Assert.StartsWith("""{"type":"result",""", lines[^1], StringComparison.Ordinal);
        Assert.EndsWith("""exit_code":5}""", lines[^1], StringComparison.Ordinal);
    }
}
