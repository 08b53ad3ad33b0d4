namespace Pressrun.Benchmarks;

/// <summary>A folder that goes with the measurement; TMPDIR says on which disk.</summary>
internal sealed class TempFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-bench-");

    public string Of(string name) => Path.Combine(_folder.FullName, name);

    /// <summary>Bytes of all files in it.</summary>
    public static long SizeOf(string folder) =>
        new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(file => file.Length);

    public void Dispose() => _folder.Delete(recursive: true);
}
