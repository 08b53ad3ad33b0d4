namespace Pressrun.Providers.Prices;

/// <summary>What is known of a model beside its price; model names age, so everything has a date.</summary>
public sealed record ModelFact
{
    /// <summary>The model's name, or its beginning before a <c>*</c>.</summary>
    public required string Model { get; init; }

    /// <summary>The most output tokens of one answer; null if not known.</summary>
    public long? OutputMax { get; init; }

    /// <summary>The most characters of one speech; null if not known.</summary>
    public long? CharactersMax { get; init; }

    /// <summary>
    /// Tokens of sound for one token of text, of a voice billed by tokens it does not tell; null for all others.
    /// </summary>
    public decimal? SoundTokens { get; init; }

    /// <summary>The first day it answers no more, UTC; null while no end is announced.</summary>
    public DateOnly? RetiresOn { get; init; }

    /// <summary>What the service names instead; null if nothing.</summary>
    public string? Replacement { get; init; }

    /// <summary>Where it was read.</summary>
    public required string Source { get; init; }

    /// <summary>When it was read.</summary>
    public required DateOnly CheckedOn { get; init; }
}
