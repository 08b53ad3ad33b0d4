using System.Text.Json;

namespace Pressrun.Providers.Profiles;

/// <summary>The profiles this version ships, one embedded file each.</summary>
internal static class ServiceProfiles
{
    private static readonly Lazy<IReadOnlyDictionary<string, ServiceProfile>> Shipped = new(ReadAll);

    /// <summary>All, by kind.</summary>
    public static IReadOnlyDictionary<string, ServiceProfile> All => Shipped.Value;

    private static Dictionary<string, ServiceProfile> ReadAll()
    {
        const string Folder = "Pressrun.Providers.Profiles.";
        var assembly = typeof(ServiceProfiles).Assembly;
        var all = new Dictionary<string, ServiceProfile>(StringComparer.Ordinal);
        foreach (var name in assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var file = assembly.GetManifestResourceStream(name)!;
            var profile = JsonSerializer.Deserialize(file, ProfileJson.Default.ServiceProfile)!;
            all.Add(profile.Kind, profile);
        }

        return all;
    }
}
