namespace Pressrun.Running;

/// <summary>How busy a lane is at one moment.</summary>
/// <param name="Name">The lane.</param>
/// <param name="InFlight">Calls sent and not come back.</param>
/// <param name="Used">
/// The share of its scarcest limit that is taken, from 0 to 1: slots in use, or what is gone from the emptiest bucket.
/// </param>
public sealed record LaneProgress(string Name, int InFlight, double Used);
