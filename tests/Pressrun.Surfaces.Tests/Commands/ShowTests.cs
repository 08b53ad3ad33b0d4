using System.Globalization;
using System.Text.Json;
using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Runs and items as they are looked at.</summary>
public sealed class ShowTests
{
    [Fact]
    public void Times_are_those_of_the_clock_on_the_wall_with_the_day_where_it_is_not_today()
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        var begun = Begun(shell);
        var wall = begun.ToOffset(TimeSpan.FromHours(14));

        var sameDay = new FarTime(begun);
        Assert.Contains($"  {Told(wall, "HH:mm")}  ", Bench.Run(shell, sameDay, "runs").Output,
            StringComparison.Ordinal);
        var later = new FarTime(begun.AddDays(3));
        Assert.Contains($"  {Told(wall, "d MMM HH:mm")}  ", Bench.Run(shell, later, "runs").Output,
            StringComparison.Ordinal);
        Assert.Contains($"started {Told(wall, "d MMM HH:mm")}", Bench.Run(shell, later, "show").Output,
            StringComparison.Ordinal);
        Assert.Contains($"  {Told(wall, "d MMM HH:")}", Bench.Run(shell, later, "show", "latest/1").Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("done", "1")]
    [InlineData("review", "2")]
    public void An_item_that_an_earlier_run_ended_shows_that_run_and_what_happened_there(string state, string item)
    {
        using var shell = Bench.Make("one", "bad");
        shell.Run("run", "p.yaml");
        var first = JsonElement.Parse(shell.Run("runs", "--json").Output.Split('\n')[1]).GetProperty("id").GetString()!;
        Bench.List(shell, "one", "bad", "more");
        shell.Run("run", "p.yaml");
        var (code, output, _) = shell.Run("show", $"latest/{item}");
        Assert.Equal(0, code);
        Assert.Contains($"{state} in run {first[..4]}", output, StringComparison.Ordinal);
        Assert.Contains("nothing was asked again", output, StringComparison.Ordinal);
        Assert.Contains("script  try 1  offline  answered", output, StringComparison.Ordinal);
        Assert.Contains("<article>", shell.Run("show", $"latest/{item}/script", "--prompt").Output,
            StringComparison.Ordinal);
    }

    [Fact]
    public void An_item_that_this_run_asked_for_speaks_of_no_other()
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        Bench.List(shell, "one", "more");
        shell.Run("run", "p.yaml");
        Assert.DoesNotContain("in run", shell.Run("show", "latest/2").Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "runs")]
    [InlineData(6, "show")]
    [InlineData(6, "run", "p.yaml")]
    [InlineData(1, "doctor")]
    [InlineData(2, "init")]
    public void A_file_where_runs_should_be_kept_is_said_in_a_line(int exit, params string[] words)
    {
        using var shell = Bench.Make("one");
        shell.Write(".pressrun", "");
        var (code, output, error) = shell.Run(words);
        Assert.Equal(exit, code);
        Assert.Single(
            $"{output}{error}".Split('\n'), line => line.Contains(".pressrun is a file", StringComparison.Ordinal));
    }

    private static DateTimeOffset Begun(FirstRun.Shell shell)
    {
        using var views = StoreViews.Open(shell.PathOf(".pressrun/p"))!;
        return views.Runs(1)[0].StartedAt;
    }

    private static string Told(DateTimeOffset moment, string form) =>
        moment.ToString(form, CultureInfo.InvariantCulture);
}
