using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Pressrun.Cli;

/// <summary>What is kept when Pressrun itself is at fault: a file for whoever mends it, a line for the user.</summary>
internal static class BugReport
{
    /// <summary>Writes the report beside the runs, or in the temporary folder; returns the line for the user.</summary>
    public static string Write(Exception bug, IReadOnlyList<string> words, Terminal terminal)
    {
        var now = terminal.Time.GetUtcNow();
        var name = string.Create(CultureInfo.InvariantCulture, $"pressrun-bug-{now:yyyyMMdd-HHmmss}.txt");
        // Of the words only the command: what follows may hold a key.
        var report = string.Create(CultureInfo.InvariantCulture,
            $"""
             pressrun {Version} on {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}
             command: {(words.Count == 0 ? "" : words[0])}
             {bug}

             """);
        foreach (var folder in (string[])[Path.Combine(terminal.Folder, ".pressrun"), Path.GetTempPath()])
        {
            try
            {
                Directory.CreateDirectory(folder);
                var path = Path.Combine(folder, name);
                File.WriteAllText(path, report);
                var shown = folder.StartsWith(terminal.Folder, StringComparison.Ordinal)
                    ? Path.GetRelativePath(terminal.Folder, path)
                    : path;
                return $"a bug in pressrun, not in your file; nothing paid is lost. Please report it with {shown}";
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                // The next folder.
            }
        }

        return $"a bug in pressrun, not in your file; nothing paid is lost: {bug.Message}";
    }

    /// <summary>The version, as <c>--version</c> says it.</summary>
    public static string Version { get; } =
        typeof(BugReport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?
            .InformationalVersion.Split('+')[0] ?? "0";
}
