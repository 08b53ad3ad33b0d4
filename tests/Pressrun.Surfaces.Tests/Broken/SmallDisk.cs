using System.Diagnostics;
using System.Globalization;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>A file system of its own, in memory, that can be filled or closed; mounted on a folder.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int Kilobytes = 32 * 1024;

    private readonly string _folder;

    private SmallDisk(string folder) => _folder = folder;

    private string Ballast => Path.Combine(_folder, "ballast");

    /// <summary>Mounts it; the test is skipped where this process may not mount anything.</summary>
    public static SmallDisk Mount(string folder)
    {
        Directory.CreateDirectory(folder);
        var size = string.Create(CultureInfo.InvariantCulture, $"size={Kilobytes}k");
        var isMounted = OperatingSystem.IsLinux() && Run("mount", "-t", "tmpfs", "-o", size, "pressrun", folder);
        Assert.SkipUnless(isMounted, "Only root may mount a small disk.");
        return new(folder);
    }

    /// <summary>Fills it but for some room.</summary>
    public void Fill(int kilobytesLeft = 0)
    {
        using var ballast = new FileStream(Ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
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
            ballast.SetLength(ballast.Length - (kilobytesLeft * 1024L));
        }
    }

    /// <summary>Makes room again.</summary>
    public void Empty() => File.Delete(Ballast);

    /// <summary>Lets nobody write any more, not even root.</summary>
    public void Close() => Assert.True(Run("mount", "-o", "remount,ro", _folder));

    public void Open() => Assert.True(Run("mount", "-o", "remount,rw", _folder));

    // Lazily: a run that a failing test left waiting may still have a file open on it.
    public void Dispose() => Run("umount", "-l", _folder);

    private static bool Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
