using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>Services this version cannot ask yet: known before a run is tried, and no fault of the file.</summary>
public sealed class UnaskedTests
{
    [Theory]
    [InlineData("check")]
    [InlineData("doctor")]
    public void They_are_said_with_their_stages_and_what_runs_all_the_same(string command)
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var (code, output, error) = shell.Run(command);
        Assert.Equal(0, code);
        foreach (var service in (string[])["`anthropic` yet (stage script)", "`elevenlabs` yet (stage voice)"])
        {
            Assert.Contains(
                $"this version cannot ask {service}; --offline runs with a stand-in", output + error,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Stand_ins_ask_none_of_them()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        Assert.Empty(shell.Run("check", "--offline").Error);
    }

    [Fact]
    public void Nobody_is_sent_for_a_key_that_is_of_no_use_yet()
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var (code, _, error) = shell.Run("run");
        Assert.Equal(4, code);
        Assert.Contains("this version cannot ask `anthropic` yet", error, StringComparison.Ordinal);
        Assert.DoesNotContain("give the keys", error, StringComparison.Ordinal);
    }
}
