namespace Pressrun.Pipelines.Files.Reading;

/// <summary>Gathers errors so that all are shown at once. Used by one reading, on one thread.</summary>
internal sealed class Findings
{
    private readonly List<FileError> _errors = [];
    private readonly List<SourceText> _sources = [];
    private readonly List<SourceText.Span> _secrets = [];

    /// <summary>
    /// Whether the tree is being bound, so that every key of a provider is known and hidden if need be. Before that
    /// whatever stands behind <c>key:</c> is hidden.
    /// </summary>
    public bool IsBinding { get; set; }

    public bool IsEmpty => _errors.Count == 0;

    public bool IsFull => _errors.Count >= FileErrors.Most;

    /// <summary>A file errors may speak of.</summary>
    public void Add(SourceText source) => _sources.Add(source);

    public void Add(Position at, string message, string? hint = null)
    {
        if (!IsFull)
        {
            _errors.Add(new(at, message, hint));
        }
    }

    /// <summary>Never shows this value, in whatever error its line appears.</summary>
    public void Hide(Node secret) => _secrets.Add(secret.Extent);

    /// <exception cref="PipelineFileException">Something was found.</exception>
    public void Throw()
    {
        if (!IsEmpty)
        {
            throw new PipelineFileException(_errors, Sources());
        }
    }

    /// <summary>Ends the reading here: what follows could not be understood.</summary>
    public PipelineFileException Stop(Position at, string message, string? hint = null)
    {
        Add(at, message, hint);
        return new(_errors, Sources());
    }

    private List<SourceText> Sources() => _sources.ConvertAll(source => source.Blotted(_secrets, !IsBinding));
}
