namespace Pressrun.Providers.Prices;

/// <summary>What stands in the journal where no line of the price book does.</summary>
public static class Booked
{
    /// <summary>The call costs nothing, because it runs where the user runs.</summary>
    public const string Free = "free";

    /// <summary>The service itself put a price on it.</summary>
    public const string Stated = "stated";

    /// <summary>Nobody knows what it cost: its amount of zero means nothing.</summary>
    public const string Unknown = "unknown";
}
