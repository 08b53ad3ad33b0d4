using System.Globalization;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>Tests with a scene each, or one after another.</summary>
/// <param name="undisturbed">What must come out in the end.</param>
[Collection(ProcessGroup.Name)]
public abstract class ProcessTests(Undisturbed undisturbed) : IAsyncLifetime
{
    private readonly DirectoryInfo _root = QuickFolder.Create("pressrun-process-");
    private readonly List<IAsyncDisposable> _owned = [];
    private readonly Lock _lock = new();
    private int _scenes;

    /// <summary>What the test works on; a new one by <see cref="Begin"/>.</summary>
    private protected Scene Scene { get; private set; } = null!;

    private protected RememberingProvider Provider => Scene.Provider;

    public ValueTask InitializeAsync()
    {
        Begin(null);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        // What was made last, first: a victim before the disk it works on.
        foreach (var owned in Enumerable.Reverse(_owned))
        {
            await owned.DisposeAsync();
        }

        _root.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>A fresh folder, and a provider that knows nothing.</summary>
    private protected Scene Begin(Func<CallKey, int, Task>? work, int? items = null) => Scene = Make(work, items);

    /// <summary>One more of them; any thread may ask for it.</summary>
    private protected Scene Make(Func<CallKey, int, Task>? work, int? items = null)
    {
        lock (_lock)
        {
            var folder = Path.Combine(_root.FullName, string.Create(CultureInfo.InvariantCulture, $"{++_scenes}"));
            var scene = new Scene(folder, undisturbed, work) { Items = items ?? Undisturbed.Items };
            _owned.Add(scene);
            return scene;
        }
    }

    /// <summary>Something to let go of when the test is over, after what was made later.</summary>
    private protected void Own(IAsyncDisposable owned) => _owned.Add(owned);

    private protected static void SkipOnWindows() =>
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals.");

    /// <summary>A line for whoever reads what a run of the tests has proved.</summary>
    private protected static void Tell(string line) => TestContext.Current.TestOutputHelper?.WriteLine(line);
}
