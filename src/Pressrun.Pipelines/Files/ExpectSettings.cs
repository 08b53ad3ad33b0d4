namespace Pressrun.Pipelines.Files;

/// <summary>Hints for the forecast; what is null is learned or assumed.</summary>
internal sealed record ExpectSettings
{
    /// <summary>How long a call takes.</summary>
    public Setting<TimeSpan>? Latency { get; init; }

    /// <summary>Input tokens of a call.</summary>
    public Setting<int>? In { get; init; }

    /// <summary>Output tokens of a call.</summary>
    public Setting<int>? Out { get; init; }

    /// <summary>Share of calls that fail, 0 to 1.</summary>
    public Setting<double>? Fails { get; init; }

    /// <summary>Share of results that are revised, 0 to 1.</summary>
    public Setting<double>? Revised { get; init; }

    /// <summary>Parts of an item.</summary>
    public Setting<int>? Parts { get; init; }
}
