namespace Pressrun.Cli.Hosting;

/// <summary>What a user said to <c>pressrun review</c>: items by key or place, with commas between them.</summary>
internal sealed record ReviewWishes
{
    /// <summary>Results to take as they are, or as <see cref="Text"/> says.</summary>
    public string? Approve { get; init; }

    /// <summary>Results to throw away.</summary>
    public string? Reject { get; init; }

    /// <summary>Calls that arrived.</summary>
    public string? Arrived { get; init; }

    /// <summary>Calls that did not.</summary>
    public string? NotArrived { get; init; }

    /// <summary>Why, for those who look later.</summary>
    public string Note { get; init; } = "";

    /// <summary>The text that takes the place of the one result approved; null to take it as it is.</summary>
    public string? Text { get; init; }

    /// <summary>Whether anything is decided at all.</summary>
    public bool DecideAny => (Approve ?? Reject ?? Arrived ?? NotArrived) is not null;
}
