using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>The victim as a process of its own; disposing kills it if it still lives.</summary>
internal sealed class VictimProcess : IAsyncDisposable
{
    public const int SigInt = 2, SigTerm = 15, SigCont = 18, SigStop = 19;

    /// <summary>What the system makes of an end by SIGKILL.</summary>
    public const int Killed = 137;

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

    /// <summary>Its exit code, once it has ended.</summary>
    public int Code => _process.ExitCode;

    /// <summary>Whether SIGSTOP has taken hold of it; where the system does not tell, it has.</summary>
    public bool IsFrozen
    {
        get
        {
            var told = string.Create(CultureInfo.InvariantCulture, $"/proc/{Id}/stat");
            return !File.Exists(told) || File.ReadAllText(told).Split(") ")[^1].StartsWith('T');
        }
    }

    public bool HasExited => _process.HasExited;

    /// <summary>Completes when the process has ended, whoever ended it.</summary>
    public Task Ended => _process.WaitForExitAsync(CancellationToken.None);

    /// <param name="folder">The store's.</param>
    /// <param name="port">Where its provider listens.</param>
    /// <param name="items">How many items it works on.</param>
    /// <param name="timeout">After which time it gives an attempt up.</param>
    /// <param name="options">Its further words, as it knows them.</param>
    /// <param name="variables">What is put into its environment.</param>
    public static VictimProcess Start(
        string folder, int port, int items, TimeSpan timeout, IReadOnlyList<string>? options = null,
        IReadOnlyDictionary<string, string>? variables = null)
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

        foreach (var option in options ?? [])
        {
            start.ArgumentList.Add(option);
        }

        // It lives for a second or two: what makes a long life fast only makes a short one slow.
        start.Environment["DOTNET_TieredPGO"] = "0";
        foreach (var (name, value) in variables ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            start.Environment[name] = value;
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

    /// <summary>
    /// Sends a signal until the process has ended: two that arrive before the first is handled are one to it.
    /// </summary>
    public async Task<(int Code, string Text)> SignalUntilEndAsync(int signal)
    {
        var end = EndAsync();
        while (!end.IsCompleted)
        {
            Signal(signal);
            await Task.WhenAny(end, Task.Delay(100, TestContext.Current.CancellationToken));
        }

        return await end;
    }

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
