using System.Diagnostics;
using System.Globalization;

namespace Pressrun.Benchmarks;

/// <summary>This program as a process of its own.</summary>
internal static class Child
{
    /// <summary>Starts a measurement on a folder with a number of items; its output is read by the caller.</summary>
    public static Process Start(string name, string folder, int items)
    {
        // `dotnet run` starts the program itself, `dotnet X.dll` starts dotnet.
        var program = Environment.ProcessPath!;
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Environment.GetCommandLineArgs()[0]);
        }

        start.ArgumentList.Add(name);
        start.ArgumentList.Add(folder);
        start.ArgumentList.Add(items.ToString(CultureInfo.InvariantCulture));
        return Process.Start(start)!;
    }

    /// <summary>The words after a word, in the next line that begins with it; other lines are passed over.</summary>
    public static async Task<string[]> ReadAsync(Process process, string word)
    {
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(word + " ", StringComparison.Ordinal))
            {
                return line.Split(' ')[1..];
            }
        }

        throw new InvalidOperationException($"The process ended without a line that begins with `{word}`.");
    }
}
