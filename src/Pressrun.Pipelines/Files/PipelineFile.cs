using Pressrun.Pipelines.Files.Binding;
using Pressrun.Pipelines.Files.Layering;
using Pressrun.Pipelines.Files.Reading;

namespace Pressrun.Pipelines.Files;

/// <summary>Reads pipeline files.</summary>
internal static class PipelineFile
{
    /// <summary>Reads a file and lays over it what is set elsewhere.</summary>
    /// <param name="path">The file, named as errors shall name it.</param>
    /// <param name="overrides">What is laid over it; null is nothing.</param>
    /// <exception cref="PipelineFileException">It cannot be used; all errors are in there at once.</exception>
    public static PipelineSettings Read(string path, Overrides? overrides = null) =>
        Read(SourceText.Read(path), overrides);

    /// <summary>Reads a text and lays over it what is set elsewhere.</summary>
    /// <exception cref="PipelineFileException">It cannot be used; all errors are in there at once.</exception>
    public static PipelineSettings Read(SourceText source, Overrides? overrides = null)
    {
        var findings = new Findings();
        return FileBinder.Bind(Layers.Of(source, overrides ?? Overrides.None, findings), findings);
    }

    /// <summary>
    /// What the file asks for that this version understands but does not carry out: one line each, in the order of
    /// the file; empty if there is nothing.
    /// </summary>
    public static IReadOnlyList<FileError> NotYet(PipelineSettings settings) => LaterChecker.Check(settings);
}
