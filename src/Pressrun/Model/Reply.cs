namespace Pressrun.Model;

/// <summary>What came back from one attempt, unparsed.</summary>
/// <param name="Outcome">How it ended.</param>
/// <param name="Body">The body as received.</param>
public sealed record Reply(Outcome Outcome, Body Body)
{
    /// <summary>What it consumed; read by a function that cannot throw, zero where nothing was said.</summary>
    public Usage Usage { get; init; }

    /// <summary>What it cost, by the price book in force.</summary>
    public Money Cost { get; init; }

    /// <summary>The transport's status, such as 200 or 429; 0 where there is none.</summary>
    public int Status { get; init; }

    /// <summary>The provider's own id of this attempt, for asking its support; null where it gives none.</summary>
    public string? RequestId { get; init; }

    /// <summary>The model that answered; null if it is the one asked.</summary>
    public string? Model { get; init; }

    /// <summary>Headers by lower-case name that say something about quotas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = NoHeaders;

    private static IReadOnlyDictionary<string, string> NoHeaders { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal);
}
