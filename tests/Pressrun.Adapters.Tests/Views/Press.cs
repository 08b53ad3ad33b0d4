using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Views;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>A store in a folder that goes with the test, filled by the real engine.</summary>
internal sealed class Press : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-views-");
    private readonly List<StoreViews> _views = [];
    private Task _working = Task.CompletedTask;

    public string Folder => Path.Combine(_folder.FullName, "store");

    public string Database => Path.Combine(Folder, "pressrun.db");

    public OddProvider Provider { get; } = new();

    public async ValueTask DisposeAsync()
    {
        Provider.Release();
        await _working;
        _views.ForEach(views => views.Dispose());
        _folder.Delete(recursive: true);
    }

    /// <summary>One life of a run, to its end.</summary>
    public async Task<RunResult> RunAsync(
        IEnumerable<string> items, string pipeline = "book", string version = "1", TimeSpan? pulseEvery = null)
    {
        await using var store = SqlStore.Open(Folder);
        using var loop = new Loop(new RealWaiter());
        return loop.Run("engine", async node =>
        {
            using var run = new Run(node, Options(items, pipeline, version, store, pulseEvery));
            return await run.RunAsync(CancellationToken.None);
        });
    }

    /// <summary>One life that comes to rest at the item <c>stuck</c>, until the provider releases it.</summary>
    public async Task BeginAsync(IEnumerable<string> items, TimeSpan pulseEvery)
    {
        _working = Task.Factory.StartNew(
            () => RunAsync(items, pulseEvery: pulseEvery).GetAwaiter().GetResult(), CancellationToken.None,
            TaskCreationOptions.LongRunning, TaskScheduler.Default);
        if (await Task.WhenAny(Provider.Stuck, _working) == _working)
        {
            await _working;
            Assert.Fail("The run came to its end without being stuck.");
        }
    }

    /// <summary>A copy of the store as it lies there: what a process killed at this moment leaves.</summary>
    public string Copy()
    {
        var copy = Path.Combine(_folder.FullName, "copy");
        Directory.CreateDirectory(copy);
        foreach (var name in (string[])["pressrun.db", "pressrun.db-wal"])
        {
            File.Copy(Path.Combine(Folder, name), Path.Combine(copy, name));
        }

        File.WriteAllText(Path.Combine(copy, "lock"), "press 1");
        return copy;
    }

    public StoreViews Open(string? folder = null)
    {
        var views = StoreViews.Open(folder ?? Folder);
        Assert.NotNull(views);
        _views.Add(views);
        return views;
    }

    private RunOptions Options(
        IEnumerable<string> items, string name, string version, IStore store, TimeSpan? pulseEvery)
    {
        var pipeline = new Pipeline(name, [
            new("draft", new Asking("draft" + version)) { Gates = [new Length()] },
            new("voice", new Asking("voice"))
            {
                Needs = ["draft"],
                Each = new("draft", (_, text) => Part.List([text + "/1", text + "/2"]), "halves/1"),
            },
            new("index", new Asking("index")) { Needs = ["voice"], IsOnce = true },
        ]);
        var providers = new Dictionary<string, IProvider>(StringComparer.Ordinal) { ["odd"] = new OffLoop(Provider) };
        var source = ItemSource.Of([.. items.Select(key =>
            new Item(key, $$"""{"name":"{{key}}"}""") { Title = key.ToUpperInvariant() })]);
        return new(pipeline, source, providers, store)
        {
            Holder = "press 1",
            Budget = new(Run: new(5_000_000)),
            // Thousands are declined here, and all of them are looked at.
            HoldAfter = null,
            PulseEvery = pulseEvery ?? TimeSpan.FromSeconds(1),
        };
    }
}
