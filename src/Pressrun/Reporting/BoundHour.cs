namespace Pressrun.Reporting;

/// <summary>What calls waited for longest in one hour of a run.</summary>
/// <param name="Hour">Which hour, from 0.</param>
/// <param name="Binding">The limit, in a user's words.</param>
/// <param name="Seconds">How long calls waited for it in that hour, at most 3,600.</param>
public sealed record BoundHour(int Hour, string Binding, double Seconds);
