using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Pressrun.Adapters.Tests.Folders;
using Pressrun.Adapters.Tests.Mail;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Objects;

/// <summary>What every store of objects holds to as a target.</summary>
public abstract partial class ObjectConformance : IAsyncLifetime
{
    private readonly TargetCalls _calls = new();

    private protected abstract ObjectServer Server { get; }

    private protected Func<Blob, Stream> Open => _calls.Open;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>The texts that no outcome may hold.</summary>
    protected abstract IReadOnlyList<string> Canaries { get; }

    protected abstract string PlaceOf(string path);

    protected abstract IProvider ProviderOf(
        TimeProvider time, Func<Blob, Stream> open, string? url = null, bool hasKey = true);

    protected abstract Request RequestOf(string path, Blob blob, bool replaces = false);

    protected abstract Request RequestOf(string path, string text);

    /// <summary>The escaped path under which the server keeps it.</summary>
    protected abstract string Kept(string path);

    public async ValueTask InitializeAsync() => await Server.StartAsync();

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        await Server.DisposeAsync();
    }

    [Fact]
    public async Task An_object_is_put_with_its_type_and_told_of()
    {
        var reply = await SendAsync(RequestOf("episodes/one.mp3", Blob("sound")));

        Answered(reply);
        var stored = Server.Objects[Kept("episodes/one.mp3")];
        Assert.Equal("sound", Encoding.UTF8.GetString(stored.Content));
        Assert.Contains(("Content-Type", "audio/mpeg"), stored.Headers);
        using var told = JsonDocument.Parse(reply.Body.ToText());
        Assert.Equal(Server.Address + Kept("episodes/one.mp3"), told.RootElement.GetProperty("url").GetString());
        Assert.Equal(5, told.RootElement.GetProperty("bytes").GetInt64());
        Assert.Equal(Blob("sound").Hash, told.RootElement.GetProperty("sha256").GetString());
        Assert.Equal(stored.ETag, told.RootElement.GetProperty("etag").GetString());
        Assert.Single(Server.Visits);
    }

    [Fact]
    public async Task A_text_is_put_as_UTF8()
    {
        Answered(await SendAsync(RequestOf("note.txt", "Grüße")));

        Assert.Equal("Grüße", Encoding.UTF8.GetString(Server.Objects[Kept("note.txt")].Content));
        Assert.Contains(
            ("Content-Type", "text/plain; charset=utf-8"), Server.Objects[Kept("note.txt")].Headers);
    }

    [Fact]
    public async Task A_second_time_finds_it_there_and_changes_nothing()
    {
        var first = await SendAsync(RequestOf("one.mp3", Blob("sound")));
        var stored = Server.Objects[Kept("one.mp3")];
        var second = await SendAsync(RequestOf("one.mp3", Blob("sound")), attempt: 2);

        Answered(second);
        Assert.Equal(first.Body.ToText(), second.Body.ToText());
        Assert.Same(stored, Server.Objects[Kept("one.mp3")]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_lost_leaves_one_object_and_the_next_attempt_finds_it(bool replaces)
    {
        Server.Loses = visit => visit.Method == "PUT";
        var lost = Assert.IsType<Outcome.Unknown>(
            (await SendAsync(RequestOf("one.mp3", Blob("sound"), replaces))).Outcome);
        Assert.StartsWith($"{PlaceOf("one.mp3")}: the connection broke", lost.Cause, StringComparison.Ordinal);
        var stored = Server.Objects[Kept("one.mp3")];

        Server.Loses = _ => false;
        Answered(await SendAsync(RequestOf("one.mp3", Blob("sound"), replaces), attempt: 2));
        Assert.Same(stored, Server.Objects[Kept("one.mp3")]);
        Assert.Equal(RecoveryWay.Repeat, ProviderOf(TimeProvider.System, Open).Profile.Recovery);
    }

    [Fact]
    public async Task Something_else_that_is_there_is_not_overwritten()
    {
        await SendAsync(RequestOf("one.mp3", Blob("old")));
        var failed = Failed(Failure.Permanent, await SendAsync(RequestOf("one.mp3", Blob("new"))));

        Assert.Equal($"{PlaceOf("one.mp3")}: something else is there already, and it is not overwritten; "
            + "take it away, or choose another path", failed.Cause);
        Assert.Equal("old", Encoding.UTF8.GetString(Server.Objects[Kept("one.mp3")].Content));
    }

    [Fact]
    public async Task What_may_change_is_replaced_and_the_same_is_not_sent_again()
    {
        Answered(await SendAsync(RequestOf("feed.xml", Blob("old"), replaces: true)));
        Answered(await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true)));
        Assert.Equal("new", Encoding.UTF8.GetString(Server.Objects[Kept("feed.xml")].Content));

        Answered(await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true)));
        Assert.Equal(2, Server.Visits.Count(visit => visit.Method == "PUT"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_somebody_changed_meanwhile_is_looked_at_again(bool wasThere)
    {
        if (wasThere)
        {
            await SendAsync(RequestOf("feed.xml", Blob("old"), replaces: true));
        }

        Server.Instead = visit =>
        {
            if (visit.Method == "PUT")
            {
                Server.Objects[Kept("feed.xml")] = new("theirs"u8.ToArray(), "\"theirs\"");
            }

            return null;
        };
        var failed = Failed(
            Failure.Transient, await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true)));
        Assert.Contains("somebody changed it at the same time", failed.Cause, StringComparison.Ordinal);
        Assert.Equal("theirs", Encoding.UTF8.GetString(Server.Objects[Kept("feed.xml")].Content));

        Server.Instead = _ => null;
        Answered(await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true), attempt: 2));
        Assert.Equal("new", Encoding.UTF8.GetString(Server.Objects[Kept("feed.xml")].Content));
    }

    [Fact]
    public async Task What_was_taken_away_meanwhile_is_put_again()
    {
        await SendAsync(RequestOf("feed.xml", Blob("old"), replaces: true));
        Server.Instead = visit =>
        {
            if (visit.Method == "PUT")
            {
                Server.Objects.Clear();
            }

            return null;
        };
        Failed(Failure.Transient, await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true)));

        Server.Instead = _ => null;
        Answered(await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true), attempt: 2));
    }

    [Fact]
    public async Task A_key_that_may_write_but_not_read_puts_what_is_new()
    {
        Server.Instead = visit => visit.Method == "HEAD" ? new(403) : null;
        Answered(await SendAsync(RequestOf("feed.xml", Blob("new"), replaces: true)));

        var failed = Failed(
            Failure.Permanent, await SendAsync(RequestOf("feed.xml", Blob("newer"), replaces: true)));
        Assert.Contains("the key may not read it", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_object_is_an_object()
    {
        Answered(await SendAsync(RequestOf("empty.txt", Blob(""))));
        Answered(await SendAsync(RequestOf("empty.txt", Blob("")), attempt: 2));
        Answered(await SendAsync(RequestOf("empty.txt", Blob(""), replaces: true)));

        Assert.Empty(Server.Objects[Kept("empty.txt")].Content);
    }

    [Fact]
    public async Task Twenty_megabytes_pass_through_in_pieces()
    {
        const long Length = 20 << 20;
        List<SlowStream> opened = [];
        using var whole = new SlowStream(Length);
        var blob = new Blob(Convert.ToHexStringLower(await SHA256.HashDataAsync(whole, Ct)), Length);
        var provider = ProviderOf(TimeProvider.System, _ =>
        {
            opened.Add(new(Length));
            return opened[^1];
        });
        var reply = await provider.SendAsync(CallOf(RequestOf("large.mp3", blob)), 1, Ct);

        Answered(reply);
        Assert.Equal(Length, Server.Objects[Kept("large.mp3")].Content.Length);
        Assert.InRange(opened.Max(stream => stream.Largest), 1, 1 << 20);
    }

    [Fact]
    public async Task A_host_that_cannot_be_reached_was_sent_nothing()
    {
        var provider = ProviderOf(TimeProvider.System, Open, $"http://127.0.0.1:{Door.ClosedPort()}");
        var failed = Failed(Failure.Transient,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct));

        Assert.Contains("the host refuses the connection", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_store_that_hangs_leaves_an_upload_unknown_but_a_look_undone(bool replaces)
    {
        var time = new SpentTime();
        Server.Hangs = time.Spend;
        var reply = await ProviderOf(time, Open)
            .SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"), replaces)), 1, Ct);

        Assert.Equal(replaces, reply.Outcome is Outcome.Failed { Class: Failure.Transient });
        Assert.Equal(!replaces, reply.Outcome is Outcome.Unknown);
    }

    [Fact]
    public async Task Nothing_is_sent_without_a_key()
    {
        var provider = ProviderOf(TimeProvider.System, Open, hasKey: false);
        var failed = Failed(Failure.Credentials,
            await provider.SendAsync(CallOf(RequestOf("one.mp3", Blob("sound"))), 1, Ct));

        Assert.Contains("needs a key: write `key: env:NAME`", failed.Cause, StringComparison.Ordinal);
        Assert.Empty(Server.Visits);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public async Task What_an_error_quotes_of_a_key_is_seen_by_nobody(int status)
    {
        Server.Instead = _ => new(status, "SomethingNew",
            [("ETag", Canaries[0]), ("Location", Canaries[0]), ("x-amz-bucket-region", Canaries[^1])]);
        var reply = await SendAsync(RequestOf("one.mp3", Blob("sound")));

        var shown = reply.Outcome + reply.Body.ToText();
        Assert.Contains("SomethingNew", shown, StringComparison.Ordinal);
        Assert.DoesNotContain(Canaries, canary => shown.Contains(canary, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_code_with_a_key_in_it_is_not_shown()
    {
        foreach (var canary in Canaries)
        {
            Server.Instead = _ => new(418, canary, ("ETag", canary));
            var reply = await SendAsync(RequestOf("one.mp3", Blob("sound")));
            Assert.DoesNotContain(canary, reply.Outcome.ToString()!, StringComparison.Ordinal);

            Server.Instead = _ => new(200, "", ("ETag", canary));
            reply = await SendAsync(RequestOf("one.mp3", Blob("sound")));
            Assert.DoesNotContain(canary, reply.Body.ToText(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_web_server_that_is_no_store_is_told_apart()
    {
        Server.Instead = _ => new(200);

        Assert.Contains("is no store of objects", Failed(Failure.Permanent,
            await SendAsync(RequestOf("one.mp3", Blob("sound")))).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_that_asks_to_wait_is_waited_for_but_not_for_ever()
    {
        Server.Instead = _ => new(429, "", ("Retry-After", "7"));
        var refused = Assert.IsType<Outcome.Refused>(
            (await SendAsync(RequestOf("one.mp3", Blob("sound")), attempt: 10)).Outcome);

        Assert.Equal((Refusal.RateShort, TimeSpan.FromSeconds(7)), (refused.Class, refused.RetryAfter));
        Failed(Failure.Transient, await SendAsync(RequestOf("one.mp3", Blob("sound")), attempt: 11));
    }

    private protected Blob Blob(string text) => _calls.Keep(Encoding.UTF8.GetBytes(text));

    private protected Task<Reply> SendAsync(Request request, int attempt = 1) =>
        ProviderOf(TimeProvider.System, Open).SendAsync(CallOf(request), attempt, Ct);

    private protected static Call CallOf(Request request) =>
        TargetCalls.Of("x", "x", "") with { Request = request };

    private protected static void Answered(Reply reply) => Assert.Equal(Outcome.Answered.Instance, reply.Outcome);

    private protected static Outcome.Failed Failed(Failure failure, Reply reply)
    {
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(failure, failed.Class);
        return failed;
    }
}
