using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What programs are told.</summary>
public sealed class JsonTests
{
    [Theory]
    [InlineData("check", "p.yaml", "--graph")]
    [InlineData("check", "p.yaml", "--explain", "name")]
    [InlineData("run")]
    [InlineData("runs")]
    [InlineData("show")]
    [InlineData("show", "latest/1")]
    [InlineData("show", "latest/1/script", "--prompt")]
    [InlineData("quotas")]
    [InlineData("prices")]
    [InlineData("spend")]
    [InlineData("doctor")]
    [InlineData("init")]
    public void Every_result_begins_with_the_version_and_is_one_object_a_line(params string[] words)
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        var (_, output, _) = shell.Run([.. words, "--json"]);
        var lines = output.TrimEnd('\n').Split('\n');
        Assert.Equal("""{"type":"pressrun","schema":"1.0"}""", lines[0]);
        Assert.True(lines.Length > 1);
        Assert.All(lines, line =>
        {
            using var json = JsonDocument.Parse(line);
            Assert.NotEmpty(json.RootElement.GetProperty("type").GetString()!);
        });
    }

    [Fact]
    public void Where_nothing_has_run_the_version_is_all_there_is()
    {
        using var shell = new Shell();
        Assert.Equal("{\"type\":\"pressrun\",\"schema\":\"1.0\"}\n", shell.Run("runs", "--json").Output);
    }

    [Fact]
    public void Check_tells_programs_each_mistake_and_its_place_and_people_the_page()
    {
        using var shell = Bench.Make("one");
        var file = File.ReadAllText(shell.PathOf("p.yaml"))
            .Replace("ask:", "aks:", StringComparison.Ordinal).Replace("gate:", "gaet:", StringComparison.Ordinal);
        shell.Write("p.yaml", file);
        var (code, output, error) = shell.Run("check", "p.yaml", "--json");
        Assert.Equal(2, code);
        Assert.Contains("unknown key `aks`", error, StringComparison.Ordinal);
        var errors = Of(output, "error").ToList();
        Assert.Contains(errors, one => one.GetProperty("file").GetString() == "p.yaml"
            && one.GetProperty("line").GetInt32() == 7 && one.GetProperty("column").GetInt32() == 5
            && one.GetProperty("message").GetString()!.Contains("`aks`", StringComparison.Ordinal));
        var verdict = Of(output, "check").Single();
        Assert.False(verdict.GetProperty("ok").GetBoolean());
        Assert.Equal(errors.Count, verdict.GetProperty("errors").GetInt32());
        Assert.True(errors.Count >= 2);
    }

    [Fact]
    public void A_file_that_is_not_there_is_an_error_programs_are_told_too()
    {
        using var shell = new Shell();
        var (code, output, error) = shell.Run("check", "none.yaml", "--json");
        Assert.Equal(2, code);
        Assert.NotEmpty(error);
        Assert.Equal("none.yaml", Of(output, "error").Single().GetProperty("file").GetString());
    }

    [Fact]
    public void Times_for_programs_are_universal_wherever_the_machine_stands()
    {
        using var shell = Bench.Make("one");
        shell.Run("run", "p.yaml");
        var (_, output, _) = Bench.Run(shell, new FarTime(DateTimeOffset.UnixEpoch), "runs", "--json");
        Assert.EndsWith(
            "+00:00", Of(output, "run").Single().GetProperty("started").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_script_or_a_schema_is_the_same_for_programs()
    {
        using var shell = new Shell();
        Assert.Equal(shell.Run("schema"), shell.Run("schema", "--json"));
        Assert.Equal(shell.Run("completion", "zsh"), shell.Run("completion", "zsh", "--json"));
    }

    private static IEnumerable<JsonElement> Of(string output, string type) => output.TrimEnd('\n').Split('\n')
        .Select(line => JsonElement.Parse(line)).Where(one => one.GetProperty("type").GetString() == type);
}
