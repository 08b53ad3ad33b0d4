using System.Globalization;
using Pressrun.Reporting;

namespace Pressrun.Cli.Screens;

/// <summary>How close a run came to the least time its limits allow, as all screens write it.</summary>
internal static class BoundWords
{
    private const int PartsMax = 3;
    private const double ShareMin = 0.01;
    private const double PartMinSeconds = 1;

    // In less, starting up and a few slow replies are most of what there is.
    private const double TellingSeconds = 10;

    private static readonly TimeSpan LongMin = TimeSpan.FromMinutes(1);

    /// <summary>
    /// <c>3.4% above the bound (elevenlabs: 2 at once)</c>; null where there is no bound, nothing above it, or the
    /// calls took less than ten seconds.
    /// </summary>
    public static string? Of(Bound? bound) => bound is { Elapsed: >= TellingSeconds } && Above(bound) is { } above
        ? Cells.Clean($"{above} ({Binding(bound)})")
        : null;

    /// <summary>
    /// The same of a run at one moment. While it has worked for less than a minute, calls under way would weigh more
    /// than those that are over, and the figure would say nothing.
    /// </summary>
    public static string? Of(RunProgress progress) => IsTelling(progress) ? Of(progress.Bound) : null;

    /// <summary>The same without what binds, where a line is told again and again.</summary>
    public static string? Brief(RunProgress progress) =>
        IsTelling(progress) && progress.Bound is { } bound ? Above(bound) : null;

    /// <summary>
    /// Lines to end with: how close, what that means in time and, where the run took more than a minute, what the most
    /// of the time above the bound went to. None where there is nothing above it.
    /// </summary>
    public static IEnumerable<string> Last(Bound? bound)
    {
        if (bound is null || Of(bound) is not { } words)
        {
            yield break;
        }

        var (took, least) = (Length(bound.Elapsed), Length(bound.Seconds));
        yield return took == least
            ? words
            : $"{words}: the calls took {took}; in no order could they take less than {least}";
        if (bound.Elapsed <= LongMin.TotalSeconds)
        {
            yield break;
        }

        var parts = bound.Gap
            .Where(part => part.Seconds >= PartMinSeconds && part.Seconds >= ShareMin * bound.Elapsed)
            .OrderByDescending(part => part.Seconds)
            .Take(PartsMax)
            .Select(part => $"{Length(part.Seconds)}: {Cells.Clean(part.Cause)}")
            .ToList();
        if (parts.Count > 0)
        {
            yield return $"  of that {string.Join("; ", parts)}";
        }
    }

    private static string Length(double seconds) => Words.Length(TimeSpan.FromSeconds(seconds));

    // Whoever waits for one item wants to know that; which one it is, is in the summary.
    private static string Binding(Bound bound) => bound.DoubledSeconds is null ? "longest item" : bound.Binding;

    // What rounds to nothing is nothing.
    private static string? Above(Bound bound) => bound.Above switch
    {
        >= 0.0005 and < 1 => string.Create(CultureInfo.InvariantCulture, $"{bound.Above * 100:0.0}% above the bound"),
        >= 1 and < double.PositiveInfinity =>
            string.Create(CultureInfo.InvariantCulture, $"{bound.Above * 100:#,##0}% above the bound"),
        _ => null,
    };

    private static bool IsTelling(RunProgress progress) =>
        progress.State == RunActivity.Ended || progress.Elapsed >= LongMin;
}
