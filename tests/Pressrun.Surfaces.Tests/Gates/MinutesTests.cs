using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Gates;

/// <summary>How long sound plays.</summary>
public sealed class MinutesTests
{
    [Theory]
    [InlineData("0.01 and 1", 0, "done")]
    [InlineData("24 and 34", 5, "it plays for 0.1 minutes, and should for 24 to 34: write a longer text")]
    public void Sound_is_held_to_its_playing_time_and_measured_once(string minutes, int code, string words)
    {
        using var shell = new Shell();
        shell.Write("texts.txt", "This is a sentence of some length, spoken at the usual pace.\n");
        shell.Write("p.yaml", $$$"""
            pressrun: 1
            name: p
            items: texts.txt
            stages:
              voice: { speak: "{{line}}", model: espeak }
              episode:
                join: voice
                gate: [{ check: sound, else: keep }, { check: minutes between {{{minutes}}}, else: review }]
            """);
        var (exit, output, error) = shell.Run("run", "p.yaml");
        Assert.Equal(code, exit);
        Assert.Contains(words, output + error, StringComparison.Ordinal);
        var row = shell.Run("spend", "--by", "stage", "--json").Output.Split('\n').Where(line => line.Length > 0)
            .Select(line => JsonElement.Parse(line))
            .Single(line => line.TryGetProperty("name", out var name) && name.GetString() == "episode");
        Assert.Equal(2, row.GetProperty("calls").GetInt32()); // Joined once, measured once for both gates.
    }
}
