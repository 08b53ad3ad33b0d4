using Pressrun.Running;

namespace Pressrun.Cli.Screens;

/// <summary>What a run that was told to stop still waits for, in words.</summary>
internal static class AwaitedWords
{
    private const int PlacesMax = 3;

    private static readonly TimeSpan LongMin = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan ToldFrom = TimeSpan.FromSeconds(30);

    /// <summary>One line: how many calls, whose, for how long at most.</summary>
    /// <param name="underWay">All that are under way; those that go on alone are not awaited.</param>
    public static string Of(IReadOnlyList<UnderWay> underWay)
    {
        var calls = underWay.Where(call => !call.GoesOnAlone).ToList();
        if (calls.Count == 0)
        {
            var alone = underWay.Sum(call => call.Calls);
            return alone == 0 ? "stopping: nothing is under way"
                : $"stopping: {Words.Count(alone)} calls go on in their batches; the next run asks for them";
        }

        var count = calls.Sum(call => call.Calls);
        var places = calls.Take(PlacesMax).Select(call => Cells.Clean(
            $"{call.Stage} {Words.Count(call.Calls)} at {call.Lane}{Since(call)}")).ToList();
        if (calls.Count > PlacesMax)
        {
            places.Add("…");
        }

        return $"stopping: {(count == 1 ? "1 call" : $"{Words.Count(count)} calls")} under way "
            + $"({string.Join(", ", places)}) {(count == 1 ? "is" : "are")} awaited and kept, "
            + $"{Words.Length(calls.Max(call => call.Left))} at most; once more stops at once";
    }

    /// <summary>What takes long now, for a line among others; null where nothing does.</summary>
    public static string? Long(IReadOnlyList<UnderWay> underWay)
    {
        var calls = underWay.Where(call => call.Longest >= ToldFrom).Take(PlacesMax).Select(call => Cells.Clean(
            $"{call.Stage} awaits {Words.Count(call.Calls)} of {call.Lane}{Since(call)}")).ToList();
        return calls.Count == 0 ? null : string.Join(", ", calls);
    }

    private static string Since(UnderWay call) =>
        call.Longest < LongMin ? "" : $" for {Words.Length(call.Longest)}";
}
