namespace Pressrun.Surfaces.Tests.Files;

/// <summary>Finds the files these tests read; a path the compiler noted is rewritten by a reproducible build.</summary>
internal static class Folders
{
    private static readonly string Root = FindRoot(AppContext.BaseDirectory);

    /// <summary>A folder beside this file.</summary>
    public static string Beside(string name) => Path.Combine(Root, "tests/Pressrun.Surfaces.Tests/Files", name);

    /// <summary>The reference files, or null where they do not lie beside the repository.</summary>
    public static string? Reference() =>
        Path.GetFullPath(Path.Combine(Root, "../shared/pipelines")) is var folder && Directory.Exists(folder)
            ? folder
            : null;

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "pressrun.slnx"))
            ? folder
            : FindRoot(Directory.GetParent(folder)?.FullName
                ?? throw new DirectoryNotFoundException("pressrun.slnx lies in no folder above the tests."));
}
