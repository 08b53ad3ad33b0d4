using System.Text.Json;
using Pressrun.Cli.Screens;
using Pressrun.Pipelines.Building;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Keeps the files each run was defined by beside the journal, so that a later run can tell what is different:
/// <c>definitions/FINGERPRINT.json</c>, an object of names and texts; and beside them, as <c>.agreed</c>, over which
/// items somebody agreed to pay for it again.
/// </summary>
/// <param name="store">The store's folder.</param>
internal sealed class Definitions(string store)
{
    private const int NameLength = 16;
    private const int BytesMax = 64 * 1024 * 1024;
    private const int FileNameMax = 200;

    /// <summary>Keeps the files of a pipeline. What cannot be written is not kept: nothing depends on it.</summary>
    public void Keep(LoadedPipeline pipeline)
    {
        var path = PathOf(pipeline.Pipeline.Fingerprint);
        if (File.Exists(path))
        {
            return;
        }

        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var texts = pipeline.Sources.DistinctBy(source => source.Name)
                .ToDictionary(source => source.Name, source => source.Text, StringComparer.Ordinal);
            File.WriteAllText(path + ".part", JsonSerializer.Serialize(texts));
            File.Move(path + ".part", path, overwrite: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next run says less of what changed.
        }
    }

    /// <summary>
    /// Remembers that somebody agreed to all that a pipeline pays again, over all its items as they are now.
    /// </summary>
    public void Agree(LoadedPipeline pipeline)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(AgreedPathOf(pipeline))!);
            File.WriteAllBytes(AgreedPathOf(pipeline), []);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // Then it is asked once more.
        }
    }

    /// <summary>A run of it begins with a part: what was once agreed to says nothing of the rest.</summary>
    public void Forget(LoadedPipeline pipeline)
    {
        try
        {
            File.Delete(AgreedPathOf(pipeline));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A store that cannot be written to takes no run either.
        }
    }

    /// <summary>Whether somebody agreed to it.</summary>
    public bool IsAgreed(LoadedPipeline pipeline) => File.Exists(AgreedPathOf(pipeline));

    /// <summary>
    /// The files that are different from those of an earlier run, each with what was added and removed; null if those
    /// were not kept.
    /// </summary>
    /// <param name="fingerprint">Of the earlier run's definition.</param>
    /// <param name="pipeline">The pipeline as it is now.</param>
    public IReadOnlyList<FileChange>? Compare(string fingerprint, LoadedPipeline pipeline)
    {
        Dictionary<string, string>? before;
        try
        {
            // A pipe or a device has no length, and would be read for ever.
            if (new FileInfo(PathOf(fingerprint)) is not { Length: > 0 and <= BytesMax, LinkTarget: null })
            {
                return null;
            }

            before = JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllText(PathOf(fingerprint)));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }

        var now = pipeline.Sources.DistinctBy(source => source.Name).ToDictionary(
            source => source.Name, source => source.Text, StringComparer.Ordinal);
        return before is null ? null :
        [
            .. now.Keys.Union(before.Keys, StringComparer.Ordinal).Where(name => name.Length <= FileNameMax)
                .Select(name => FileChange.Of(name, before.GetValueOrDefault(name), now.GetValueOrDefault(name)))
                .OfType<FileChange>(),
        ];
    }

    private string PathOf(string fingerprint) => Path.Combine(store, "definitions", Short(fingerprint) + ".json");

    private string AgreedPathOf(LoadedPipeline pipeline) => Path.Combine(
        store, "definitions", $"{Short(pipeline.Pipeline.Fingerprint)}-{Short(pipeline.Items.Source.Hash)}.agreed");

    private static string Short(string hash) => hash[..Math.Min(NameLength, hash.Length)];
}
