namespace Pressrun.Sql.Views;

/// <summary>What is known of a lane, which shares one quota of a provider, or of a stage with its own limits.</summary>
/// <param name="Name">Its name; of a stage, <c>stage</c> and its name.</param>
/// <param name="Limits">Its limits, calls at once last; empty if it has none, or nothing was kept of it yet.</param>
public sealed record LaneView(string Name, IReadOnlyList<LimitView> Limits)
{
    /// <summary>When a process last knew something of it, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }

    /// <summary>Calls sent and not come back; null if no living process drives a run.</summary>
    public required int? InFlight { get; init; }

    /// <summary>Attempts of the latest run.</summary>
    public required long Asked { get; init; }

    /// <summary>How many of these the provider declined for a limit.</summary>
    public required long Refused { get; init; }
}
