using System.Diagnostics;

namespace Pressrun.Benchmarks;

/// <summary>
/// How long the command takes to say something: <c>--help</c>, and a <c>run</c> that finds nothing to do; compiled when
/// it starts (JIT) beside compiled before (ReadyToRun). The two take turns, so that a busy moment meets both.
/// </summary>
internal static class Startup
{
    /// <param name="repository">The repository's root, from which the command is published.</param>
    /// <param name="turns">How often each is started.</param>
    public static async Task MeasureAsync(string repository, int turns)
    {
        using var folder = new TempFolder();
        var programs = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var isReady in (bool[])[false, true])
        {
            var output = folder.Of(isReady ? "ready" : "jit");
            await RunAsync(repository, "dotnet", "publish", "src/Pressrun.Cli", "-c", "Release", "-r", "linux-x64",
                "--self-contained", "false", $"-p:PublishReadyToRun={isReady}",
                "-p:RestorePackagesWithLockFile=false", "-o", output);
            programs[isReady ? "ReadyToRun" : "JIT"] = Path.Combine(output, "Pressrun.Cli.dll");
        }

        var work = Directory.CreateDirectory(folder.Of("work")).FullName;
        await RunAsync(work, "dotnet", programs["JIT"], "init", "podcast");
        await File.WriteAllTextAsync(Path.Combine(work, "urls.txt"), "pages/too-short.html\n");
        await RunAsync(work, "dotnet", programs["JIT"], "run", "podcast.yaml", "--offline");
        string[][] commands = [["--help"], ["run", "podcast.yaml", "--offline"]];
        foreach (var words in commands)
        {
            var took = programs.Keys.ToDictionary(name => name, _ => new List<double>(), StringComparer.Ordinal);
            for (var turn = -1; turn < turns; turn++)
            {
                foreach (var (name, program) in programs)
                {
                    var start = Stopwatch.GetTimestamp();
                    await RunAsync(work, "dotnet", [program, .. words]);
                    if (turn >= 0)
                    {
                        took[name].Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
                    }
                }
            }

            var (jit, ready) = (Figures.Median(took["JIT"]), Figures.Median(took["ReadyToRun"]));
            var what = words.Length == 1 ? "`pressrun --help`" : "`pressrun run` of nothing";
            Console.WriteLine(
                $"| {what}: JIT, ReadyToRun, ratio | – | {jit:F0} ms, {ready:F0} ms, {ready / jit:F2} |");
        }
    }

    private static async Task RunAsync(string folder, string program, params string[] words)
    {
        using var process = Process.Start(new ProcessStartInfo(program, words)
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = await Task.WhenAll(
            process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();

        // 5 is how the run ends: its one page waits for a person.
        if (process.ExitCode is not (0 or 5))
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Concat(said)}");
        }
    }
}
