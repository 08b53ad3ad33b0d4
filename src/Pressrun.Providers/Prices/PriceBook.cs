namespace Pressrun.Providers.Prices;

/// <summary>All prices known, by service, model and day. Immutable.</summary>
public sealed class PriceBook
{
    private readonly IReadOnlyDictionary<string, IReadOnlyList<ModelFact>> _models;

    /// <param name="tariffs">Its lines, in any order.</param>
    /// <param name="models">What else is known of models, by the service's kind.</param>
    public PriceBook(
        IReadOnlyList<Tariff> tariffs, IReadOnlyDictionary<string, IReadOnlyList<ModelFact>>? models = null) =>
        (Tariffs, _models) = (tariffs, models ?? new Dictionary<string, IReadOnlyList<ModelFact>>());

    /// <summary>What this version ships.</summary>
    public static PriceBook Shipped { get; } = new(
        [.. PriceFiles.All.SelectMany(file => file.Tariffs)],
        PriceFiles.All.ToDictionary(file => file.Kind, file => file.Models, StringComparer.Ordinal));

    /// <summary>All lines.</summary>
    public IReadOnlyList<Tariff> Tariffs { get; }

    /// <summary>
    /// The line that holds for a call sent at a moment; null if none is known. An exact model comes before the longest
    /// beginning, a region's own line before the one for all, the highest tier the prompt reaches before the others.
    /// </summary>
    /// <param name="provider">The service's kind.</param>
    /// <param name="model">The model asked.</param>
    /// <param name="at">When the call was sent.</param>
    /// <param name="promptTokens">All tokens of its prompt.</param>
    /// <param name="route">How it was sent.</param>
    /// <param name="region">Its region; null for none.</param>
    public Tariff? Find(
        string provider, string model, DateTimeOffset at, long promptTokens, string route = "live",
        string? region = null)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return Tariffs
            .Where(tariff => tariff.Status == TariffStatus.Confirmed && tariff.Provider == provider
                && tariff.Route == route && (tariff.Region is null || tariff.Region == region)
                && tariff.ValidFrom <= day && (tariff.ValidTo is null || day < tariff.ValidTo)
                && tariff.TierFrom <= promptTokens && (tariff.TierFrom == 0 || tariff.TierFrom < promptTokens)
                && Matches(tariff.Model, model))
            .OrderBy(tariff => tariff.Model == model ? 0 : 1)
            .ThenByDescending(tariff => tariff.Model.Length)
            .ThenBy(tariff => tariff.Region is null ? 1 : 0)
            .ThenByDescending(tariff => tariff.TierFrom)
            .ThenByDescending(tariff => tariff.ValidFrom)
            .FirstOrDefault();
    }

    /// <summary>What is known of a model beside its price; null for nothing.</summary>
    /// <param name="provider">The service's kind.</param>
    /// <param name="model">The model.</param>
    public ModelFact? Know(string provider, string model) => _models.GetValueOrDefault(provider, [])
        .Where(fact => Matches(fact.Model, model))
        .OrderBy(fact => fact.Model == model ? 0 : 1).ThenByDescending(fact => fact.Model.Length).FirstOrDefault();

    private static bool Matches(string pattern, string model) => pattern.EndsWith('*')
        ? model.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : pattern == model;
}
