namespace Pressrun.Providers.Prices;

/// <summary>Finds lines of which nobody could say what they mean.</summary>
internal static class PriceCheck
{
    /// <summary>What is wrong, in the order of the lines; empty if nothing is.</summary>
    public static IEnumerable<string> Faults(IReadOnlyList<Tariff> tariffs) =>
        tariffs.SelectMany(Of).Concat(Overlaps(tariffs));

    private static IEnumerable<string> Of(Tariff tariff)
    {
        if (tariff.ValidTo <= tariff.ValidFrom)
        {
            yield return $"{tariff.Id} ends on {tariff.ValidTo:yyyy-MM-dd}, before it holds for a day";
        }

        if (tariff.TierTo <= tariff.TierFrom)
        {
            yield return $"{tariff.Id} holds for no prompt: above {tariff.TierFrom} and up to {tariff.TierTo} tokens";
        }

        decimal?[] amounts =
        [
            tariff.Input, tariff.CacheRead, tariff.CacheWrite5m, tariff.CacheWrite1h, tariff.Output, tariff.Characters,
            tariff.Request,
        ];
        if (amounts.Any(amount => amount < 0))
        {
            yield return $"{tariff.Id} has an amount below zero";
        }
    }

    // What was only announced, or taken back, contradicts nothing: it is never used.
    private static IEnumerable<string> Overlaps(IReadOnlyList<Tariff> tariffs) => tariffs
        .Where(tariff => tariff.Status == TariffStatus.Confirmed)
        .GroupBy(tariff => (tariff.Provider, tariff.Model, tariff.Route, tariff.Region, tariff.TierFrom))
        .SelectMany(same =>
        {
            var inOrder = same.OrderBy(tariff => tariff.ValidFrom).ToList();
            return inOrder.Zip(inOrder.Skip(1))
                .Where(pair => pair.First.ValidTo is null || pair.First.ValidTo > pair.Second.ValidFrom)
                .Select(pair => $"{pair.First.Id} ({pair.First.Source}) and {pair.Second.Id} ({pair.Second.Source}) "
                    + $"both hold on {pair.Second.ValidFrom:yyyy-MM-dd}");
        });
}
