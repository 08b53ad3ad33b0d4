using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>Looks at programs, folders, stores and the pipeline, a line each.</summary>
/// <param name="terminal">Where it looks and what it tells.</param>
/// <param name="lines">Takes the findings of a program that asked; null where a person did.</param>
internal sealed class Doctor(Terminal terminal, JsonLines? lines)
{
    private const int VersionWidth = 60;
    private const int ProbeBytes = 64 * 1024;

    private bool _isWell = true;

    /// <summary>Looks at everything; returns the exit code.</summary>
    public int Look(string? file, string? store, IReadOnlyList<string> sets)
    {
        Say(true, $"pressrun {BugReport.Version}, {RuntimeInformation.FrameworkDescription}");
        LookAtProgram("ffmpeg", "-version", "joins sound");
        LookAtProgram("espeak-ng", "--version", "speaks offline");
        LookAtFolder(file is null ? terminal.Folder : Workplace.Find(file, terminal).Folder);
        LookAtStores(file, store);
        LookAtPipeline(file, sets);
        lines?.Tell("doctor", json => json.WriteBoolean("ok", _isWell));
        return _isWell ? ExitCode.Done : ExitCode.SomeFailed;
    }

    private void LookAtProgram(string program, string ask, string use)
    {
        var path = Programs.Find(program, terminal);
        Say(path is not null, path is null
            ? $"{program} is missing ({use}); on Debian: sudo apt-get install {program}"
            : $"{Version(program, path, ask)} ({use})");
    }

    private void LookAtFolder(string folder)
    {
        var refusal = WhyNotWritten(folder);
        Say(refusal is null, refusal is null
            ? "this folder can be written"
            : $"this folder cannot be written, {refusal}: runs keep here what they know and what they make");
    }

    private void LookAtStores(string? file, string? store)
    {
        try
        {
            foreach (var folder in Stores.FoldersIfAny(file, store, terminal))
            {
                foreach (var (isGood, text) in DoctorOfStores.Look(folder, WhyNotWritten(folder)))
                {
                    Say(isGood, text);
                }
            }
        }
        catch (CommandException inTheWay)
        {
            Say(false, inTheWay.Message);
        }
    }

    // Tried with more than an empty file, which a full disk would still take. Null if it can be written.
    private static string? WhyNotWritten(string folder)
    {
        var probe = Path.Combine(folder, ".pressrun-probe");
        try
        {
            try
            {
                File.WriteAllBytes(probe, new byte[ProbeBytes]);
            }
            finally
            {
                File.Delete(probe);
            }

            return null;
        }
        catch (UnauthorizedAccessException)
        {
            return "you lack the right to";
        }
        catch (IOException)
        {
            return "its disk is full or can only be read";
        }
    }

    private void LookAtPipeline(string? file, IReadOnlyList<string> sets)
    {
        try
        {
            var place = Workplace.Find(file, terminal);
            var pipeline = PipelineLoader.Load(place.Request(terminal, sets, isOffline: false));
            Say(true, $"{place.Name} is right");
            foreach (var (verdict, text) in new DoctorOfServices(pipeline, place, terminal).Look())
            {
                Say(verdict, text);
                _isWell &= verdict != "WRONG";
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
        Say(isGood ? "ok" : "WRONG", text);
    }

    private void Say(string verdict, string text)
    {
        if (lines is not null)
        {
            lines.Tell("finding", json =>
            {
                json.WriteString("verdict", verdict.ToLowerInvariant());
                json.WriteString("text", text);
            });
            return;
        }

        const string Indent = "       ";
        terminal.Say(verdict.PadRight(Indent.Length) + text.Replace("\n", $"\n{Indent}", StringComparison.Ordinal));
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
