using System.Runtime.InteropServices;

namespace Pressrun.Benchmarks;

/// <summary>What every figure depends on.</summary>
internal static class Machine
{
    public static void Describe()
    {
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
        Console.WriteLine(
            $"{DateTime.UtcNow:yyyy-MM-dd HH:mm} UTC, {Environment.ProcessorCount} cores, "
            + $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, load {load} before");
    }
}
