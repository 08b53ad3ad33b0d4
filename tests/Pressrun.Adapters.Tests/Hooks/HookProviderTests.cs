using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Pressrun.Adapters.Tests.Mail;
using Pressrun.Model;
using Pressrun.Providers.Hooks;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Hooks;

/// <summary>Posts to addresses on the web.</summary>
public sealed class HookProviderTests : IAsyncDisposable
{
    private readonly HookServer _server = new();
    private readonly HookProvider _provider;

    public HookProviderTests() => _provider = ProviderOf(TimeProvider.System, "127.0.0.1", "friend.example");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        _provider.Dispose();
        await _server.DisposeAsync();
    }

    [Fact]
    public async Task A_post_carries_body_type_and_the_key_of_its_call()
    {
        _server.Then = HookServer.Answering(201, "made");
        var call = CallOf("/hook?token=secret", """{"text":"Grüße"}""") with { Key = new(0x1234) };
        var reply = await _provider.SendAsync(call, 1, Ct);

        Assert.Equal((Outcome.Answered.Instance, 201), (reply.Outcome, reply.Status));
        Assert.Equal($$"""{"url":"{{_server.Host}}","status":201,"body":"made"}""", _provider.Read(call, reply).Text);
        var (head, body) = Assert.Single(_server.Posts);
        Assert.StartsWith("POST /hook?token=secret HTTP/1.1\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nIdempotency-Key: 00000000000000000000000000001234\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nUser-Agent: pressrun\r\n", head, StringComparison.Ordinal);
        Assert.Contains("\r\nContent-Type: application/json\r\n", head, StringComparison.Ordinal);
        Assert.Equal("""{"text":"Grüße"}""", body);
    }

    [Fact]
    public async Task Another_attempt_carries_the_same_key()
    {
        var call = CallOf("/hook") with { Key = new(77) };
        await _provider.SendAsync(call, 1, Ct);
        await _provider.SendAsync(call, 2, Ct);

        Assert.Single(_server.Posts.Select(post => KeyOf(post.Head)).Distinct());
        Assert.Equal(2, _server.Posts.Count);
        Assert.Equal(RecoveryWay.Repeat, _provider.Profile.Recovery);
    }

    [Theory]
    [InlineData(400, Failure.Permanent, "it does not take the body; correct it, or the address")]
    [InlineData(401, Failure.Permanent, "it does not let this call in; correct the address or its token")]
    [InlineData(403, Failure.Permanent, "it does not let this call in; correct the address or its token")]
    [InlineData(404, Failure.Permanent, "there is no such hook; correct the address")]
    [InlineData(409, Failure.Transient, "it is still at work on this call, or its state has changed meanwhile")]
    [InlineData(422, Failure.Permanent, "it does not take the body; correct it, or the address")]
    [InlineData(408, Failure.Transient, "the host is in trouble; try again later")]
    [InlineData(500, Failure.Transient, "the host is in trouble; try again later")]
    [InlineData(502, Failure.Transient, "the host is in trouble; try again later")]
    [InlineData(503, Failure.Transient, "the host is in trouble; try again later")]
    [InlineData(302, Failure.Permanent, "it points elsewhere and does not say where; correct the address")]
    public async Task A_status_is_told_with_what_to_do(int status, Failure failure, string hint)
    {
        _server.Then = HookServer.Answering(status, "words of the server");

        Assert.Equal(new Outcome.Failed(failure, $"{_server.Host} answers {status}: {hint}"),
            (await SendAsync("/hook?token=secret")).Outcome);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed_and_its_host_is_named(int status)
    {
        _server.Then = HookServer.Answering(status, "", "Location: https://elsewhere.example/x?token=secret");
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync("/hook")).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Contains("it points to elsewhere.example;", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Cause, StringComparison.Ordinal);
        Assert.Single(_server.Posts);
    }

    [Fact]
    public async Task A_host_that_asks_to_wait_is_waited_for()
    {
        _server.Then = HookServer.Answering(429, "", "Retry-After: 7");
        Assert.Equal(new Outcome.Refused(Refusal.RateShort, Unit.Requests, TimeSpan.FromSeconds(7)),
            (await SendAsync("/hook")).Outcome);

        _server.Then = HookServer.Answering(
            503, "", "Date: Sun, 22 Nov 2026 08:30:00 GMT", "Retry-After: Sun, 22 Nov 2026 08:30:09 GMT");
        Assert.Equal(
            new Outcome.Refused(Refusal.Overload, null, TimeSpan.FromSeconds(9))
            {
                Cause = $"{_server.Host} answers 503",
            },
            (await SendAsync("/hook")).Outcome);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    public async Task A_host_that_asks_to_wait_for_ever_is_a_failure_in_the_end(int status)
    {
        _server.Then = HookServer.Answering(status, "", "Retry-After: 7");

        Assert.IsType<Outcome.Refused>((await _provider.SendAsync(CallOf("/hook"), 10, Ct)).Outcome);
        Assert.Equal(Failure.Transient,
            Assert.IsType<Outcome.Failed>((await _provider.SendAsync(CallOf("/hook"), 11, Ct)).Outcome).Class);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 20")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 50\r\n\r\nhalf of it")]
    public async Task A_connection_that_breaks_after_sending_leaves_the_post_unknown(string after)
    {
        _server.Then = HookServer.Breaking(after);

        Assert.Equal(new Outcome.Unknown($"{_server.Host} broke the connection off before its answer was whole"),
            (await SendAsync("/hook?token=secret")).Outcome);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 x\r\nContent-Length: 50\r\n\r\nhalf of it")]
    public async Task A_host_that_hangs_after_sending_leaves_the_post_unknown(string after)
    {
        var time = new SpentTime();
        _server.Then = HookServer.Hanging(after, time);
        using var provider = ProviderOf(time, "127.0.0.1");

        Assert.Equal(new Outcome.Unknown($"{_server.Host} did not answer in full within 60 s"),
            (await provider.SendAsync(CallOf("/hook"), 1, Ct)).Outcome);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_was_sent_nothing()
    {
        var host = $"http://127.0.0.1:{Door.ClosedPort()}";
        var reply = await _provider.SendAsync(Of(HookProvider.RequestOf($"{host}/hook?token=secret", "{}")), 1, Ct);

        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Transient, failed.Class);
        Assert.StartsWith($"{host} cannot be reached, the host refuses", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1/hook?token=secret", "http://127.0.0.1 leads to 127.0.0.1")]
    [InlineData("http://[::ffff:10.0.0.1]/hook?token=secret", "leads to 10.0.0.1, a private address")]
    [InlineData("https://inside.example/hook?token=secret", "https://inside.example leads to 169.254.169.254")]
    public async Task An_address_that_is_not_public_gets_nothing(string url, string cause)
    {
        using var provider = ProviderOf(TimeProvider.System);
        var failed = Assert.IsType<Outcome.Failed>(
            (await provider.SendAsync(Of(HookProvider.RequestOf(url, "{}")), 1, Ct)).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Contains(cause, failed.Cause, StringComparison.Ordinal);
        Assert.Contains("name it in allow_hosts", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_host_that_is_allowed_by_name_may_have_any_address_and_port()
    {
        var call = Of(HookProvider.RequestOf($"http://friend.example:{_server.Port}/hook", "{}"));

        Assert.IsType<Outcome.Answered>((await _provider.SendAsync(call, 1, Ct)).Outcome);
    }

    [Theory]
    [InlineData("""{"url":"https://user:secret@example.org/secret","body":""}""", "carries a user name or password")]
    [InlineData("""{"url":"https://example.org:8080/secret","body":""}""", "names an unusual port")]
    [InlineData("""{"url":"ftp://example.org/secret","body":""}""", "`url` is no web address")]
    [InlineData("""{"url":"file:///secret","body":""}""", "`url` is no web address")]
    [InlineData("""{"url":"secret","body":""}""", "`url` is no web address")]
    [InlineData("""{"url":"https://example.org/secret"}""", "`body` is missing")]
    [InlineData("""{"body":"secret"}""", "`url` is missing")]
    [InlineData("""{"url":"https://example.org/","body":"","type":"secret"}""", "`type` is no media type")]
    [InlineData("""{"url":"https://example.org/","body":"","type":"a/b\r\nX: secret"}""", "`type` is no media type")]
    [InlineData("secret", "the request is no JSON")]
    public async Task A_request_that_makes_no_sense_fails_for_good_and_shows_no_secret(string content, string cause)
    {
        var failed = Assert.IsType<Outcome.Failed>(
            (await _provider.SendAsync(Of(new("hook", "example.org", content)), 1, Ct)).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.StartsWith("Nothing was posted: ", failed.Cause, StringComparison.Ordinal);
        Assert.Contains(cause, failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_body_over_ten_megabytes_is_not_posted()
    {
        var fits = await _provider.SendAsync(CallOf("/hook", new('x', 10 * 1024 * 1024)), 1, Ct);
        var exceeds = await _provider.SendAsync(CallOf("/hook", new string('x', (10 * 1024 * 1024) + 1)), 1, Ct);

        Assert.IsType<Outcome.Answered>(fits.Outcome);
        var failed = Assert.IsType<Outcome.Failed>(exceeds.Outcome);
        Assert.Contains("larger than 10 MB", failed.Cause, StringComparison.Ordinal);
        Assert.Single(_server.Posts);
    }

    [Fact]
    public async Task Of_a_long_answer_the_beginning_is_kept_and_no_character_is_cut()
    {
        _server.Then = HookServer.Answering(200, new string('x', 9_999) + "🎙" + new string('y', 500_000));
        var call = CallOf("/hook");
        using var answer = JsonDocument.Parse(_provider.Read(call, await _provider.SendAsync(call, 1, Ct)).Text);

        Assert.Equal(new string('x', 9_999), answer.RootElement.GetProperty("body").GetString());
    }

    [Fact]
    public void A_post_waits_in_the_lane_of_its_host()
    {
        var request = HookProvider.RequestOf("https://user:secret@Chat.Example/x", "{}", "text/plain");

        Assert.Equal(("chat.example", """{"url":"https://***@Chat.Example/x","body":"{}","type":"text/plain"}"""),
            (request.Model, request.Content));
        Assert.Equal("hook/chat.example", _provider.Profile.LaneOf(request.Model).Name);
    }

    private static HookProvider ProviderOf(TimeProvider time, params string[] allowed) => new(
        new() { AllowHosts = allowed }, time, (name, _) => name switch
        {
            "friend.example" => Task.FromResult<IPAddress[]>([IPAddress.Loopback]),
            "inside.example" => Task.FromResult<IPAddress[]>([IPAddress.Parse("169.254.169.254")]),
            _ => Task.FromException<IPAddress[]>(new SocketException((int)SocketError.HostNotFound)),
        });

    private static string KeyOf(string head) =>
        head.Split("\r\n").Single(line => line.StartsWith("Idempotency-Key: ", StringComparison.Ordinal));

    private static Call Of(Request request) => Folders.TargetCalls.Of("hook", "x", "") with { Request = request };

    private Call CallOf(string path, string body = "{}") => Of(HookProvider.RequestOf(_server.Host + path, body));

    private Task<Reply> SendAsync(string path) => _provider.SendAsync(CallOf(path), 1, Ct);
}
