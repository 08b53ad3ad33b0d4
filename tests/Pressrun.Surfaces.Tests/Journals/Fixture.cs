using System.IO.Compression;
using System.Text.Json.Nodes;
using Pressrun.Adapters.Tests.Rigging;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>What one version left behind: its store in the midst of a run, and the figures to be had from it.</summary>
/// <param name="Version">The version that wrote it.</param>
internal sealed record Fixture(Version Version)
{
    private const string Archive = "store.zip";
    private const string JournalName = "journal.txt";

    // The oldest time a zip file can hold: an archive tells of no clock.
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string Root = Path.Combine(Repository.Root, "tests", "data", "journals");

    /// <summary>The pipeline as the next fixture takes it.</summary>
    public static string Pattern { get; } = Path.Combine(Repository.Root, "tests", "data", "almanac");

    /// <summary>All there are, oldest first.</summary>
    public static IReadOnlyList<Fixture> All() =>
    [
        .. Directory.EnumerateDirectories(Root).Select(folder => Version.Parse(Path.GetFileName(folder))).Order()
            .Select(version => new Fixture(version)),
    ];

    /// <summary>Where it lies.</summary>
    public string Folder => Path.Combine(Root, Version.ToString());

    /// <summary>The figures, as they were when the version was released.</summary>
    public JsonObject Expected => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, "expected.json")))!.AsObject();

    /// <summary>The journals of its runs, as that version understood them.</summary>
    public string Journal => File.ReadAllText(Path.Combine(Folder, JournalName));

    /// <summary>Puts the pipeline and its store into a folder, as a user of that version has them.</summary>
    public void CopyTo(string folder)
    {
        CopyPipeline(Folder, folder);
        var store = Almanac.StoreOf(folder);
        ZipFile.ExtractToDirectory(Path.Combine(Folder, Archive), store);
        // Empty folders are in no archive.
        Directory.CreateDirectory(Path.Combine(store, "blobs", "part"));
    }

    /// <summary>Keeps what was made in a folder.</summary>
    public void Keep(string folder)
    {
        CopyPipeline(folder, Folder);
        var store = Almanac.StoreOf(folder);
        using var archive = ZipFile.Open(Path.Combine(Folder, Archive), ZipArchiveMode.Create);
        foreach (var file in Maker.FilesOf(store))
        {
            var entry = archive.CreateEntry(
                Path.GetRelativePath(store, file).Replace('\\', '/'), CompressionLevel.SmallestSize);
            entry.LastWriteTime = NoTime;
            using var content = entry.Open();
            content.Write(File.ReadAllBytes(file));
        }
    }

    /// <summary>Keeps what is to be had from it.</summary>
    public void Keep(string journal, JsonObject expected)
    {
        File.WriteAllText(Path.Combine(Folder, JournalName), journal);
        File.WriteAllText(Path.Combine(Folder, "expected.json"), Figures.Text(expected));
    }

    /// <summary>Copies the pipeline file and what it names.</summary>
    public static void CopyPipeline(string from, string to)
    {
        foreach (var name in (string[])["almanac.yaml", "items.jsonl", "words.txt", "prompts/tell.md"])
        {
            var file = Path.Combine(to, name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.Copy(Path.Combine(from, name), file);
        }
    }
}
