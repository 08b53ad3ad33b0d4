using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Surfaces.Tests.Screens;

/// <summary>Compares a text with the file of that name beside these tests; APPROVE=1 writes the file instead.</summary>
internal static class Golden
{
    public static void Hold(string name, string text) =>
        HoldAt(Path.Combine(Repository.Root, "tests/Pressrun.Surfaces.Tests/Screens", name + ".txt"), text);

    /// <summary>The same with a file anywhere.</summary>
    public static void HoldAt(string path, string text)
    {
        if (Environment.GetEnvironmentVariable("APPROVE") == "1")
        {
            File.WriteAllText(path, text);
        }

        Assert.True(File.Exists(path), $"{path} is missing: run once with APPROVE=1 and read what it writes");
        Assert.Equal(File.ReadAllText(path), text);
    }
}
