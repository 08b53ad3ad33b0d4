using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>What a service says of a batch.</summary>
/// <param name="Id">The batch.</param>
/// <param name="CreatedAt">When it was made, by the service's clock.</param>
internal sealed record BatchState(string Id, DateTimeOffset CreatedAt)
{
    /// <summary>Whether nothing more happens to it.</summary>
    public bool IsOver { get; init; }

    /// <summary>Why it was refused as a whole; null if it was not.</summary>
    public Received? Refusal { get; init; }

    /// <summary>Where its results are, in order, once it is over; may be empty.</summary>
    public IReadOnlyList<string> Results { get; init; } = [];

    /// <summary>The first row, for batches that bear it openly; null if it bears none.</summary>
    public string? First { get; init; }

    /// <summary>Where its rows' ids can be read; null if nowhere, or not before it is over.</summary>
    public string? Rows { get; init; }
}
