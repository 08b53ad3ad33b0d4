using System.Text.Json;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>How close a run came to its bound, in the words of the whole command.</summary>
public sealed class BoundTests
{
    [Fact]
    public void A_run_tells_programs_its_bound_and_the_summary_keeps_it()
    {
        using var shell = Bench.Make("one", "two");
        var told = Result(shell.Run("run", "p.yaml", "--json").Output);
        var bound = told.GetProperty("bound");
        Assert.Equal(bound.GetRawText(), JsonSerializer.Serialize(Kept(shell, told)));
        var gap = bound.GetProperty("gap").EnumerateArray().Sum(part => part.GetProperty("seconds").GetDouble());
        var (seconds, elapsed) = (Number(bound, "seconds"), Number(bound, "elapsed_seconds"));
        Assert.InRange(seconds, 0.0001, elapsed);
        Assert.Equal(elapsed - seconds, gap, 0.01);
        Assert.NotEmpty(bound.GetProperty("binding").GetString()!);
    }

    [Fact]
    public void People_are_told_of_it_only_where_the_calls_took_ten_seconds()
    {
        using var shell = Bench.Make("one");
        var (_, output, error) = shell.Run("run", "p.yaml");
        Assert.DoesNotContain("bound", output + error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_run_of_nothing_says_nothing_of_it()
    {
        using var shell = Bench.Make("one");
        Assert.Equal(JsonValueKind.Object,
            Result(shell.Run("run", "p.yaml", "--json").Output).GetProperty("bound").ValueKind);
        var (_, output, error) = shell.Run("run", "p.yaml");
        Assert.DoesNotContain("bound", output + error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null,
            Result(shell.Run("run", "p.yaml", "--json").Output).GetProperty("bound").ValueKind);
    }

    private static JsonElement Result(string output) => JsonElement.Parse(output.TrimEnd('\n').Split('\n')[^1]);

    private static JsonElement Kept(FirstRun.Shell shell, JsonElement result) => JsonElement.Parse(
        File.ReadAllText(shell.PathOf(result.GetProperty("summary").GetString()!))).GetProperty("bound");

    private static double Number(JsonElement bound, string name) => bound.GetProperty(name).GetDouble();
}
