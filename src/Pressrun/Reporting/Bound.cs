namespace Pressrun.Reporting;

/// <summary>How close a run came to the least time its limits allow, for the work of this process.</summary>
/// <param name="Seconds">The bound: no order of the same calls under the same limits is faster.</param>
/// <param name="Elapsed">The seconds it took so far.</param>
/// <param name="Binding">What binds, in a user's words, such as <c>openai tts-1: 50/min</c>.</param>
/// <param name="Second">What would bind next; null if there is nothing else.</param>
/// <param name="SecondSeconds">The bound by that alone.</param>
/// <param name="DoubledSeconds">The bound if what binds were twice as large; null if it is an item.</param>
/// <param name="Gap">Where the time beyond the bound went; the parts sum to it.</param>
public sealed record Bound(
    double Seconds, double Elapsed, string Binding, string? Second, double SecondSeconds, double? DoubledSeconds,
    IReadOnlyList<GapPart> Gap)
{
    /// <summary>What calls waited for longest, hour by hour; hours in which none waited are left out.</summary>
    public IReadOnlyList<BoundHour> Hours { get; init; } = [];

    /// <summary>By which share the run took longer than the bound, from 0; 0.034 is 3.4 %.</summary>
    public double Above => Seconds > 0 ? Math.Max(0, (Elapsed / Seconds) - 1) : 0;
}
