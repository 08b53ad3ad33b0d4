using System.Diagnostics;
using System.Globalization;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>A file system of its own, so small that it can be filled; in memory, mounted on a folder.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Mounts it; null where this process may not mount anything.</summary>
    /// <param name="folder">Where; made if it is not there.</param>
    /// <param name="kilobytes">Its size.</param>
    public static async Task<SmallDisk?> MountAsync(string folder, int kilobytes)
    {
        Directory.CreateDirectory(folder);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={kilobytes}k");
        return OperatingSystem.IsLinux() && await RunAsync("mount", "-t", "tmpfs", "-o", size, "pressrun", folder)
            ? new(folder)
            : null;
    }

    /// <summary>Lets nobody write to it; only while nobody does.</summary>
    public Task<bool> SealAsync() => RunAsync("mount", "-o", "remount,ro", _folder);

    /// <summary>Lets everybody write to it again.</summary>
    public Task<bool> UnsealAsync() => RunAsync("mount", "-o", "remount,rw", _folder);

    /// <summary>Fills it but for some room, while others write to it.</summary>
    public void Fill(int kilobytesLeft)
    {
        using var ballast = File.Create(Ballast, bufferSize: 0);
        var block = new byte[4096];
        try
        {
            while (true)
            {
                ballast.Write(block);
            }
        }
        catch (IOException)
        {
            ballast.SetLength(Math.Max(0, ballast.Length - (kilobytesLeft * 1024L)));
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Ballast);

    public async ValueTask DisposeAsync() => await RunAsync("umount", _folder);

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
