namespace Pressrun.Seams;

/// <summary>Which run to take over.</summary>
/// <param name="Pipeline">The pipeline whose run it is.</param>
/// <param name="Holder">Process and host, shown to whoever is refused.</param>
/// <param name="NewId">Id of the run to make, 8 hex digits; null takes over the pipeline's latest run.</param>
/// <param name="After">
/// The claim a new run follows, <see cref="RunLease.None"/> if there is no run yet: refused as
/// <see cref="StoreFault.Fenced"/> if somebody was faster. Null makes the run in any case.
/// </param>
public sealed record RunClaim(string Pipeline, string Holder, string? NewId = null, RunLease? After = null);
