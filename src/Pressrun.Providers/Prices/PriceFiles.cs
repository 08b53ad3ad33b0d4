using System.Text.Json;

namespace Pressrun.Providers.Prices;

/// <summary>The prices and models this version ships, one embedded file a service.</summary>
internal static class PriceFiles
{
    private const string Folder = "Pressrun.Providers.Prices.";

    private static readonly Lazy<IReadOnlyList<PriceFile>> Shipped = new(() =>
    [
        .. typeof(PriceFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(Read),
    ]);

    /// <summary>All, in the order of their kinds.</summary>
    public static IReadOnlyList<PriceFile> All => Shipped.Value;

    private static PriceFile Read(string name)
    {
        using var file = typeof(PriceFiles).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize(file, PriceJson.Default.PriceFile)!;
    }
}
