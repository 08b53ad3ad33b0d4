using System.Text;
using Pressrun.Adapters.Tests.Batches.Fakes;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Model;
using Pressrun.Providers;
using Pressrun.Providers.Batches;
using Pressrun.Providers.Prices;
using Pressrun.Providers.Profiles;
using Pressrun.Providers.Services;

namespace Pressrun.Adapters.Tests.Batches;

/// <summary>Batches over a real socket, on as many threads as there are.</summary>
public sealed class SocketTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-sockets-");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("openai")]
    [InlineData("anthropic")]
    public async Task Every_row_has_its_own_answer_at_its_own_price(string kind)
    {
        BatchVendor vendor = kind == "openai" ? new OpenAiBatchVendor() : new AnthropicBatchVendor();
        vendor.Took = _ => TimeSpan.Zero;
        vendor.Fate = row => row[1] % 3 == 0 ? RowFate.Broken : RowFate.Done;
        await using var server = await FakeServer.StartAsync(request =>
        {
            lock (vendor)
            {
                return vendor.Answer(request);
            }
        });
        using var http = ServiceHttp.Create();
        var service = new OffLoop(new BatchService(Settings(vendor, server), http, new BatchLog(_folder.FullName),
            new HastyTime()));
        var calls = Enumerable.Range(1, 300).Select(number => Rows.CallOf(number, vendor.Live.Model)).ToList();
        var replies = await Task.WhenAll(calls.Select(call => service.SendAsync(call, 1, Token)));
        foreach (var (call, reply) in calls.Zip(replies))
        {
            var row = $"{call.Key}-1";
            Assert.Equal(row[1] % 3 != 0, reply.Outcome is Outcome.Answered);
            Assert.Equal(vendor.Bills.GetValueOrDefault(row, []).Sum(), reply.Cost.Micros);
        }

        var later = new OffLoop(new BatchService(Settings(vendor, server), http, new BatchLog(_folder.FullName),
            new HastyTime()));
        var found = await Task.WhenAll(calls.Select(call => later.FindAsync(call, 1, Token)));
        Assert.Equal(replies.Select(reply => (reply.Cost, reply.Outcome, reply.Body.ToText())),
            found.Select(reply => (reply!.Cost, reply.Outcome, reply.Body.ToText())));
    }

    [Fact]
    public async Task Lines_come_one_by_one_and_a_cut_is_no_end()
    {
        var text = string.Join('\n', Enumerable.Range(0, 20_000).Select(number => $"line {number}"));
        await using var server = await FakeServer.StartAsync(request => new(200, text)
        {
            Mishap = request.Path == "/cut" ? FakeMishap.Cut : FakeMishap.None,
        });
        using var http = ServiceHttp.Create();
        var exchange = new Exchange(
            Settings(new OpenAiBatchVendor(), server) with { Url = server.Address }, http, TimeProvider.System);
        var lines = new List<string>();
        var (received, _) = await exchange.ReadLinesAsync(new("/whole", default) { Method = HttpMethod.Get },
            line => lines.Add(Encoding.UTF8.GetString(line.Span)), Token);
        Assert.Equal((200, text), (received!.Status, string.Join('\n', lines)));
        lines.Clear();
        var (nothing, outcome) = await exchange.ReadLinesAsync(new("/cut", default) { Method = HttpMethod.Get },
            line => lines.Add(Encoding.UTF8.GetString(line.Span)), Token);
        Assert.Null(nothing);
        Assert.IsType<Outcome.Unknown>(outcome);
        Assert.All(lines, line => Assert.Contains(line, text, StringComparison.Ordinal));
    }

    private static ServiceSettings Settings(BatchVendor vendor, FakeServer server) => new()
    {
        Name = "it",
        Profile = ServiceProfiles.All[vendor.Live.Kind],
        Prices = PriceBook.Shipped,
        Url = server.Address + vendor.Live.Base,
        Key = FakeVendor.Key,
        Models = [vendor.Live.Model],
    };
}
