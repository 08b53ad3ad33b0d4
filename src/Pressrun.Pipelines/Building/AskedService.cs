using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>A service that stages of a pipeline ask, as the file describes it.</summary>
/// <param name="Provider">The provider's name, as it stands before the slash of a model.</param>
/// <param name="Kind">Which interface it speaks.</param>
/// <param name="Reference">Where its key is: <c>env:NAME</c> or <c>file:PATH</c>; null if the file names none.</param>
/// <param name="At">Where the pipeline file speaks of it.</param>
public sealed record AskedService(string Provider, string Kind, string? Reference, Position At)
{
    /// <summary>Whether it can be asked only with a key; one of the user's own machine mostly needs none.</summary>
    public required bool NeedsKey { get; init; }

    /// <summary>The models asked of it, in the order of the file, none twice.</summary>
    public required IReadOnlyList<AskedModel> Models { get; init; }

    /// <summary>The provider that carries out in batches what is asked of this one.</summary>
    public string Batch => ModelBinder.Batch(Provider);

    /// <summary>Its address; null is the kind's own.</summary>
    public string? Url { get; init; }

    /// <summary>The region of a cloud; null if none is given.</summary>
    public string? Region { get; init; }

    /// <summary>What the file says it costs; null if it says nothing.</summary>
    public GivenPrices? Prices { get; init; }
}
