namespace Pressrun.Providers.Offline;

/// <summary>How long an answer is to be; each bound includes its own number, null is no bound.</summary>
internal sealed record LengthHint
{
    public int? MinCharacters { get; init; }

    public int? MaxCharacters { get; init; }

    public int? MinWords { get; init; }

    public int? MaxWords { get; init; }

    /// <summary>Which of several answers; each prefers another length within the bounds.</summary>
    public int Sample { get; init; }

    public bool IsGiven => (MinCharacters ?? MaxCharacters ?? MinWords ?? MaxWords) is not null;

    /// <summary>
    /// The size to aim at, as a share of the way between a least and a greatest: near the greatest, because a person
    /// who names a range rarely hopes for its lower end.
    /// </summary>
    public double Share => 0.8 - (0.15 * (Sample % 5));
}
