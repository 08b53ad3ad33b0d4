using System.Diagnostics;
using System.Text.Json;
using Pressrun.Sql.Views;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Shipped;

/// <summary>A shipped pipeline as <c>init</c> writes it, a few words of its file changed, to be run offline.</summary>
internal sealed class Batch : IDisposable
{
    private readonly string _name;

    /// <param name="name">The pipeline.</param>
    /// <param name="changes">What is written otherwise in its file; each must stand in it.</param>
    public Batch(string name, params (string Old, string New)[] changes)
    {
        _name = name;
        Assert.Equal(0, Shell.Run("init", name).Code);
        var file = File.ReadAllText(Shell.PathOf($"{name}.yaml"));
        foreach (var (old, now) in changes)
        {
            Assert.Contains(old, file, StringComparison.Ordinal);
            file = file.Replace(old, now, StringComparison.Ordinal);
        }

        Shell.Write($"{name}.yaml", file);
    }

    /// <summary>Whether whole sets are proved, which takes hours.</summary>
    public static bool IsWhole => Environment.GetEnvironmentVariable("PRESSRUN_FULL_SETS") == "1";

    public Shell Shell { get; } = new();

    public string Tree => Shell.Tree("offline");

    public (int Code, string Output, string Error) Run(params string[] more) =>
        Shell.Run(["run", $"{_name}.yaml", "--offline", .. more]);

    /// <summary>The same in a process of its own, killed after a while; its exit code, 137 for killed.</summary>
    public async Task<(int Code, string Text)> RunAsync(TimeSpan? killAfter, params string[] more)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "Pressrun.Cli.dll"),
            "run", $"{_name}.yaml", "--offline", "--progress", "none", .. more])
        {
            WorkingDirectory = Shell.Folder,
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

    /// <summary>The summary of the only run.</summary>
    public JsonDocument Summary() => JsonDocument.Parse(File.ReadAllText(Directory.EnumerateFiles(
        Shell.PathOf($".pressrun/{_name}.offline/runs"), "summary.json", SearchOption.AllDirectories).Single()));

    /// <summary>What the stand-ins of paid services have answered so far, by stage.</summary>
    public Dictionary<string, long> Calls()
    {
        using var views = StoreViews.Open(Shell.PathOf($".pressrun/{_name}.offline"))!;
        return views.Spend(views.Runs(1)[0].No, SpendBy.Stage | SpendBy.Model)
            .Where(row => row.Model is "offline/extractive" or "espeak/default")
            .ToDictionary(row => row.Stage!, row => row.Calls, StringComparer.Ordinal);
    }

    /// <summary>No call of any item was answered twice, whatever interrupted it.</summary>
    public void InspectCalls(int items)
    {
        using var views = StoreViews.Open(Shell.PathOf($".pressrun/{_name}.offline"))!;
        var run = Assert.Single(views.Runs(10));
        foreach (var ordinal in Enumerable.Range(0, items + 1))
        {
            var answers = views.History(run.No, ordinal).Entries.OfType<HistoryEntry.Attempt>()
                .Where(attempt => attempt.Fate == Fate.Answered).Select(attempt => attempt.Key).ToList();
            Assert.Equal(answers.Count, answers.Distinct().Count());
        }
    }

    public void Dispose() => Shell.Dispose();
}
