namespace Pressrun.Providers.Prices;

/// <summary>The file of one service: its prices and its models.</summary>
internal sealed record PriceFile
{
    /// <summary>The service's kind.</summary>
    public required string Kind { get; init; }

    /// <summary>
    /// The service whose prices hold for its models too, where it has no line of its own for one; null for none.
    /// </summary>
    public string? SameAs { get; init; }

    /// <summary>Its prices, in any order.</summary>
    public IReadOnlyList<Tariff> Tariffs { get => field ?? []; init; }

    /// <summary>Its models, as far as there is anything to say of them.</summary>
    public IReadOnlyList<ModelFact> Models { get => field ?? []; init; }
}
