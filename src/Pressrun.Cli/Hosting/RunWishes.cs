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

    public int? Workers { get; init; }

    public IReadOnlyList<string> Sets { get; init; } = [];

    /// <summary>What <c>--budget</c> says; null if it is not given.</summary>
    public string? Budget { get; init; }

    public string? Store { get; init; }

    public bool IsJson { get; init; }

    /// <summary>Whether what changed may be paid again without a question.</summary>
    public bool IsYes { get; init; }

    /// <summary>Whether nothing is ever asked.</summary>
    public bool IsSilent { get; init; }

    public string Progress { get; init; } = "auto";

    public bool IsColorless { get; init; }

    public bool IsQuiet { get; init; }
}
