using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>The victim as a process of its own; disposing kills it if it still lives.</summary>
internal sealed class VictimProcess : IAsyncDisposable
{
    public const int SigTerm = 15, SigStop = 19, SigCont = 18;

    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private VictimProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>Completes when the process has ended, whoever ended it.</summary>
    public Task Ended => _process.WaitForExitAsync(CancellationToken.None);

    /// <param name="folder">The store's.</param>
    /// <param name="port">Where its provider listens.</param>
    /// <param name="items">How many items it works on.</param>
    /// <param name="timeout">After which time it gives an attempt up.</param>
    public static VictimProcess Start(string folder, int port, int items, TimeSpan timeout)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.ArgumentList.Add(Program());
        start.ArgumentList.Add(folder);
        foreach (var number in (ReadOnlySpan<int>)[port, items, (int)timeout.TotalMilliseconds])
        {
            start.ArgumentList.Add(number.ToString(CultureInfo.InvariantCulture));
        }

        return new(Process.Start(start)!);
    }

    /// <summary>Waits for something the victim is about to do; fails with its words if it ends first.</summary>
    public async Task AwaitAsync(Task something)
    {
        if (await Task.WhenAny(something, Ended) != something)
        {
            Assert.Fail($"The victim ended too early, with code {_process.ExitCode}: {await _output}{await _errors}");
        }
    }

    /// <summary>Waits for the end; the exit code, and everything said on the way.</summary>
    public async Task<(int Code, string Text)> EndAsync()
    {
        await Ended;
        return (_process.ExitCode, await _output + await _errors);
    }

    /// <summary>SIGKILL: nothing in the process runs any more, no finally block and no flush.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await Ended;
    }

    /// <summary>Sends any other signal; it may come too late.</summary>
    public void Signal(int signal) => Assert.True(Kill(_process.Id, signal) == 0 || _process.HasExited);

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    // Beside this assembly's folder, wherever the build puts its artifacts.
    private static string Program()
    {
        var here = new DirectoryInfo(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory));
        return Path.Combine(here.Parent!.Parent!.FullName, "Pressrun.Victim", here.Name, "Pressrun.Victim.dll");
    }

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
