using Pressrun.Providers.Prices;

namespace Pressrun.Providers.Services;

/// <summary>A service as a pipeline names it.</summary>
/// <param name="Name">Its name, as it stands before the slash of a model.</param>
/// <param name="Kind">Which interface it speaks, such as <c>openai</c>.</param>
public sealed record NamedService(string Name, string Kind)
{
    /// <summary>Its address; null is the kind's own.</summary>
    public string? Url { get; init; }

    /// <summary>The key itself; null sends none.</summary>
    public string? Key { get; init; }

    /// <summary>Where the key comes from, in the user's words; null if nobody said.</summary>
    public string? KeyName { get; init; }

    /// <summary>The region of a cloud; null for none.</summary>
    public string? Region { get; init; }

    /// <summary>The models that will be asked.</summary>
    public IReadOnlyList<string> Models { get; init; } = [];

    /// <summary>What the user says it costs; null takes the price book.</summary>
    public Tariff? Given { get; init; }
}
