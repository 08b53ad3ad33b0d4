using System.Diagnostics;
using System.Globalization;
using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>The pipeline of filings as a process of its own, killed at random instants, publishing included.</summary>
[Trait("Row", "FIL-34")]
[Trait("Row", "ALL-01")]
public sealed class FilingsKillTests : IDisposable
{
    private const int Items = 8;
    private const int Waiting = 5;
    private const int Killed = 137;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";
    private static readonly int Kills = IsFull ? 20 : 3;

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pressrun-filings-");

    [Fact]
    public async Task Killed_and_run_again_every_filing_is_mailed_and_published_once()
    {
        var calm = Make("calm");
        var (done, said) = await RunAsync(calm, killAfter: null);
        Assert.True(done == Waiting, said);
        var expected = Trees.Describe(Path.Combine(calm, "offline"));
        Assert.Contains("public/sitemap.xml", expected, StringComparison.Ordinal);

        var draws = new Random(7);
        var (kills, lives) = (0, 0);
        while (kills < Kills)
        {
            var folder = Make(string.Create(CultureInfo.InvariantCulture, $"life-{++lives}"));
            var code = -1;
            while (code != Waiting)
            {
                TimeSpan? after = kills < Kills ? TimeSpan.FromMilliseconds(300 + draws.Next(1_500)) : null;
                (code, var text) = await RunAsync(folder, after);
                Assert.True(code is Waiting or Killed, $"exit code {code}: {text}");
                kills += code == Killed ? 1 : 0;
            }

            Assert.Equal(expected, Trees.Describe(Path.Combine(folder, "offline")));
            InspectCalls(folder);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void InspectCalls(string folder)
    {
        using var views = StoreViews.Open(Path.Combine(folder, ".pressrun", "filings.offline"))!;
        var run = Assert.Single(views.Runs(10));
        foreach (var ordinal in Enumerable.Range(0, Items + 1))
        {
            var answers = views.History(run.No, ordinal).Entries.OfType<HistoryEntry.Attempt>()
                .Where(attempt => attempt.Fate == Fate.Answered).Select(attempt => attempt.Key).ToList();
            Assert.Equal(answers.Count, answers.Distinct().Count());
        }
    }

    private string Make(string name)
    {
        using var shell = new Shell();
        shell.Run("init", "filings");
        var folder = Path.Combine(_root.FullName, name);
        foreach (var file in Directory.EnumerateFiles(shell.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(shell.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return folder;
    }

    private static async Task<(int Code, string Text)> RunAsync(string folder, TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pressrun.Cli.dll"),
            "run", "filings.yaml", "--offline", "--with", "publish", "--progress", "none"])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        if (killAfter is { } delay)
        {
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(delay));
            if (!process.HasExited)
            {
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
