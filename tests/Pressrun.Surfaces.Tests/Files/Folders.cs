using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>Finds the files these tests read.</summary>
internal static class Folders
{
    /// <summary>A folder beside this file.</summary>
    public static string Beside(string name) =>
        Path.Combine(Repository.Root, "tests/Pressrun.Surfaces.Tests/Files", name);

    /// <summary>The reference files, or null where they do not lie beside the repository.</summary>
    public static string? Reference() => SharedData.Find("../pipelines");
}
