using System.Text.Json;
using Pressrun.Cli;
using Pressrun.Cli.Hosting;
using Pressrun.Cli.Screens;
using Pressrun.Model;
using Pressrun.Rehearsing;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What changed is told with its price, and paid again only by somebody who said so.</summary>
public sealed class ConsentTests
{
    private static readonly ChangeReport Changed = new(
    [
        new("script")
        {
            Follows = [],
            Items = 104,
            Calls = 104,
            CallsMore = 0,
            Likely = new(15_300_000),
            LikelyCertain = new(15_300_000),
            WorstCase = new(22_000_000),
        },
        new("voice")
        {
            Follows = ["script"],
            Items = 104,
            Calls = 0,
            CallsMore = 1_144,
            Likely = new(281_000_000),
            LikelyCertain = Money.Zero,
            WorstCase = Money.Zero,
        },
    ])
    {
        Causes = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal)
        {
            ["script"] = ["what it asks or how"],
        },
        Removed = ["intro"],
        Edited = 2,
        Added = 0,
        LeftOut = 1,
    };

    private static readonly ChangeReport Free = Changed with
    {
        Stages = [.. Changed.Stages.Select(stage => stage with
        {
            Likely = Money.Zero,
            LikelyCertain = Money.Zero,
            WorstCase = Money.Zero,
        })],
    };

    private static readonly string Told = string.Join('\n',
        "changed since 21:14: prompts/script.md (+12 -3 lines); stage script: what it asks or how; stage intro is no "
            + "more, its results are kept; 2 items edited; 1 item left out",
        "  script   again                             104 calls           about $15.30",
        "  voice    if script comes out differently   up to 1,144 calls   up to $281.00",
        "");

    [Theory]
    [InlineData("y")]
    [InlineData("Yes")]
    public void Whoever_agrees_goes_on(string answer)
    {
        var (failure, told) = Ask(Changed, answer);
        Assert.Null(failure);
        Assert.Equal(Told + "About $15.30 is paid again, and up to $281.00 more. Go on? [y/N] ", told);
    }

    [Theory]
    [InlineData("n")]
    [InlineData("")]
    [InlineData("of course not")]
    public void Whoever_does_not_sends_nothing(string answer)
    {
        var (failure, _) = Ask(Changed, answer);
        Assert.Equal((ExitCode.Usage, "nothing was sent"), (failure!.ExitCode, failure.Message));
    }

    [Fact]
    public void Where_nobody_can_be_asked_nothing_is_sent_and_the_way_out_is_said()
    {
        var (failure, told) = Ask(Changed, "y", isTerminal: false);
        Assert.Equal(ExitCode.Usage, failure!.ExitCode);
        Assert.Contains("say --yes to go on", failure.Message, StringComparison.Ordinal);
        Assert.Equal(Told, told);
        Assert.Equal(ExitCode.Usage, Ask(Changed, "y", new() { IsSilent = true }).Failure!.ExitCode);
    }

    [Fact]
    public void Whoever_said_yes_before_is_told_and_not_asked()
    {
        var (failure, told) = Ask(Changed, "", new() { IsYes = true }, isTerminal: false);
        Assert.Null(failure);
        Assert.Equal(Told, told);
    }

    [Fact]
    public void What_costs_nothing_is_told_and_not_asked()
    {
        var (failure, told) = Ask(Free, "", isTerminal: false);
        Assert.Null(failure);
        Assert.Contains(
            "  voice    if script comes out differently   up to 1,144 calls\n", told, StringComparison.Ordinal);
        Assert.Equal("", Ask(Free, "", new() { IsQuiet = true }).Told);
    }

    [Fact]
    public void Programs_are_told_in_numbers()
    {
        using var output = new StringWriter();
        var screen = new JsonScreen(output, TimeProvider.System);
        using var error = new StringWriter();
        var failure = Assert.Throws<CommandException>(() => new Consent(
            Terminal(error, "", isTerminal: true), new() { IsJson = true }, screen).Ask(Changed, "21:14", null));
        Assert.Equal(ExitCode.Usage, failure.ExitCode);
        using var json = JsonDocument.Parse(output.ToString().Split('\n')[1]);
        Assert.Equal("changes", json.RootElement.GetProperty("type").GetString());
        Assert.Equal(296.3m, json.RootElement.GetProperty("likely_usd").GetDecimal());
        Assert.Equal(1_144, json.RootElement.GetProperty("stages")[1].GetProperty("calls_more").GetInt64());
        Assert.Equal("", error.ToString());
    }

    [Fact]
    public void A_changed_prompt_is_told_before_the_run_with_the_lines_that_differ()
    {
        using var shell = Bench.Make("one", "two");
        shell.Write("prompts/ask.md", "<article>\n{{article}}\n</article>\n");
        shell.Write("p.yaml", File.ReadAllText(shell.PathOf("p.yaml")).Replace(
            "\"<article>\\n{{article}}\\n</article>\"", "prompts/ask.md", StringComparison.Ordinal));
        Assert.Equal(0, shell.Run("run").Code);
        Assert.DoesNotContain("changed since", shell.Run("run").Error, StringComparison.Ordinal);
        shell.Write("prompts/ask.md", "Be brief.\n<article>\n{{article}}\n</article>\n");
        var (code, _, error) = shell.Run("run");
        Assert.Equal(0, code);
        Assert.Contains(
            "prompts/ask.md (+1 -0 lines); stage script: what it asks or how", error, StringComparison.Ordinal);
        Assert.Contains("  script   again   2 calls, up to 2 more\n", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_budget_below_the_price_is_named()
    {
        Assert.Equal("About $15.30 is paid again, and up to $281.00 more; the budget ends the run at $20",
            ChangeWords.Price(Changed, Money.FromUsd(20)));
        Assert.Equal("About $15.30 is paid again, and up to $281.00 more",
            ChangeWords.Price(Changed, Money.FromUsd(625)));
    }

    [Theory]
    [InlineData("--items", "3")]
    [InlineData("--until", "article")]
    [InlineData("--select", "script")]
    public void What_was_agreed_to_for_a_part_is_told_for_the_rest(string option, string value)
    {
        using var shell = Bench.Make("one", "two", "bad");
        shell.Run("run");
        shell.Write("p.yaml", File.ReadAllText(shell.PathOf("p.yaml")).Replace(
            "<article>\\n", "Be brief.\\n<article>\\n", StringComparison.Ordinal));
        var part = shell.Run("run", option, value).Error;
        var (_, _, whole) = shell.Run("run");
        Assert.True(part.Contains("script   again", StringComparison.Ordinal)
            || whole.Contains("script   again", StringComparison.Ordinal), part + whole);
        Assert.DoesNotContain("changed since", shell.Run("run").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_agreed_to_long_ago_says_nothing_of_a_run_that_begins_with_a_part()
    {
        using var shell = Bench.Make("one", "two");
        var first = File.ReadAllText(shell.PathOf("p.yaml"));
        shell.Run("run");
        shell.Write("p.yaml", first.Replace("<article>\\n", "Be brief.\\n<article>\\n", StringComparison.Ordinal));
        shell.Run("run");
        Assert.Equal(2, Agreed());
        shell.Write("p.yaml", first);
        shell.Run("run", "--items", "1");
        Assert.Equal(1, Agreed());
        shell.Run("run");
        Assert.Equal(2, Agreed());

        int Agreed() => Directory.GetFiles(shell.PathOf(".pressrun/p/definitions"), "*.agreed").Length;
    }

    [Fact]
    public void Programs_at_a_terminal_are_told_the_way_out()
    {
        var (failure, _) = Ask(Changed, "y", new() { IsJson = true });
        Assert.Contains("say --yes to go on", failure!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_that_change_places_or_go_are_no_change_of_what_was_answered()
    {
        using var shell = Bench.Make("one", "two", "three");
        shell.Run("run");
        Bench.List(shell, "three", "two", "one");
        AssertNothing();
        Bench.List(shell, "three", "one");
        AssertNothing();

        void AssertNothing()
        {
            var (code, output, error) = shell.Run("run");
            Assert.Equal(0, code);
            Assert.DoesNotContain("changed since", error, StringComparison.Ordinal);
            Assert.Contains(" done   $0.00 spent", output, StringComparison.Ordinal);
        }
    }

    private static (CommandException? Failure, string Told) Ask(
        ChangeReport report, string answer, RunWishes? wishes = null, bool isTerminal = true)
    {
        using var error = new StringWriter();
        var consent = new Consent(Terminal(error, answer, isTerminal), wishes ?? new(), new QuietScreen());
        var failure = Xunit.Record.Exception(() =>
            consent.Ask(report, "21:14", [new("prompts/script.md", 12, 3)])) as CommandException;
        return (failure, error.ToString());
    }

    private static Terminal Terminal(TextWriter error, string answer, bool isTerminal) => new()
    {
        Output = TextWriter.Null,
        Error = error,
        Input = new StringReader(answer),
        IsInputTerminal = isTerminal,
        Folder = Path.GetTempPath(),
    };
}
