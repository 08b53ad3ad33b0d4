using Pressrun.Sql.Views;

namespace Pressrun.Surfaces.Tests.FirstRun;

/// <summary>The shipped filings, run offline and published once for all tests that look at what came of it.</summary>
public sealed class FilingsSamples : IDisposable
{
    internal Shell Shell { get; } = new();

    /// <summary>The run before anybody asked to publish.</summary>
    internal (int Code, string Output, string Error) First { get; }

    internal bool WasPublishedUnasked { get; }

    internal (int Code, string Output, string Error) Published { get; }

    internal string Tree { get; }

    public FilingsSamples()
    {
        Shell.Run("init", "filings");
        First = Shell.Run("run", "filings.yaml", "--offline");
        WasPublishedUnasked = Directory.Exists(Shell.PathOf("offline/public"));
        Published = Publish();
        Tree = Shell.Tree("offline");
    }

    internal (int Code, string Output, string Error) Publish() =>
        Shell.Run("run", "filings.yaml", "--offline", "--with", "publish");

    internal Dictionary<string, long> Answered()
    {
        using var views = StoreViews.Open(Shell.PathOf(".pressrun/filings.offline"))!;
        return views.Stages(views.Runs(10)[0].No).ToDictionary(
            stage => stage.Name, stage => stage.Calls.Answered, StringComparer.Ordinal);
    }

    internal IReadOnlyList<string> Files(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(Shell.PathOf(folder), pattern).Order(StringComparer.Ordinal)];

    public void Dispose() => Shell.Dispose();
}
