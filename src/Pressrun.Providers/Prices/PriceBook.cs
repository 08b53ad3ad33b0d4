using Pressrun.Providers.Profiles;

namespace Pressrun.Providers.Prices;

/// <summary>All prices known, by service, model and day. Immutable.</summary>
public sealed class PriceBook
{
    /// <summary>After how many days a price should be compared with its page again.</summary>
    public const int AgeMaxDays = 60;

    private static readonly Lazy<PriceBook> ShippedBook = new(() => new(
        [.. PriceFiles.All.SelectMany(file => file.Tariffs)],
        PriceFiles.All.ToDictionary(file => file.Kind, file => file.Models, StringComparer.Ordinal)));

    private readonly IReadOnlyDictionary<string, IReadOnlyList<ModelFact>> _models;
    private readonly ILookup<string, Tariff> _confirmed;
    private readonly Dictionary<string, Tariff> _named = new(StringComparer.Ordinal);

    /// <param name="tariffs">Its lines, in any order.</param>
    /// <param name="models">What else is known of models, by the service's kind.</param>
    /// <exception cref="PressrunException">
    /// Lines contradict each other, so that nobody could say which of them holds: the message names them all.
    /// </exception>
    public PriceBook(
        IReadOnlyList<Tariff> tariffs, IReadOnlyDictionary<string, IReadOnlyList<ModelFact>>? models = null)
    {
        (Tariffs, _models) = (tariffs, models ?? new Dictionary<string, IReadOnlyList<ModelFact>>());
        if (PriceCheck.Faults(tariffs).ToList() is { Count: > 0 } faults)
        {
            throw new PressrunException($"The prices contradict each other: {string.Join("; ", faults)}.");
        }

        var confirmed = tariffs.Where(tariff => tariff.Status == TariffStatus.Confirmed).ToList();
        _confirmed = confirmed.ToLookup(tariff => tariff.Provider, StringComparer.Ordinal);
        confirmed.ForEach(tariff => _named.Add(tariff.Id, tariff));
    }

    /// <summary>What this version ships.</summary>
    public static PriceBook Shipped => ShippedBook.Value;

    /// <summary>All lines.</summary>
    public IReadOnlyList<Tariff> Tariffs { get; }

    /// <summary>What is known of models beside their prices, by the service's kind.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<ModelFact>> Models => _models;

    /// <summary>
    /// The line that holds for a call sent at a moment; null if none is known. An exact model comes before the longest
    /// beginning, a region's own line before the one for all, the highest tier the prompt reaches before the others.
    /// Where the line that comes first has a gap in its dates, or ends below the prompt, the price is unknown: what a
    /// more general line says was never meant for that model.
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
        var begun = _confirmed[provider]
            .Where(tariff => tariff.Route == route && (tariff.Region is null || tariff.Region == region)
                && tariff.ValidFrom <= day && (tariff.TierFrom == 0 || tariff.TierFrom < promptTokens)
                && tariff.Matches(model))
            .OrderBy(tariff => tariff.Model == model ? 0 : 1)
            .ThenByDescending(tariff => tariff.Model.Length)
            .ThenBy(tariff => tariff.Region is null ? 1 : 0)
            .ThenByDescending(tariff => tariff.TierFrom)
            .ThenByDescending(tariff => tariff.ValidFrom)
            .FirstOrDefault();
        return begun?.Holds(day) == true && (begun.TierTo is null || promptTokens <= begun.TierTo) ? begun : null;
    }

    /// <summary>The line of a name the journal keeps; null if this version does not know it.</summary>
    /// <param name="id">The name, as <see cref="Tariff.Id"/> writes it.</param>
    public Tariff? Named(string id) => _named.GetValueOrDefault(id);

    /// <summary>What is known of a model beside its price; null for nothing.</summary>
    /// <param name="provider">The service's kind.</param>
    /// <param name="model">The model.</param>
    public ModelFact? Know(string provider, string model) => _models.GetValueOrDefault(provider, [])
        .Where(fact => Matches(fact.Model, model))
        .OrderBy(fact => fact.Model == model ? 0 : 1).ThenByDescending(fact => fact.Model.Length).FirstOrDefault();

    /// <summary>When the line that was read longest ago was read; null for no lines.</summary>
    public static DateOnly? Oldest(IEnumerable<Tariff> tariffs) =>
        tariffs.Min(tariff => (DateOnly?)tariff.CheckedOn);

    /// <summary>Whether a service costs nothing, because it runs where the user runs.</summary>
    /// <param name="provider">The service's kind.</param>
    public static bool IsFree(string provider) =>
        ServiceProfiles.All.TryGetValue(provider, out var profile) && profile.IsFree;

    /// <summary>Whether a pattern, an exact name or a beginning before a <c>*</c>, is for a model.</summary>
    internal static bool Matches(string pattern, string model) => pattern.EndsWith('*')
        ? model.StartsWith(pattern.AsSpan(0, pattern.Length - 1), StringComparison.Ordinal)
        : pattern == model;
}
