using System.Diagnostics;
using System.Globalization;
using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Adapters.Tests.Processes.Disks;

/// <summary>
/// What <c>disk.c</c> does when it is preloaded into a victim: end it at a drawn operation on its store, and keep
/// beside the store what a power cut would leave of it.
/// </summary>
/// <param name="EndAt">The operation it dies at, from 1; 0 for none.</param>
/// <param name="Shadow">Where the shadow lies; null for none.</param>
internal sealed record PreloadedDisk(int EndAt = 0, string? Shadow = null)
{
    private static readonly Lazy<Task<string>> Library = new(CompileAsync);

    /// <summary>The variables a victim is started with.</summary>
    /// <param name="folder">Its store's folder.</param>
    public async Task<IReadOnlyDictionary<string, string>> VariablesAsync(string folder)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Only Linux lets a library be put before the C library.");
        var variables = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["LD_PRELOAD"] = await Library.Value,
            ["PRESSRUN_DISK_OF"] = folder,
            ["PRESSRUN_DISK_END"] = EndAt.ToString(CultureInfo.InvariantCulture),
        };
        if (Shadow is not null)
        {
            variables.Add("PRESSRUN_DISK_AT", Shadow);
        }

        return variables;
    }

    private static async Task<string> CompileAsync()
    {
        var folder = Directory.CreateTempSubdirectory("pressrun-disk-");
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Delete(recursive: true);
        var library = Path.Combine(folder.FullName, "disk.so");
        var source = Path.Combine(
            Repository.Root, "tests", "Pressrun.Adapters.Tests", "Processes", "Disks", "disk.c");
        using var compiler = Process.Start(
            new ProcessStartInfo("gcc", ["-O2", "-Wall", "-Werror", "-shared", "-fPIC", "-o", library, source])
            {
                RedirectStandardError = true,
                UseShellExecute = false,
            })!;
        var errors = await compiler.StandardError.ReadToEndAsync();
        await compiler.WaitForExitAsync();
        Assert.True(compiler.ExitCode == 0, $"gcc could not compile disk.c (./check brings it):\n{errors}");
        return library;
    }
}
