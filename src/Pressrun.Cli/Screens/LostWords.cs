using Pressrun.Model;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Calls that were sent and of which no reply was kept, in words. Where none of them can have cost anything, nobody is
/// told of money.
/// </summary>
internal static class LostWords
{
    /// <summary>In a full sentence; null if there are none.</summary>
    /// <param name="calls">How many.</param>
    /// <param name="worst">The most they may have cost.</param>
    public static string? Of(long calls, Money worst) => calls == 0 ? null
        : worst == Money.Zero ? $"≤ {Count(calls)} may have been made without a result"
        : $"≤ {Count(calls)}, {Words.AtMost(worst)}, may have been paid without a result";

    /// <summary>Beside the progress, in as few words as will do; null if there are none.</summary>
    public static string? Brief(RunProgress progress) => progress.UnknownCalls == 0 ? null
        : (progress.UnknownCalls == 1 ? "1 answer lost" : $"{Words.Count(progress.UnknownCalls)} answers lost")
            + (progress.Unknown == Money.Zero ? ", nothing paid" : $", {Words.AtMost(progress.Unknown)} perhaps paid");

    private static string Count(long calls) => calls == 1 ? "1 call" : $"{Words.Count(calls)} calls";
}
