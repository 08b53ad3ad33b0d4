using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Signing;

namespace Pressrun.Providers.Services;

/// <summary>A service as a pipeline asks it.</summary>
internal sealed record ServiceSettings
{
    /// <summary>Its name, as it stands before the slash of a model.</summary>
    public required string Name { get; init; }

    /// <summary>What is known of it.</summary>
    public required ServiceProfile Profile { get; init; }

    /// <summary>What it costs.</summary>
    public required PriceBook Prices { get; init; }

    /// <summary>What the user says it costs, before every price that is known; null if nothing.</summary>
    public Tariff? Given { get; init; }

    /// <summary>How calls are sent, as the price book names it. <value><c>live</c>.</value></summary>
    public string Route { get; init; } = "live";

    /// <summary>Its address without a slash at the end; null takes the profile's.</summary>
    public string? Url { get; init; }

    /// <summary>The key itself; null sends none, as local servers want none.</summary>
    public string? Key { get; init; }

    /// <summary>Where the key comes from, in the user's words; null if nobody said.</summary>
    public string? KeyName { get; init; }

    /// <summary>The pair of AWS keys that the key is; null if it is none, or signs nothing here.</summary>
    public AwsKey? Pair => Profile.Signs is not null && Key is not null ? AwsKey.Parse(Key) : null;

    /// <summary>Everything in the key that nobody may see.</summary>
    public IEnumerable<string?> Secrets => [Key, .. Pair?.Parts ?? []];

    /// <summary>The region of a cloud; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>Models the pipeline names: each has the lane its pool says from the start.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>The largest answer in bytes. <value>256 MB.</value></summary>
    public long AnswerMax { get; init; } = 256 << 20;
}
