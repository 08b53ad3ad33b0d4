using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Services;

/// <summary>A shell with a pipeline that asks a vendor behind a real socket.</summary>
internal sealed class ServiceShell : IAsyncDisposable
{
    private static readonly byte[] Canary = System.Text.Encoding.UTF8.GetBytes(FakeVendor.Key);

    private readonly FakeVendor _vendor;
    private FakeServer? _server;

    public ServiceShell(FakeVendor vendor) =>
        (_vendor, Answers) = (vendor, (request, _) => vendor.Answer(request, new()));

    public Shell Shell { get; } = new();

    /// <summary>What the vendor answers to its nth request, from 1.</summary>
    public Func<FakeRequest, int, FakeReply> Answers { get; set; }

    /// <summary>All requests, in order of arrival.</summary>
    public IReadOnlyCollection<FakeRequest> Requests => _server!.Requests;

    /// <summary>What the vendor billed, micro-dollars.</summary>
    public long Billed => _server!.Bills.Sum(bill => bill.Micros);

    public string Address => _server!.Address + _vendor.Base;

    public string Kind => _vendor.Kind;

    /// <summary>Starts the vendor and writes a pipeline over some items, a stage for it after the other.</summary>
    public async Task BeginAsync(int items, string stages, string top = "")
    {
        var count = 0;
        _server = await FakeServer.StartAsync(request => Answers(request, Interlocked.Increment(ref count)));
        Shell.Variables["VENDOR_KEY"] = _vendor.GivenKey;
        var region = _vendor.Region is { } name ? $", region: {name}" : "";
        Shell.Write("names.txt", string.Join('\n', Enumerable.Range(1, items).Select(number => $"name {number}")));
        Shell.Write("letters.yaml", $$"""
            pressrun: 1
            name: letters
            items: names.txt
            {{top}}
            providers:
              {{Kind}}: { key: env:VENDOR_KEY, url: "{{Address}}"{{region}} }
            stages:
            {{stages}}
            """);
    }

    public (int Code, string Output, string Error) Run(params string[] more) =>
        Say([.. more.DefaultIfEmpty("run"), "letters.yaml"]);

    /// <summary>A command without the file; nothing it says may hold the key.</summary>
    public (int Code, string Output, string Error) Say(params string[] words)
    {
        var said = Shell.Run(words);
        Assert.DoesNotContain(FakeVendor.Key, said.Output + said.Error, StringComparison.Ordinal);
        return said;
    }

    /// <summary>Nothing that a test leaves behind holds the key, wherever it is.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
        }

        foreach (var file in Directory.EnumerateFiles(Shell.Folder, "*", SearchOption.AllDirectories))
        {
            Assert.True(File.ReadAllBytes(file).AsSpan().IndexOf(Canary) < 0, $"{file} holds the key");
        }

        Shell.Dispose();
    }
}
