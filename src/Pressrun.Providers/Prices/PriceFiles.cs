using System.Text.Json;

namespace Pressrun.Providers.Prices;

/// <summary>The prices and models this version ships, one embedded file a service.</summary>
internal static class PriceFiles
{
    private const string Folder = "Pressrun.Providers.Prices.";

    private static readonly Lazy<IReadOnlyList<PriceFile>> Shipped = new(() => WithOthers(
    [
        .. typeof(PriceFiles).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(Read),
    ]));

    /// <summary>All, in the order of their kinds.</summary>
    public static IReadOnlyList<PriceFile> All => Shipped.Value;

    private static PriceFile Read(string name)
    {
        using var file = typeof(PriceFiles).Assembly.GetManifestResourceStream(name)!;
        return JsonSerializer.Deserialize(file, PriceJson.Default.PriceFile)!;
    }

    // The models of another service under another's name: same price and size, but not the same end.
    private static IReadOnlyList<PriceFile> WithOthers(IReadOnlyList<PriceFile> files) =>
    [
        .. files.Select(file => files.FirstOrDefault(other => other.Kind == file.SameAs) is { } same
            ? file with
            {
                Tariffs =
                [
                    .. file.Tariffs, .. same.Tariffs.Where(theirs => file.Tariffs.All(own => own.Model != theirs.Model))
                        .Select(theirs => theirs with { Provider = file.Kind }),
                ],
                Models =
                [
                    .. file.Models, .. same.Models.Where(theirs => file.Models.All(own => own.Model != theirs.Model))
                        .Select(theirs => theirs with { RetiresOn = null, Replacement = null }),
                ],
            }
            : file),
    ];
}
