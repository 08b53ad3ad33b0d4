namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Commands that look at runs, where several pipelines share a folder.</summary>
public sealed class NamedFileTests
{
    [Fact]
    public void Whoever_names_a_file_sees_its_runs_only()
    {
        using var shell = Bench.Make("one");
        shell.Write("q.yaml", File.ReadAllText(shell.PathOf("p.yaml")).Replace(
            "name: p", "name: other # not p", StringComparison.Ordinal));
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Assert.Equal(0, shell.Run("run", "q.yaml").Code);
        Assert.StartsWith("p  run ", shell.Run("spend", "-f", "p.yaml").Output, StringComparison.Ordinal);
        Assert.StartsWith("other  run ", shell.Run("spend").Output, StringComparison.Ordinal);
        Assert.Contains("other", shell.Run("show", "-f", "q.yaml").Output, StringComparison.Ordinal);
        var runs = shell.Run("runs", "-f", "p.yaml").Output;
        Assert.DoesNotContain("other", runs, StringComparison.Ordinal);
        Assert.Equal(3, shell.Run("runs").Output.TrimEnd('\n').Split('\n').Length);
    }
}
