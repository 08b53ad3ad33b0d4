using Pressrun.Model;

namespace Pressrun.Pipelines.Files;

/// <summary>What a provider costs, if not what is known.</summary>
internal sealed record PriceSettings
{
    /// <summary>A million input tokens; null if not given.</summary>
    public Setting<Money>? In { get; init; }

    /// <summary>A million output tokens; null if not given.</summary>
    public Setting<Money>? Out { get; init; }

    /// <summary>A million input tokens read from a cache; null if not given.</summary>
    public Setting<Money>? Cached { get; init; }

    /// <summary>A million characters of speech; null if not given.</summary>
    public Setting<Money>? Characters { get; init; }

    /// <summary>One call; null if not given.</summary>
    public Setting<Money>? Call { get; init; }
}
