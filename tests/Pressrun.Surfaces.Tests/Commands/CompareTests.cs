using System.Text.Json;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Targets;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>The same batch with different numbers of workers, in virtual time.</summary>
public sealed class CompareTests
{
    private const string Seven = """
        pressrun: 1
        name: seven
        items: 1..102
        providers: { own: { kind: openai, url: "http://localhost:9/v1" } }
        stages:
          chunk:
            each: 1..7
            chain: true
            ask: "Part {{part}} of {{key}}.{{previous}}"
            model: own/some
            expect: { latency: 5s }
          whole: { ask: "Join {{chunk}}", model: own/some, expect: { latency: 5s } }
        """;

    [Fact]
    [Trait("Row", "PER-10")]
    public void Twice_the_workers_take_half_the_time_and_without_workers_it_is_faster_still()
    {
        using var shell = new Shell();
        shell.Write("seven.yaml", Seven);
        var rows = Compare(shell, "seven.yaml", "--workers", "1,4,8,16");
        foreach (var (workers, minutes) in ((string, double)[])[("1", 68), ("4", 17.3), ("8", 8.7), ("16", 4.7)])
        {
            Assert.InRange(rows[workers].Free / 60, minutes * 0.95, minutes * 1.05);
        }

        Assert.True(rows["auto"].Free < rows["16"].Free);
    }

    [Fact]
    [Trait("Row", "BOOK-05")]
    public void Three_workers_write_five_chapters_in_half_the_time_and_left_alone_it_takes_a_third()
    {
        using var shell = new Shell();
        Notes.Run(shell, 0, "init", "book");
        var rows = Compare(shell, "book.yaml", "--items", "1-5", "--workers", "1,3");
        Assert.True(rows["1"].Free / rows["3"].Free >= 1.95, $"{rows["1"]} {rows["3"]}");
        Assert.True(rows["1"].Free / rows["auto"].Free >= 3, $"{rows["1"]} {rows["auto"]}");
    }

    [Fact]
    [Trait("Row", "BOOK-06")]
    public void A_quota_that_makes_more_workers_useless_is_named()
    {
        using var shell = new Shell();
        shell.Write("seven.yaml", Seven.Replace("/v1\" }", "/v1\", limits: 100/hour }", StringComparison.Ordinal));
        var rows = Compare(shell, "seven.yaml", "--limit", "20", "--workers", "1,10");
        // 160 calls, of which the first 100 may go at once: the other 60 take 36 minutes.
        Assert.InRange(rows["10"].Real, 36 * 60, 37.5 * 60);
        Assert.True(rows["10"].Free < rows["10"].Real / 3);
        var text = Notes.Run(shell, 0, "compare", "seven.yaml", "--limit", "20", "--workers", "10");
        Assert.Contains("bound by own", text, StringComparison.Ordinal);
        Assert.Contains("100/hour", text, StringComparison.Ordinal);
    }

    [Fact]
    public void It_writes_nothing_and_needs_no_key()
    {
        using var shell = new Shell();
        Notes.Run(shell, 0, "init", "book");
        var before = shell.Tree(".");
        var text = Notes.Run(shell, 0, "compare", "book.yaml");
        Assert.Contains("nothing was sent", text, StringComparison.Ordinal);
        Assert.Contains("no limits", text, StringComparison.Ordinal);
        Assert.Equal(before, shell.Tree("."));
    }

    [Theory]
    [InlineData("0", "`0` is no number from 1")]
    [InlineData("1,many", "`many` is no number from 1")]
    [InlineData(",", "give 1 to 20 numbers")]
    public void Workers_that_are_no_numbers_are_refused(string workers, string cause)
    {
        using var shell = new Shell();
        shell.Write("seven.yaml", Seven);
        Assert.Contains(cause, Notes.Run(shell, 2, "compare", "seven.yaml", "--workers", workers),
            StringComparison.Ordinal);
    }

    [Fact]
    public void What_nothing_stands_in_for_is_said_with_its_stage()
    {
        using var shell = new Shell();
        Notes.Run(shell, 0, "init", "podcast");
        Assert.Contains("stage `article` cannot be compared", Notes.Run(shell, 2, "compare", "podcast.yaml"),
            StringComparison.Ordinal);
    }

    private static Dictionary<string, (double Real, double Free)> Compare(Shell shell, params string[] words)
    {
        var (code, output, error) = shell.Run(["compare", "--json", .. words]);
        Assert.True(code == 0, output + error);
        var rows = new Dictionary<string, (double, double)>(StringComparer.Ordinal);
        foreach (var line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            using var json = JsonDocument.Parse(line);
            if (json.RootElement.GetProperty("type").GetString() == "row")
            {
                rows.Add(json.RootElement.GetProperty("workers").GetString()!,
                    (json.RootElement.GetProperty("seconds").GetDouble(),
                        json.RootElement.GetProperty("seconds_without_quotas").GetDouble()));
            }
        }

        return rows;
    }
}
