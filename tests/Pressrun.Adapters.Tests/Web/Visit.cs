using System.Net;
using System.Net.Sockets;
using Pressrun.Model;
using Pressrun.Providers.Web;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>A site, a fetcher that may go there, and names that lead where a test says.</summary>
internal sealed class Visit : IAsyncDisposable
{
    private readonly FetchProvider _provider;

    /// <param name="options">Made from the defaults of a visit, in which the site's address is allowed.</param>
    public Visit(Func<FetchOptions, FetchOptions>? options = null)
    {
        var defaults = new FetchOptions { AllowHosts = ["127.0.0.1", "friend.example"], BytesMax = 1 << 20 };
        _provider = new(options?.Invoke(defaults) ?? defaults, Time, ResolveAsync);
        Names["friend.example"] = [IPAddress.Loopback];
    }

    public Site Site { get; } = new();

    public StoppedTime Time { get; } = new();

    public Dictionary<string, IPAddress[]> Names { get; } = [];

    /// <summary>Names asked for, in order.</summary>
    public List<string> Resolved { get; } = [];

    /// <summary>Fetches an address, or a path of the site where it begins with one slash.</summary>
    public async Task<Reply> SendAsync(string address, int attempt = 1)
    {
        var url = address.StartsWith('/') ? Site.Url(address) : address;
        return await _provider.SendAsync(CallOf(FetchProvider.RequestOf(url)), attempt,
            TestContext.Current.CancellationToken);
    }

    public async Task<FetchedPage> PageAsync(string address)
    {
        var reply = await SendAsync(address);
        Assert.IsType<Outcome.Answered>(reply.Outcome);
        return FetchedPage.Parse(reply.Body.Bytes);
    }

    /// <summary>The cause of a failure that must be of this class, the site's address written as "site".</summary>
    public async Task<string> CauseAsync(Failure expected, string address)
    {
        var reply = await SendAsync(address);
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal((expected, 0L, Money.Zero), (failed.Class, reply.Body.Length, reply.Cost));
        Assert.DoesNotContain(failed.Cause, char.IsControl);
        return failed.Cause.Replace($"127.0.0.1:{Site.Port}", "site", StringComparison.Ordinal);
    }

    public static Call CallOf(Request request) => new()
    {
        Key = default,
        Request = request,
        RequestHash = "",
        Ordinal = 1,
        ItemKey = "one",
        Stage = "article",
        Part = "",
        Sample = 0,
    };

    public async ValueTask DisposeAsync()
    {
        _provider.Dispose();
        await Site.DisposeAsync();
    }

    private Task<IPAddress[]> ResolveAsync(string name, CancellationToken ct)
    {
        Resolved.Add(name);
        return Names.TryGetValue(name, out var addresses)
            ? Task.FromResult(addresses)
            : Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound));
    }
}
