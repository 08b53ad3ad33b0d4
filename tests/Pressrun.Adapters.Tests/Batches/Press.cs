using System.Globalization;
using Pressrun.Adapters.Tests.Batches.Fakes;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Providers.Batches;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Services;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Adapters.Tests.Batches;

/// <summary>Runs of the engine against a vendor's batches, in virtual time, over several lives and one log.</summary>
internal sealed class Press : IDisposable
{
    private const int StepsMax = 5_000_000;

    private readonly Loop _loop = new(new VirtualWaiter(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-batches-");

    public Press(BatchVendor vendor)
    {
        Vendor = vendor;
        Store = new(_loop.Node("clock").Time);
        Answer = vendor.Answer;
    }

    public BatchVendor Vendor { get; }

    public MemoryStore Store { get; }

    public string Folder => _folder.FullName;

    public string LogFile => Path.Combine(Folder, "batches.jsonl");

    public TimeSpan Now => TimeSpan.FromTicks(_loop.Now);

    /// <summary>What the vendor answers; a test may stand in between.</summary>
    public Func<FakeRequest, FakeReply> Answer { get; set; }

    /// <summary>Tries of a call.</summary>
    public int Tries { get; set; } = 3;

    /// <summary>Items that wait for a person and are tried again, by ordinal.</summary>
    public IReadOnlyList<int> Reopen { get; set; } = [];

    public IEnumerable<Record> Journal => Store.Image.Entries.SelectMany(entry => entry);

    public void Dispose()
    {
        _loop.Dispose();
        _folder.Delete(recursive: true);
    }

    /// <summary>One life to its end, or to the moment it dies.</summary>
    /// <param name="items">How many items there are.</param>
    /// <param name="dies">Where it dies; nowhere by default.</param>
    /// <param name="begun">Meddles with the run while it works.</param>
    /// <param name="until">When it is killed, by the loop's time; never by default.</param>
    /// <returns>How it ended; null if it died.</returns>
    public RunResult? Run(
        int items, Func<FakeRequest, Moment, bool>? dies = null, Action<Run, Node>? begun = null,
        TimeSpan? until = null)
    {
        var node = _loop.Node("engine");
        Vendor.Time = node.Time;
        using var line = new BatchLine(request => Answer(request), node.Time, dies ?? ((_, _) => false));
        using var http = new HttpMessageInvoker(line);
        var ended = new TaskCompletionSource<RunResult>();
        _ = node.StartAsync(async () =>
        {
            try
            {
                var live = new ModelService(Settings, http, node.Time);
                var batch = new BatchService(Settings, http, new BatchLog(Folder), node.Time);
                using var run = new Run(node, new(
                    new("p", [new("ask", new AskOnce(Vendor.Live.Model, Tries))]),
                    ItemSource.Of([.. Enumerable.Range(1, items).Select(number =>
                        new Item(string.Create(CultureInfo.InvariantCulture, $"item {number}"), ""))]),
                    new Dictionary<string, IProvider>
                    {
                        ["it"] = new Spill(live, Store),
                        ["it batch"] = new Spill(batch, Store),
                    },
                    Store)
                {
                    Reopenings = [.. Reopen.Select(item => new Reopening(
                        item, string.Create(CultureInfo.InvariantCulture, $"item {item}"), ItemState.Review, "ask"))],
                });
                begun?.Invoke(run, node);
                ended.SetResult(await run.RunAsync(CancellationToken.None));
            }
            catch (Exception error)
            {
                ended.SetException(error);
            }
        });
        for (var step = 0; !ended.Task.IsCompleted && !line.IsDead && !(Now >= until); step++)
        {
            Assert.True(step < StepsMax, "It does not come to an end.");
            Assert.True(_loop.Step(), $"Nothing can ever happen again: {_loop.Describe()}");
        }

        node.Kill();
        return line.IsDead || Now >= until ? null : ended.Task.GetAwaiter().GetResult();
    }

    /// <summary>Something with the provider alone.</summary>
    public T With<T>(Func<BatchService, Node, Task<T>> work) => _loop.Run("alone", node =>
    {
        Vendor.Time = node.Time;
        var http = new HttpMessageInvoker(new BatchLine(request => Answer(request), node.Time, (_, _) => false));
        return work(new BatchService(Settings, http, new BatchLog(Folder), node.Time), node);
    });

    /// <summary>The vendor's settings.</summary>
    public ServiceSettings Settings => new()
    {
        Name = "it",
        Profile = ServiceProfiles.All[Vendor.Live.Kind],
        Prices = PriceBook.Shipped,
        Url = "http://vendor.test" + Vendor.Live.Base,
        Key = FakeVendor.Key,
        Models = [Vendor.Live.Model],
    };

    private sealed class AskOnce(string model, int tries) : Verb
    {
        public override string Fingerprint => "ask";

        public override async Task<Output> RunAsync(StageContext context) => Output.Of((await context.CallAsync(
            new("it", model, $$"""{"prompt":"Tell of {{context.Item.Key}}.","max_tokens":500}""")
            {
                Via = "it batch",
                Tries = tries,
                Timeout = TimeSpan.FromHours(26),
            })).Text);
    }
}
