using Pressrun.Running;

namespace Pressrun.Cli.Screens;

/// <summary>What a run that was told to stop still waits for, in words.</summary>
internal static class AwaitedWords
{
    private const int PlacesMax = 3;

    private static readonly TimeSpan LongMin = TimeSpan.FromSeconds(10);

    /// <summary>One line: how many calls, whose, for how long at most.</summary>
    public static string Of(IReadOnlyList<UnderWay> calls)
    {
        if (calls.Count == 0)
        {
            return "stopping: nothing is under way";
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

    private static string Since(UnderWay call) =>
        call.Longest < LongMin ? "" : $" for {Words.Length(call.Longest)}";
}
