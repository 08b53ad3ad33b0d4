using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>
/// The shipped podcast, written by <c>init</c> and run offline once for all tests that look at what came of it: all
/// twelve pages, or, where only the everyday part is proved, a few.
/// </summary>
public sealed class Samples : IDisposable
{
    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";

    internal Shell Shell { get; } = new();

    /// <summary>How many pages become episodes, how many wait for a person.</summary>
    internal (int Done, int Review) Expected { get; } = IsFull ? (9, 3) : (2, 3);

    internal (int Code, string Output, string Error) First { get; }

    internal string Tree { get; }

    public Samples()
    {
        Shell.Run("init", "podcast");
        First = Run();
        Tree = Shell.Tree("offline");
    }

    private static string[] Words => IsFull
        ? ["run", "podcast.yaml", "--offline"]
        : ["run", "podcast.yaml", "--offline", "--items", "4,6,10-12"];

    internal IEnumerable<string> Episodes => Directory.EnumerateFiles(Shell.PathOf("offline/out"), "*.mp3");

    internal (int Code, string Output, string Error) Run() => Shell.Run(Words);

    /// <summary>Calls answered and remembered so far, by stage, and the number of runs.</summary>
    internal (int Runs, Dictionary<string, (long Answered, long Remembered)> Calls) Calls()
    {
        using var views = StoreViews.Open(Shell.PathOf(".pressrun/podcast.offline"))!;
        var runs = views.Runs(10);
        return (runs.Count, views.Stages(runs[0].No).ToDictionary(
            stage => stage.Name, stage => (stage.Calls.Answered, stage.Calls.Remembered), StringComparer.Ordinal));
    }

    public void Dispose() => Shell.Dispose();
}
