using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Audio;

/// <summary>A script that stands for a program, and a pipe that stays open as long as anything of it lives.</summary>
internal sealed class Stand : IAsyncDisposable
{
    /// <summary>Tells the test that it runs, and then does nothing for ever; neither does its child.</summary>
    public const string LingerWithChild = "exec 9>\"$LIFELINE\"; sleep 100000 & echo runs >&9; wait";

    private readonly string _lifeline;
    private StreamReader? _reader;

    private Stand(string folder)
    {
        _lifeline = Path.Combine(folder, "lifeline");
        Runner = new(folder + Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"));
    }

    /// <summary>Finds the script before the real program.</summary>
    public ProgramRunner Runner { get; }

    public static async Task<Stand> MakeAsync(string parent, string program, string script)
    {
        var folder = Directory.CreateDirectory(Path.Combine(parent, "stand")).FullName;
        var stand = new Stand(folder);
        await Shelf.Runner.RunAsync(new("mkfifo", [stand._lifeline]), Shelf.Token);
        var path = Path.Combine(folder, program);
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nLIFELINE='{stand._lifeline}'\n{script}\n", Shelf.Token);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return stand;
    }

    /// <summary>Waits until the script runs; the reader given ends when everything of it is dead.</summary>
    public async Task<StreamReader> AwaitStartAsync()
    {
        // Opening waits for the other side, so it must not happen on the test's own thread.
        _reader = await Task.Run(() => new StreamReader(_lifeline), Shelf.Token);
        Assert.Equal("runs", await _reader.ReadLineAsync(Shelf.Token));
        return _reader;
    }

    public ValueTask DisposeAsync()
    {
        _reader?.Dispose();
        return ValueTask.CompletedTask;
    }
}
