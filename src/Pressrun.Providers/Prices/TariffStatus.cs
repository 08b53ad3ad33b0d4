namespace Pressrun.Providers.Prices;

/// <summary>Whether a price is in force.</summary>
public enum TariffStatus
{
    /// <summary>It is, from its first day on.</summary>
    Confirmed,

    /// <summary>It was announced: shown, never used.</summary>
    Announced,

    /// <summary>It was announced and taken back: kept so that nobody enters it again.</summary>
    Withdrawn,
}
