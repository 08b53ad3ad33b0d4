namespace Pressrun.Adapters.Tests.Rigging;

/// <summary>The developers' data set, which is third-party material and stays outside the repository.</summary>
internal static class SharedData
{
    private const string Variable = "PRESSRUN_DATA";

    private static string Root { get; } = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
        ? named
        : Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));

    /// <summary>The path of a folder of the data set; a test is skipped where the folder is not there.</summary>
    public static string Folder(string relative)
    {
        var folder = Path.Combine(Root, relative);
        Assert.SkipUnless(
            Directory.Exists(folder),
            $"The folder {relative} of the data set is not here; {Variable} says where the data set lies.");
        return folder;
    }

    /// <summary>A file or folder of the data set; null where it is not there.</summary>
    public static string? Find(string relative) =>
        Path.Combine(Root, relative) is var path && Path.Exists(path) ? path : null;
}
