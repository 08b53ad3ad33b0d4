using System.Globalization;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Services;
using Pressrun.Rehearsing;
using Pressrun.Running;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Adapters.Tests.Services;

/// <summary>
/// A whole run of the engine against one vendor, in virtual time: a twentieth of the requests meets an injected fault,
/// every kind in turn. Lives follow each other until all is done, as a user would call again.
/// </summary>
internal sealed class FaultRun : IDisposable
{
    private const int EveryNth = 20;
    private const int LivesMax = 60;

    private readonly FakeVendor _vendor;
    private readonly List<(string Kind, Func<FakeReply, FakeReply> Strike)> _faults;
    private readonly Dictionary<string, int> _injected = [];
    private readonly MemoryStore _store;
    private readonly Loop _loop;
    private int _requests;

    public FaultRun(FakeVendor vendor)
    {
        _vendor = vendor;
        _loop = new(new VirtualWaiter(new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero)));
        _store = new(_loop.Node("clock").Time);
        _faults =
        [
            .. vendor.Errors.Select(error => (error.Name, (Func<FakeReply, FakeReply>)(_ => error.Reply))),
            ("slow", reply => reply with { Mishap = FakeMishap.Slow }),
            ("hang", reply => reply with { Mishap = FakeMishap.Hang }),
            ("cut", reply => reply with { Mishap = FakeMishap.Cut }),
            ("drop", reply => reply with { Mishap = FakeMishap.Drop }),
            ("garbage", reply => reply with { Body = "<html>It works!</html>"u8.ToArray(), ContentType = "text/html" }),
            ("empty", reply => reply with { Body = [] }),
        ];
    }

    /// <summary>What was billed, by the mark of the call.</summary>
    public Dictionary<string, List<long>> Bills { get; } = [];

    /// <summary>How often each kind of fault struck.</summary>
    public IReadOnlyDictionary<string, int> Injected => _injected;

    /// <summary>All kinds there are.</summary>
    public IEnumerable<string> Kinds => _faults.Select(fault => fault.Kind);

    public IEnumerable<Record> Journal => _store.Image.Entries.SelectMany(entry => entry);

    public void Dispose() => _loop.Dispose();

    /// <summary>Runs until the batch is done; the last result.</summary>
    public RunResult Run(int items)
    {
        for (var life = 0; ; life++)
        {
            Assert.True(life < LivesMax, "it does not come to an end");
            var result = Live(items);
            if (result.Ending == RunEnding.Complete)
            {
                return result;
            }

            Assert.True(result.Ending is RunEnding.Credentials or RunEnding.Held, $"{result.Ending} {result.Cause}");
        }
    }

    private RunResult Live(int items) => _loop.Run("engine", async node =>
    {
        _vendor.Time = node.Time;
        using var handler = new FakeHandler(Answer, node.Time);
        using var http = new HttpMessageInvoker(handler);
        var service = new ModelService(new()
        {
            Name = "it",
            Profile = ServiceProfiles.All[_vendor.Kind],
            Prices = PriceBook.Shipped,
            Url = "http://vendor.test" + _vendor.Base,
            Region = _vendor.Region,
            Key = _vendor.GivenKey,
            Models = [_vendor.Model],
        }, http, node.Time);
        var source = ItemSource.Of([.. Enumerable.Range(1, items).Select(number =>
            new Item(string.Create(CultureInfo.InvariantCulture, $"item {number}"), ""))]);
        var kept = new Spill(service, _store, ModelService.IsSpeech);
        var providers = new Dictionary<string, IProvider> { ["it"] = kept };
        using var run = new Run(node, new(new("p", [new("ask", new AskOnce(_vendor))]), source, providers, _store));
        return await run.RunAsync(CancellationToken.None);
    });

    private FakeReply Answer(FakeRequest request)
    {
        var reply = _vendor.Answer(request, new());
        Assert.True(reply.Status == 200, System.Text.Encoding.UTF8.GetString(reply.Body));
        if (++_requests % EveryNth == 0)
        {
            var (kind, strike) = _faults[_requests / EveryNth % _faults.Count];
            _injected[kind] = _injected.GetValueOrDefault(kind) + 1;
            reply = strike(reply);
        }

        if (reply.Micros > 0)
        {
            var prompt = _vendor.PromptOf(request);
            var mark = prompt.Split("<<")[1].Split(">>")[0];
            Bills.TryAdd(mark, []);
            Bills[mark].Add(reply.Micros);
        }

        return reply;
    }

    private sealed class AskOnce(FakeVendor vendor) : Verb
    {
        public override string Fingerprint => "ask";

        public override async Task<Output> RunAsync(StageContext context)
        {
            var text = $"Tell of <<{context.Item.Key}>> please.";
            var answer = await context.CallAsync(new("it", vendor.Model, vendor.IsSpeech
                ? $$"""{"text":"{{text}}","voice":"{{vendor.Voice}}"}"""
                : $$"""{"prompt":"{{text}}","max_tokens":500}""")
            {
                Tries = 10,
            });
            return answer.Blob is { } blob ? Output.Of(blob) : Output.Of(answer.Text);
        }
    }
}
