namespace Pressrun.Pipelines.Files.Binding;

/// <summary>One key of the pipeline file: all that binder, schema, reference page and hints know of it.</summary>
/// <param name="Place">Where it stands.</param>
/// <param name="Name">The key.</param>
/// <param name="Kind">What its value is.</param>
/// <param name="Doc">What it does, one or two sentences.</param>
/// <param name="Example">A value as it would be written behind the colon.</param>
internal sealed record KeyRow(Place Place, string Name, ValueKind Kind, string Doc, string Example)
{
    /// <summary>Whether it must be there.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether it is what a stage does.</summary>
    public bool IsVerb { get; init; }

    /// <summary>Whether it is understood, but carried out by a later version only.</summary>
    public bool IsLater { get; init; }

    /// <summary>Whether it may be set from outside the file: by flag, variable or a file laid over it.</summary>
    public bool IsSettable { get; init; }

    /// <summary>What holds when it is left out, for the reference page.</summary>
    public string? Default { get; init; }

    /// <summary>What other tools call it: a hint leads from there to here.</summary>
    public IReadOnlyList<string> Synonyms { get; init; } = [];
}
