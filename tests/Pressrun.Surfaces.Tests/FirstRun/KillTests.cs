using System.Diagnostics;
using System.Globalization;
using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>The command as a process of its own, killed at random instants.</summary>
public sealed class KillTests : IDisposable
{
    private const int CharactersEach = 600;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";
    private static readonly (int Pages, int Kills) Size = IsFull ? (40, 20) : (6, 3);

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pressrun-kill-");

    [Fact]
    public async Task Killed_at_random_instants_and_run_again_the_result_is_that_of_an_undisturbed_run()
    {
        var calm = Make("calm");
        Assert.Equal(0, (await RunAsync(calm, killAfter: null)).Code);
        var expected = Trees.Describe(Path.Combine(calm, "offline"));
        Assert.Equal(Size.Pages * 3 + 1, expected.Split('\n').Length);

        var draws = new Random(3);
        var (kills, lives) = (0, 0);
        while (kills < Size.Kills)
        {
            // A life that comes to its end before it is killed is compared, and the work begins anew.
            var folder = Make(string.Create(CultureInfo.InvariantCulture, $"life-{++lives}"));
            var code = -1;
            while (code != 0)
            {
                TimeSpan? after = kills < Size.Kills ? TimeSpan.FromMilliseconds(400 + draws.Next(3_000)) : null;
                (code, var text) = await RunAsync(folder, after);
                Assert.True(code is 0 or 137, $"exit code {code}: {text}");
                kills += code == 137 ? 1 : 0;
            }

            Assert.Equal(expected, Trees.Describe(Path.Combine(folder, "offline")));
            InspectCalls(folder);
        }
    }

    public void Dispose() => _root.Delete(recursive: true);

    private static void InspectCalls(string folder)
    {
        using var views = StoreViews.Open(Path.Combine(folder, ".pressrun", "podcast.offline"))!;
        var run = Assert.Single(views.Runs(10));
        foreach (var ordinal in Enumerable.Range(0, Size.Pages + 1))
        {
            var answers = views.History(run.No, ordinal).Entries.OfType<HistoryEntry.Attempt>()
                .Where(attempt => attempt.Fate == Fate.Answered).Select(attempt => attempt.Key).ToList();
            Assert.Equal(answers.Count, answers.Distinct().Count());
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(
            Path.Combine(folder, ".pressrun", "podcast.offline", "blobs", "part")));
    }

    // Pages cut to one length out of the shipped ones, each different, all of the same date.
    private string Make(string name)
    {
        using var shell = new Shell();
        shell.Run("init", "podcast");
        var folder = Path.Combine(_root.FullName, name);
        Directory.CreateDirectory(Path.Combine(folder, "pages"));
        foreach (var part in (string[])["podcast.yaml", "prompts/clean.md", "words/en.txt", "words/de.txt"])
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, part))!);
            File.Copy(shell.PathOf(part), Path.Combine(folder, part));
        }

        var source = string.Join(' ', File.ReadAllText(shell.PathOf("pages/night-trains.html")).Split("<p>").Skip(1)
            .Select(paragraph => paragraph.Split("</p>")[0].ReplaceLineEndings(" ")));
        var lines = new List<string>();
        for (var page = 1; page <= Size.Pages; page++)
        {
            var path = string.Create(CultureInfo.InvariantCulture, $"pages/{page:000}.txt");
            var start = page * 97 % (source.Length - CharactersEach);
            var text = source.Substring(start, CharactersEach);
            var whole = text[(text.IndexOf(' ', StringComparison.Ordinal) + 1)..];
            File.WriteAllText(Path.Combine(folder, path),
                string.Create(CultureInfo.InvariantCulture, $"Page number {page}\n\n{whole}.\n"));
            File.SetLastWriteTimeUtc(Path.Combine(folder, path), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
            lines.Add(path);
        }

        File.WriteAllLines(Path.Combine(folder, "urls.txt"), lines);
        return folder;
    }

    private static async Task<(int Code, string Text)> RunAsync(string folder, TimeSpan? killAfter)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pressrun.Cli.dll"),
            "run", "podcast.yaml", "--offline", "--progress", "none"])
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
                // SIGKILL to the process alone: programs it has started live on, as after any crash.
                process.Kill();
            }
        }

        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
