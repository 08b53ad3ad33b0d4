namespace Pressrun.Reporting;

/// <summary>A rate that holds from a time on until the next piece.</summary>
/// <param name="FromSeconds">Counted from the start of the run; 0 for the first piece.</param>
/// <param name="PerSecond">What refills for us in a second: the limit less what others use. 0 or more.</param>
internal readonly record struct RatePiece(double FromSeconds, double PerSecond);
