namespace Pressrun.Adapters.Tests.Rigging;

/// <summary>The developers' data set, which is third-party material and stays outside the repository.</summary>
internal static class SharedData
{
    private const string Variable = "PRESSRUN_DATA";

    /// <returns>The path of a folder of the data set; a test is skipped where the folder is not there.</returns>
    public static string Folder(string relative)
    {
        var folder = Path.Combine(Root(), relative);
        Assert.SkipUnless(
            Directory.Exists(folder),
            $"The folder {relative} of the data set is not here; {Variable} says where the data set lies.");
        return folder;
    }

    private static string Root() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(Repository(AppContext.BaseDirectory), "..", "shared", "data");

    private static string Repository(string folder) =>
        File.Exists(Path.Combine(folder, "pressrun.slnx"))
            ? folder
            : Repository(Directory.GetParent(folder)?.FullName
                ?? throw new DirectoryNotFoundException("pressrun.slnx lies in no folder above the tests."));
}
