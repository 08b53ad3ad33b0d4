using System.Text.Json;
using System.Text.RegularExpressions;
using Pressrun.Model;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>
/// A call that was sent and never answered is said on every surface, with what it may have cost, and so is what becomes
/// of it.
/// </summary>
public sealed class LostCallTests
{
    private const string Paid = "≤ 1 call, ≤ $0.02, may have been paid without a result";
    private const string Free = "≤ 1 call may have been made without a result";
    private const string Row = @"\n +1  script +1  \d\d:\d\d:\d\d +≤ \$0\.02  pages/one\.txt";

    [Fact]
    public void A_run_whose_process_was_killed_lists_the_call_with_item_stage_try_and_worst_case()
    {
        using var shell = Make(15_000);
        var output = shell.Run("show").Output;
        Assert.Contains($"\n{Paid}:\n", output, StringComparison.Ordinal);
        Assert.Matches(Row, output);
    }

    [Fact]
    public void The_list_of_runs_says_how_many_and_how_much()
    {
        using var shell = Make(15_000);
        Assert.Matches(@"without a result\n.* \$0\.00 +1, ≤ \$0\.02\n", shell.Run("runs").Output);
        using var calm = Bench.Make("one");
        calm.Run("run", "p.yaml");
        Assert.DoesNotContain("without a result", calm.Run("runs").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_item_says_what_is_known_of_it_and_no_cost_that_is_not()
    {
        using var shell = Make(15_000);
        var output = shell.Run("show", "latest/1").Output;
        Assert.Contains(
            "script  try 1  offline  unknown: the process that sent it has ended  ≤ $0.02\n", output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Programs_are_told_each_call_of_a_run_and_of_an_item()
    {
        using var shell = Make(15_000);
        var call = Of(shell.Run("show", "--json").Output, "unknown").Single();
        Assert.Equal(
            "1 script 1 offline 0.015",
            string.Join(' ', ((string[])["item", "stage", "try", "lane", "worst_case_usd"]).Select(name =>
                call.GetProperty(name))));
        Assert.StartsWith("pages-one-txt", call.GetProperty("key").GetString(), StringComparison.Ordinal);
        var attempt = Of(shell.Run("show", "latest/1", "--json").Output, "try").Last();
        Assert.Equal(
            "unknown|the process that sent it has ended|0.015",
            string.Join('|', ((string[])["fate", "cause", "worst_case_usd"]).Select(name =>
                attempt.GetProperty(name))));
    }

    [Fact]
    public void Who_goes_on_is_told_before_anything_is_sent()
    {
        using var shell = Make(15_000);
        var heard = new List<string>();
        shell.Heard = heard.Add;
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        var place = heard.FindIndex(line => line.Contains($"was left unfinished: {Paid}", StringComparison.Ordinal));
        Assert.InRange(place, 0, heard.FindIndex(line => line.Contains(" goes on: ", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_call_that_is_repeated_is_answered_and_the_lost_try_stays_listed_at_its_worst_case()
    {
        using var shell = Make(15_000);
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(0, code);
        Assert.Contains($"\n{Paid}; which: pressrun show ", error, StringComparison.Ordinal);
        Assert.Contains("done 2 of 2", error, StringComparison.Ordinal);
        Assert.Contains("$0.00   1 answer lost, ≤ $0.02 perhaps paid", error, StringComparison.Ordinal);
        var item = shell.Run("show", "latest/1").Output;
        Assert.Contains("script  try 1  offline  unknown: ", item, StringComparison.Ordinal);
        Assert.Contains("script  try 2  offline  answered  ", item, StringComparison.Ordinal);
        Assert.Matches(Row, shell.Run("show").Output);
        // Money that may be gone is said as often as anybody asks.
        Assert.Contains(Paid, shell.Run("run", "p.yaml").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_result_and_the_summary_tell_programs_which_calls_and_how_much()
    {
        using var shell = Make(15_000);
        var result = Of(shell.Run("run", "p.yaml", "--json").Output, "result").Single();
        using var summary = JsonDocument.Parse(
            File.ReadAllText(shell.PathOf(result.GetProperty("summary").GetString()!)));
        var execution = summary.RootElement.GetProperty("execution_summary");
        Assert.Equal((1, 0.015m), (Number(result, "unknown_calls"), Number(result, "unknown_usd")));
        Assert.Equal((1, 0.015m), (Number(execution, "unknown_calls"), Number(execution, "unknown_usd_at_most")));
        var call = result.GetProperty("unknown").EnumerateArray().Single();
        Assert.Equal(("script", 1, 0.015m),
            (call.GetProperty("stage").GetString(), Number(call, "try"), Number(call, "worst_case_usd")));
        Assert.True(JsonElement.DeepEquals(call, execution.GetProperty("unknown").EnumerateArray().Single()));
    }

    [Fact]
    public void What_may_be_gone_counts_against_the_budget()
    {
        using var shell = Make(15_000);
        var (code, output, _) = shell.Run("run", "p.yaml", "--budget", "$0.01");
        Assert.Equal(3, code);
        Assert.Contains("stopped by the budget", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_cannot_have_cost_anything_is_said_without_money_and_at_the_end_of_its_run_only()
    {
        using var shell = Make(0);
        Assert.Contains($"\n{Free}:\n", shell.Run("show").Output, StringComparison.Ordinal);
        Assert.Matches(@"without a result\n.* \$0\.00 +1\n", shell.Run("runs").Output);
        Assert.EndsWith("has ended", shell.Run("show", "latest/1").Output.Split('\n')
            .Single(line => line.Contains("unknown", StringComparison.Ordinal)), StringComparison.Ordinal);
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(0, code);
        Assert.Contains($"\n{Free}; which: pressrun show", error, StringComparison.Ordinal);
        Assert.DoesNotContain("≤ $", error, StringComparison.Ordinal);
        Assert.DoesNotContain("without a result", shell.Run("run", "p.yaml").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_was_found_has_its_cost_and_is_lost_no_more()
    {
        using var shell = Bench.Make("one", "two");
        var found = Cut.Run(shell, 15_000) with { Cost = new(7_000) };
        Cut.GoOn(shell, RecoveryWay.Check, found);
        var item = shell.Run("show", "latest/1").Output;
        Assert.Matches(@"script  try 1  offline  answered late  .*\$0\.007\n", item);
        Assert.DoesNotContain("try 2  offline", item, StringComparison.Ordinal);
        var run = shell.Run("show").Output;
        Assert.Contains("$0.007 spent", run, StringComparison.Ordinal);
        Assert.DoesNotContain("without a result", run, StringComparison.Ordinal);
        Assert.DoesNotContain("without a result", shell.Run("runs").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_call_that_only_a_person_can_clear_up_holds_its_item_with_the_question()
    {
        using var shell = Bench.Make("one", "two");
        Cut.Run(shell, 15_000);
        Cut.GoOn(shell, RecoveryWay.Person);
        const string Question = "did attempt 1 of script arrive at offline?";
        var run = shell.Run("show").Output;
        Assert.Matches($@"\n +1  review  pages/one\.txt +script +{Regex.Escape(Question)}", run);
        Assert.Matches(Row, run);
        Assert.Contains($"why: {Question}\n", shell.Run("show", "latest/1").Output, StringComparison.Ordinal);
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.Equal(5, code);
        Assert.Contains($"review 1 \"pages/one.txt\" script: {Question}", error, StringComparison.Ordinal);
        Assert.Contains(Paid, error, StringComparison.Ordinal);
    }

    private static Shell Make(long worstCase)
    {
        var shell = Bench.Make("one", "two");
        Cut.Run(shell, worstCase);
        return shell;
    }

    private static IEnumerable<JsonElement> Of(string output, string type) => output.TrimEnd('\n').Split('\n')
        .Select(line => JsonElement.Parse(line)).Where(one => one.GetProperty("type").GetString() == type);

    private static decimal Number(JsonElement of, string name) => of.GetProperty(name).GetDecimal();

}
