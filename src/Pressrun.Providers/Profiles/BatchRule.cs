namespace Pressrun.Providers.Profiles;

/// <summary>How a service takes many requests at once, each at a lower price, to be done within a day.</summary>
/// <param name="Form">The form of its interface for batches.</param>
/// <param name="RowsMax">The most requests of one batch.</param>
/// <param name="BytesMax">The most bytes of one batch.</param>
internal sealed record BatchRule(string Form, int RowsMax, long BytesMax)
{
    /// <summary>Whether all requests of a batch must ask the same model.</summary>
    public bool IsOneModel { get; init; }

    /// <summary>For how many days results are kept.</summary>
    public required int KeptDays { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>When it was read.</summary>
    public required DateOnly CheckedOn { get; init; }
}
