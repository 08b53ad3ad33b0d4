using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Pressrun.Cli.Commands;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;
using Pressrun.Seams;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Hosting;

/// <summary>Looks at programs, folders, stores and the pipeline, a line each.</summary>
/// <param name="terminal">Where it looks and what it tells.</param>
internal sealed class Doctor(Terminal terminal)
{
    private const int VersionWidth = 60;

    private bool _isWell = true;

    /// <summary>Looks at everything; returns the exit code.</summary>
    public int Look(string? file, string? store, IReadOnlyList<string> sets)
    {
        Say(true, $"pressrun {BugReport.Version}, {RuntimeInformation.FrameworkDescription}");
        LookAtProgram("ffmpeg", "-version", "joins sound");
        LookAtProgram("espeak-ng", "--version", "speaks offline");
        LookAtFolder();
        foreach (var folder in Stores.Folders(file, store, terminal))
        {
            LookAtStore(folder);
        }

        LookAtPipeline(file, sets);
        return _isWell ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private void LookAtProgram(string program, string ask, string use)
    {
        var path = Programs.Find(program, terminal);
        Say(path is not null, path is null
            ? $"{program} is missing ({use}); on Debian: sudo apt-get install {program}"
            : $"{Version(program, path, ask)} ({use})");
    }

    private void LookAtFolder()
    {
        var probe = Path.Combine(terminal.Folder, ".pressrun-probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            Say(true, "this folder can be written");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            Say(false, "this folder cannot be written: runs need a place; choose another or give --store PATH");
        }
    }

    private void LookAtStore(string folder)
    {
        var name = Path.GetFileName(folder);
        try
        {
            using var views = StoreViews.Open(folder);
            var latest = views?.Runs(1) is [var run] ? $"; latest run {run.ShortId} {RunsCommand.StateOf(run)}" : "";
            Say(true, $"store {name} can be read{latest}");
        }
        catch (StoreException broken)
        {
            Say(false, $"store {name}: {broken.Message}");
        }
    }

    private void LookAtPipeline(string? file, IReadOnlyList<string> sets)
    {
        try
        {
            var place = Workplace.Find(file, terminal);
            var pipeline = PipelineLoader.Load(place.Request(terminal, sets, isOffline: false));
            Say(true, $"{place.Name} is right");
            foreach (var key in pipeline.Keys)
            {
                Say(true, $"{key.Provider} wants the key {key.Reference}; --offline does without");
            }
        }
        catch (CommandException none) when (file is null)
        {
            Say(true, none.Message);
        }
        catch (PressrunException wrong)
        {
            Say(false, wrong.Message.TrimEnd('\n'));
        }
    }

    private void Say(bool isGood, string text)
    {
        _isWell &= isGood;
        var lines = string.Join("\n       ", text.Split('\n').Select(Cells.Clean));
        terminal.Output.WriteLine($"{(isGood ? "ok     " : "WRONG  ")}{lines}");
    }

    // The first line of what a program says of itself.
    private static string Version(string program, string path, string ask)
    {
        try
        {
            var start = new ProcessStartInfo(path, [ask])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var line = process.StandardOutput.ReadLine() ?? program;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return line.Length > VersionWidth ? line[..VersionWidth] : line;
        }
        catch (Exception broken) when (broken is InvalidOperationException or Win32Exception)
        {
            return $"{program}, which does not start";
        }
    }
}
