using System.CommandLine;
using System.Diagnostics;
using System.Runtime.InteropServices;
using Pressrun.Cli.Hosting;
using Pressrun.Pipelines.Building;
using Pressrun.Seams;
using Pressrun.Sql.Views;

namespace Pressrun.Cli.Commands;

/// <summary>Looks whether this machine and this folder have what a run needs.</summary>
internal static class DoctorCommand
{
    public static Command Make(Terminal terminal, GlobalOptions options)
    {
        var command = new Command("doctor", "look whether this machine has what a run needs");
        command.SetAction(parsed =>
        {
            var isWell = true;
            Say(true, $"pressrun {BugReport.Version}, {RuntimeInformation.FrameworkDescription}");
            foreach (var (program, use) in (ReadOnlySpan<(string, string)>)
                [("ffmpeg", "joins sound"), ("espeak-ng", "speaks offline")])
            {
                var path = Programs.Find(program, terminal);
                Say(path is not null, path is null
                    ? $"{program} is missing ({use}); on Debian: sudo apt-get install {program}"
                    : $"{Version(program, path)} ({use})");
            }

            Say(CanWrite(terminal.Folder), CanWrite(terminal.Folder)
                ? "this folder can be written"
                : "this folder cannot be written: runs need a place for .pressrun; choose another or give --store PATH");
            foreach (var folder in Stores.Folders(
                parsed.GetValue(options.File), parsed.GetValue(options.Store), terminal))
            {
                CheckStore(folder);
            }

            CheckPipeline(parsed.GetValue(options.File));
            return isWell ? ExitCode.Done : ExitCode.SomeFailed;

            void CheckStore(string folder)
            {
                var name = Path.GetFileName(folder);
                try
                {
                    using var views = StoreViews.Open(folder);
                    var run = views?.Runs(1).FirstOrDefault();
                    Say(true, $"store {name} can be read"
                        + (run is null ? "" : $"; latest run {run.ShortId} {RunsCommand.StateOf(run)}"));
                }
                catch (StoreException broken)
                {
                    Say(false, $"store {name}: {broken.Message}");
                }
            }

            void CheckPipeline(string? file)
            {
                try
                {
                    var place = Workplace.Find(file, terminal);
                    var pipeline = PipelineLoader.Load(place.Request(terminal, parsed.GetValue(options.Set) ?? [], false));
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

            void Say(bool isGood, string text)
            {
                isWell &= isGood;
                terminal.Output.WriteLine($"{(isGood ? "ok     " : "WRONG  ")}{text.Replace("\n", "\n       ", StringComparison.Ordinal)}");
            }
        });
        return command;
    }

    // The first line of what a program says of itself.
    private static string Version(string program, string path)
    {
        try
        {
            var start = new ProcessStartInfo(path, [program == "ffmpeg" ? "-version" : "--version"])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            };
            using var process = Process.Start(start)!;
            var line = process.StandardOutput.ReadLine() ?? program;
            process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return Screens.Cells.Clean(line.Length > 60 ? line[..60] : line);
        }
        catch (Exception broken) when (broken is InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return $"{program}, which does not start";
        }
    }

    private static bool CanWrite(string folder)
    {
        var probe = Path.Combine(folder, ".pressrun-probe");
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
