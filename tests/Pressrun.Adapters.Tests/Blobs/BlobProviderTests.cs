using Pressrun.Adapters.Tests.Objects;
using Pressrun.Model;
using Pressrun.Providers.Blobs;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Blobs;

/// <summary>Azure Blob Storage as a target.</summary>
public sealed class BlobProviderTests : ObjectConformance
{
    private readonly BlobServer _server = new();

    private protected override ObjectServer Server => _server;

    protected override IReadOnlyList<string> Canaries =>
        _server.IsOpened ? [BlobServer.Access, "c4n4ryPr00f"] : [BlobServer.Key];

    protected override string PlaceOf(string path) => $"azure://{BlobServer.Account}/public/{path}";

    protected override string Kept(string path) => $"/public/{path}";

    protected override Request RequestOf(string path, Blob blob, bool replaces = false) =>
        BlobProvider.RequestOf(BlobServer.Account, "public", path, blob, replaces);

    protected override Request RequestOf(string path, string text) =>
        BlobProvider.RequestOf(BlobServer.Account, "public", path, text);

    protected override IProvider ProviderOf(
        TimeProvider time, Func<Blob, Stream> open, string? url = null, bool hasKey = true) => new BlobProvider(
        new()
        {
            Key = !hasKey ? null : _server.IsOpened ? BlobServer.Access : BlobServer.Key,
            Account = _server.IsOpened ? BlobServer.Account : null,
            Url = url ?? _server.Address,
        },
        open, time);

    [Theory]
    [InlineData(403, "AuthenticationFailed", Failure.Credentials, "correct the key of the account `canaryshows`")]
    [InlineData(403, "AuthorizationFailure", Failure.Credentials, "the key may not put blobs into `public`")]
    [InlineData(403, "KeyBasedAuthenticationNotPermitted", Failure.Credentials, "the account takes no keys")]
    [InlineData(403, "AccountIsDisabled", Failure.Credentials, "is switched off")]
    [InlineData(401, "", Failure.Credentials, "correct the key or its rights")]
    [InlineData(404, "ContainerNotFound", Failure.Permanent, "there is no container `public`; make it")]
    [InlineData(409, "ContainerBeingDeleted", Failure.Transient, "is being deleted")]
    [InlineData(409, "BlobImmutableDueToPolicy", Failure.Permanent, "choose another path")]
    [InlineData(409, "InvalidBlobType", Failure.Permanent, "as another kind of blob")]
    [InlineData(412, "LeaseIdMissing", Failure.Transient, "holds a lease on it")]
    [InlineData(413, "RequestBodyTooLarge", Failure.Permanent, "too large")]
    [InlineData(400, "Md5Mismatch", Failure.Transient, "arrived changed")]
    [InlineData(400, "InvalidResourceName", Failure.Permanent, "the path cannot be a blob's")]
    [InlineData(400, "", Failure.Permanent, "it does not take the object")]
    [InlineData(500, "InternalError", Failure.Transient, "try again later")]
    [InlineData(500, "OperationTimedOut", Failure.Transient, "try again later")]
    [InlineData(302, "", Failure.Permanent, "it points elsewhere")]
    public async Task An_error_is_told_with_what_to_do(int status, string code, Failure failure, string hint)
    {
        _server.Instead = _ => new(status, code);
        var failed = Failed(failure, await SendAsync(RequestOf("one.mp3", Blob("sound"))));

        Assert.StartsWith($"{PlaceOf("one.mp3")}: the store answers {status}", failed.Cause, StringComparison.Ordinal);
        Assert.Contains(hint, failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_under_load_is_waited_for()
    {
        _server.Instead = _ => new(503, "ServerBusy");

        Assert.Equal(Refusal.RateShort, Assert.IsType<Outcome.Refused>(
            (await SendAsync(RequestOf("one.mp3", Blob("sound")))).Outcome).Class);
    }

    [Fact]
    public async Task A_wrong_signature_with_a_clock_far_off_is_the_clocks_fault()
    {
        _server.Date = "Sun, 22 Nov 2020 08:30:00 GMT";
        _server.Instead = _ => new(403, "AuthenticationFailed");

        Assert.EndsWith("set the clock",
            Failed(Failure.Credentials, await SendAsync(RequestOf("one.mp3", Blob("sound")))).Cause);
    }

    [Fact]
    public async Task A_wrong_key_stops_the_lane()
    {
        using var provider = ProviderOf(new() { Key = "AAAA", Url = _server.Address });

        Assert.Contains("the signature is wrong", Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
        Assert.Empty(_server.Objects);
    }

    [Theory]
    [InlineData("?")]
    [InlineData("")]
    public async Task A_shared_access_signature_opens_the_container(string mark)
    {
        _server.IsOpened = true;
        using var provider = ProviderOf(
            new() { Key = mark + BlobServer.Access, Account = BlobServer.Account, Url = _server.Address });
        var reply = await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct);

        Answered(reply);
        Assert.DoesNotContain("sig=", reply.Body.ToText(), StringComparison.Ordinal);
        Answered(await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 2, Ct));
    }

    [Fact]
    public async Task A_shared_access_signature_is_seen_by_nobody()
    {
        _server.IsOpened = true;
        foreach (var code in (string[])["AuthenticationFailed", "SomethingNew", "c4n4ryPr00f", BlobServer.Access])
        {
            _server.Instead = _ => new(403, code, ("ETag", BlobServer.Access));
            var reply = await SendAsync(RequestOf("one.mp3", Blob("sound")));
            Assert.DoesNotContain("sig=", reply.Outcome.ToString(), StringComparison.Ordinal);
            Assert.DoesNotContain("Pr00f%2BOf", reply.Outcome.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(null, null, "needs an account")]
    [InlineData("canaryshows", "http://store.example", "write https in `url`")]
    public async Task A_shared_access_signature_goes_nowhere_else(string? account, string? url, string hint)
    {
        using var provider = ProviderOf(new() { Key = BlobServer.Access, Account = account, Url = url });

        Assert.Contains(hint, Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sv=1&sig=a b", "copy it anew")]
    [InlineData("sv=1&sig=a#b", "copy it anew")]
    [InlineData("AccountName=x;AccountKey=abc=", "of a connection string take the AccountKey alone")]
    public async Task A_key_of_no_known_form_is_not_sent(string key, string hint)
    {
        using var provider = ProviderOf(new() { Key = key, Account = BlobServer.Account, Url = _server.Address });

        Assert.Contains(hint, Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct)).Cause,
            StringComparison.Ordinal);
        Assert.Empty(_server.Visits);
    }

    [Theory]
    [InlineData("canaryshows", "Public", "is no container")]
    [InlineData("canaryshows", "pub--lic", "is no container")]
    [InlineData("canaryshows", "../x", "is no container")]
    [InlineData("evil.example/x", "public", "is no storage account")]
    [InlineData("evil@", "public", "is no storage account")]
    public async Task A_place_that_could_be_something_else_sends_nothing(
        string account, string container, string cause)
    {
        Assert.Contains(cause, Failed(Failure.Permanent,
            await SendAsync(BlobProvider.RequestOf(account, container, "one.mp3", "x"))).Cause,
            StringComparison.Ordinal);
        Assert.Empty(_server.Visits);
    }

    [Fact]
    public async Task The_key_of_one_account_is_not_used_for_another()
    {
        using var provider = ProviderOf(new() { Key = BlobServer.Key, Account = "another", Url = _server.Address });

        Failed(Failure.Permanent, await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct));
        Assert.Empty(_server.Visits);
    }

    [Fact]
    public async Task A_web_site_of_an_account_takes_pages()
    {
        var request = BlobProvider.RequestOf(BlobServer.Account, "$web", "index.html", "<p>");
        Answered(await SendAsync(request));

        Assert.Contains(
            ("Content-Type", "text/html; charset=utf-8"), _server.Objects["/$web/index.html"].Headers);
    }

    [Fact]
    public async Task More_than_256_MiB_is_not_sent_in_one_piece()
    {
        const long Length = (256L << 20) + 1;
        using var whole = new SlowStream(Length);
        var blob = new Blob(
            Convert.ToHexStringLower(await System.Security.Cryptography.SHA256.HashDataAsync(whole, Ct)), Length);
        using var provider = new BlobProvider(
            new() { Key = BlobServer.Key, Url = _server.Address }, _ => new SlowStream(Length), TimeProvider.System);

        Assert.Contains("larger than 256 MiB", Failed(Failure.Permanent,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", blob)), 1, Ct)).Cause, StringComparison.Ordinal);
        Assert.Empty(_server.Visits);
    }

    [Fact]
    public void An_account_has_a_host_of_its_own()
    {
        var wire = new BlobWire(new() { Key = BlobServer.Key }, TimeProvider.System);

        Assert.Equal("https://shows.blob.core.windows.net/public/a%20b.mp3",
            wire.AddressOf(wire.Parse(BlobProvider.RequestOf("shows", "public", "a b.mp3", "x"))).AbsoluteUri);
    }

    [Fact]
    public void The_request_is_written_in_one_way_only() => Assert.Equal(
        """{"account":"shows","container":"public","path":"a.txt","text":"x","replace":true}""",
        BlobProvider.RequestOf("shows", "public", "a.txt", "x", replaces: true).Content);

    private BlobProvider ProviderOf(BlobOptions options) => new(options, Open, TimeProvider.System);
}
