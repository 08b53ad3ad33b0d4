namespace Pressrun.Adapters.Tests.Rigging;

/// <summary>
/// Where the repository lies; found from the tests, because paths the compiler notes are rewritten in CI.
/// </summary>
internal static class Repository
{
    public static string Root { get; } = Above(AppContext.BaseDirectory);

    private static string Above(string folder) => File.Exists(Path.Combine(folder, "pressrun.slnx"))
        ? folder
        : Above(Directory.GetParent(folder)?.FullName
            ?? throw new DirectoryNotFoundException("pressrun.slnx lies in no folder above the tests."));
}
