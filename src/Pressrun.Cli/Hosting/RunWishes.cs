namespace Pressrun.Cli.Hosting;

/// <summary>What a user said to <c>pressrun run</c>.</summary>
internal sealed record RunWishes
{
    public string? File { get; init; }

    public bool IsOffline { get; init; }

    /// <summary>Whether items are tried again that would be left alone.</summary>
    public bool IsRetry { get; init; }

    public string? Items { get; init; }

    public int? Limit { get; init; }

    /// <summary>The stages that may ask anything, as written; null for all.</summary>
    public string? Select { get; init; }

    /// <summary>The last stage that may ask anything; null for all.</summary>
    public string? Until { get; init; }

    /// <summary>The manual stages that are asked for, as written.</summary>
    public IReadOnlyList<string> With { get; init; } = [];

    /// <summary>Whether only items are worked on that failed in the latest run.</summary>
    public bool IsFailedOnly { get; init; }

    /// <summary>Whether only items are worked on that are new or edited since the latest run.</summary>
    public bool IsChangedOnly { get; init; }

    /// <summary>How often items that failed are tried again.</summary>
    public int RetriesOfFailed { get; init; }

    public int? Workers { get; init; }

    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>What <c>--budget</c> says; null if it is not given.</summary>
    public string? Budget { get; init; }

    public string? Store { get; init; }

    public bool IsJson { get; init; }

    /// <summary>Whether what changed may be paid again without a question.</summary>
    public bool IsYes { get; init; }

    /// <summary>Whether models without a known price are asked under a budget too.</summary>
    public bool AllowsUnknownPrice { get; init; }

    /// <summary>Whether nothing is ever asked.</summary>
    public bool IsSilent { get; init; }

    public string Progress { get; init; } = "auto";

    public bool IsColorless { get; init; }

    public bool IsQuiet { get; init; }
}
