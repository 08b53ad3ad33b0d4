namespace Pressrun.Adapters.Tests.Processes;

/// <summary>
/// Temporary folders in memory, where the system has room for that: what dies in these tests is a process, so that
/// whether the disk has synced makes no difference but the time it takes.
/// </summary>
internal static class QuickFolder
{
    private const string Memory = "/dev/shm";
    private const long RoomMin = 2L * 1024 * 1024 * 1024;

    public static DirectoryInfo Create(string prefix)
    {
        var isThere = OperatingSystem.IsLinux() && Directory.Exists(Memory)
            && new DriveInfo(Memory).AvailableFreeSpace > RoomMin;
        return isThere
            ? Directory.CreateDirectory(Path.Combine(Memory, prefix + Path.GetRandomFileName()))
            : Directory.CreateTempSubdirectory(prefix);
    }
}
