using System.Diagnostics;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>A file system of its own that can be made read-only; in memory, mounted on a folder.</summary>
internal sealed class FrozenDisk : IAsyncDisposable
{
    private FrozenDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>Mounts it, writable at first; null where this process may not mount anything.</summary>
    public static async Task<FrozenDisk?> MountAsync(string folder)
    {
        Directory.CreateDirectory(folder);
        return OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "pressrun", folder)
            ? new(folder)
            : null;
    }

    /// <summary>From now on nothing can be written.</summary>
    public async Task FreezeAsync() => Assert.True(await RunAsync("mount", "-o", "remount,ro", Folder));

    public async ValueTask DisposeAsync() => await RunAsync("umount", Folder);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
