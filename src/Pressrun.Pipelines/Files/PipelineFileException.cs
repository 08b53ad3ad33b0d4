namespace Pressrun.Pipelines.Files;

/// <summary>
/// A pipeline file, or what was laid over it, cannot be used. The message is the whole page of
/// <see cref="FileErrors.Render"/>; it holds no secret.
/// </summary>
public sealed class PipelineFileException : PressrunException
{
    internal PipelineFileException(IReadOnlyList<FileError> errors, params IEnumerable<SourceText> sources)
        : this(FileErrors.Sorted(errors), [.. sources])
    {
    }

    private PipelineFileException(IReadOnlyList<FileError> errors, SourceText[] sources)
        : base(FileErrors.Render(errors, sources)) =>
        (Errors, Sources) = (errors, sources);

    /// <summary>All errors, sorted by place; at least one.</summary>
    public IReadOnlyList<FileError> Errors { get; }

    /// <summary>The files the errors speak of, literal keys blotted out; may be empty.</summary>
    public IReadOnlyList<SourceText> Sources { get; }
}
