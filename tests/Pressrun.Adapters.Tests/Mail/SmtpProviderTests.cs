using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Pressrun.Model;
using Pressrun.Providers.Mail;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>Mails handed to a server that does what it likes.</summary>
public sealed class SmtpProviderTests : IAsyncDisposable
{
    private const string Key = "ann:pa55-word";

    private readonly MailServer _server = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task A_mail_is_handed_over_whole()
    {
        var reply = await SendAsync("to", new JsonArray("ann@example.net", "Bob <bob@example.net>"));

        Assert.IsType<Outcome.Answered>(reply.Outcome);
        Assert.Equal(
            [
                "EHLO [127.0.0.1]", "MAIL FROM:<news@example.org>", "RCPT TO:<ann@example.net>",
                "RCPT TO:<bob@example.net>", "DATA", "QUIT",
            ],
            _server.Commands);
        var mail = new ReadMail(Assert.Single(_server.Mails));
        Assert.Equal("ann@example.net, Bob <bob@example.net>", mail["To"]);
        Assert.Equal(["Hello Ann", "<p>Hello <b>Ann</b></p>"], mail.Parts.Select(part => part.Text));
    }

    [Fact]
    public async Task The_answer_names_server_recipients_id_and_the_servers_words()
    {
        var call = Call();
        var provider = Provider();
        var answer = provider.Read(call, await provider.SendAsync(call, 1, Ct)).Text;
        var id = new ReadMail(Assert.Single(_server.Mails))["Message-ID"];

        Assert.Equal($$"""{"server":"127.0.0.1:{{_server.Port}}","to":["ann@example.net"],"message_id":"{{id}}","""
            + "\"reply\":\"250 2.0.0 queued as 17\"}", answer);
    }

    [Fact]
    public async Task A_persons_word_that_it_arrived_reads_as_an_answer()
    {
        var (call, provider) = (Call(), Provider());
        var sent = provider.Read(call, await provider.SendAsync(call, 1, Ct)).Text;
        var told = provider.Read(call, new(Outcome.Answered.Instance, Body.Empty)).Text;

        Assert.Equal(
            sent.Replace("250 2.0.0 queued as 17", "it arrived, says a person", StringComparison.Ordinal), told);
    }

    [Fact]
    public void A_mail_whose_fate_is_not_known_waits_for_a_person() =>
        Assert.Equal(RecoveryWay.Person, Provider().Profile.Recovery);

    [Theory]
    [InlineData("GREETING", "554 no", Failure.Permanent)]
    [InlineData("GREETING", "421 too busy", Failure.Transient)]
    [InlineData("EHLO", "550 no", Failure.Permanent)]
    [InlineData("EHLO", "421 too busy", Failure.Transient)]
    [InlineData("MAIL", "550 no", Failure.Permanent)]
    [InlineData("MAIL", "451 later", Failure.Transient)]
    [InlineData("MAIL", "530 5.7.0 authentication required", Failure.Credentials)]
    [InlineData("RCPT", "550-5.1.1 no such\r\n550 5.1.1 user", Failure.Permanent)]
    [InlineData("RCPT", "450 greylisted", Failure.Transient)]
    [InlineData("DATA", "554 no", Failure.Permanent)]
    [InlineData("DATA", "451 later", Failure.Transient)]
    [InlineData("DATA", "250 what?", Failure.Transient)]
    [InlineData(".", "552 too large", Failure.Permanent)]
    [InlineData(".", "451 later", Failure.Transient)]
    public async Task A_refusal_has_its_class_and_the_servers_words(string step, string answer, Failure failure)
    {
        _server.Answer(step, answer);
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);

        Assert.Equal(failure, failed.Class);
        Assert.StartsWith($"127.0.0.1:{_server.Port} ", failed.Cause, StringComparison.Ordinal);
        Assert.Contains(answer[..3], failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(failed.Cause, char.IsControl);
    }

    [Theory]
    [InlineData("550")]
    [InlineData("450")]
    public async Task Where_one_recipient_is_refused_nobody_gets_the_mail(string code)
    {
        _server.Answer("RCPT TO:<bob", $"{code} 5.1.1 no such user");
        var reply = await SendAsync("to", new JsonArray("ann@example.net", "bob@example.net", "cy@example.net"));

        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Contains("`bob@example.net`", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("DATA", _server.Commands);
        Assert.Empty(_server.Mails);
    }

    [Theory]
    [InlineData("GREETING")]
    [InlineData("EHLO")]
    [InlineData("MAIL")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_connection_that_breaks_before_the_mail_is_tried_again(string step)
    {
        _server.BreakAt(step);
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);

        Assert.Equal(Failure.Transient, failed.Class);
        Assert.Contains("broke the connection off before it had the mail", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_within_the_mail_is_tried_again()
    {
        _server.IsDeafToMails = true;
        var reply = await SendAsync("text", new string('x', 7_900_000));

        Assert.Equal(Failure.Transient, Assert.IsType<Outcome.Failed>(reply.Outcome).Class);
    }

    [Theory]
    [InlineData("EHLO")]
    [InlineData("RCPT")]
    [InlineData("DATA")]
    public async Task A_server_that_hangs_before_the_mail_is_tried_again(string step)
    {
        _server.HangAt(step);
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);

        Assert.Equal(Failure.Transient, failed.Class);
        Assert.Contains("did not answer within 60 s", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_breaks_after_the_final_dot_leaves_the_mail_unknown()
    {
        _server.BreakAt(".");
        var unknown = Assert.IsType<Outcome.Unknown>((await SendAsync()).Outcome);

        Assert.Contains("got the whole mail and did not say", unknown.Cause, StringComparison.Ordinal);
        Assert.Single(_server.Mails);
    }

    [Fact]
    public async Task A_server_that_hangs_after_the_final_dot_leaves_the_mail_unknown()
    {
        _server.HangAt(".");

        Assert.IsType<Outcome.Unknown>((await SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("354 go on")]
    [InlineData("what?")]
    [InlineData("250-no end\r\n550 of it")]
    public async Task An_answer_to_the_final_dot_that_says_nothing_leaves_the_mail_unknown(string answer)
    {
        _server.Answer(".", answer);

        Assert.IsType<Outcome.Unknown>((await SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("QUIT")]
    [InlineData("hang")]
    public async Task What_happens_at_the_farewell_does_not_matter(string how)
    {
        if (how == "hang")
        {
            _server.HangAt("QUIT");
        }
        else
        {
            _server.BreakAt("QUIT");
        }

        Assert.IsType<Outcome.Answered>((await SendAsync()).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("22 short")]
    [InlineData("2200 long")]
    [InlineData("")]
    [InlineData("102 what?")]
    public async Task What_is_no_mail_server_is_said_to_be_none(string greeting)
    {
        _server.Answer("GREETING", greeting);
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);

        Assert.Equal(Failure.Transient, failed.Class);
        Assert.Contains("does not answer as a mail server", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5_000, 1)]
    [InlineData(10, 500)]
    public async Task A_server_that_never_stops_talking_is_left(int width, int lines)
    {
        var line = new string('x', width);
        _server.Answer("EHLO", string.Concat(Enumerable.Repeat($"250-{line}\r\n", lines)) + "250 end");

        Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_question_is_not_taken_for_one()
    {
        _server.Answer("MAIL", "250 taken\r\n250 taken\r\n354 go on\r\n250 queued");
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync()).Outcome);

        Assert.Contains("speaks before it is asked", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_nobody_runs_is_told_as_such()
    {
        var failed = Assert.IsType<Outcome.Failed>((await Provider().SendAsync(
            Letters.CallOf("smtp", Letters.With("server", $"127.0.0.1:{Door.ClosedPort()}")), 1, Ct)).Outcome);

        Assert.Equal(Failure.Transient, failed.Class);
        Assert.Contains("the host refuses the connection", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("user:secret@mail.example:25")]
    [InlineData("mail.example:25/secret")]
    [InlineData("mail.example:x")]
    [InlineData("")]
    public async Task What_is_no_server_is_not_shown_because_a_password_may_be_in_it(string server)
    {
        var reply = await Provider().SendAsync(Letters.CallOf("smtp", Letters.With("server", server)), 1, Ct);
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);

        Assert.StartsWith("No mail was sent: `server` is no mail server", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_could_begin_a_command_of_its_own_is_not_sent()
    {
        var reply = await SendAsync("from", "news@example.org>\r\nRCPT TO:<x@y.z");

        Assert.Equal(Failure.Permanent, Assert.IsType<Outcome.Failed>(reply.Outcome).Class);
        Assert.Empty(_server.Commands);
    }

    [Fact]
    public async Task The_key_is_told_in_the_way_the_server_knows()
    {
        _server.Answer("EHLO", "250-hello\r\n250 AUTH LOGIN PLAIN");
        Assert.IsType<Outcome.Answered>((await SendAsync(key: Key)).Outcome);

        Assert.Contains("AUTH PLAIN " + Base64("\0ann\0pa55-word"), _server.Commands);
    }

    [Fact]
    public async Task A_server_that_asks_for_user_and_password_one_by_one_gets_them_so()
    {
        _server.Answer("EHLO", "250-hello\r\n250 AUTH=LOGIN");
        _server.Answer("AUTH LOGIN", "334 VXNlcm5hbWU6");
        _server.Answer(Base64("ann"), "334 UGFzc3dvcmQ6");
        _server.Answer(Base64("pa55-word"), "235 welcome");

        Assert.IsType<Outcome.Answered>((await SendAsync(key: Key)).Outcome);
    }

    [Theory]
    [InlineData("535 5.7.8 wrong: ann pa55-word AGFubgBwYTU1LXdvcmQ=", Failure.Credentials)]
    [InlineData("454 4.7.0 not now: pa55-word", Failure.Transient)]
    [InlineData("334 and now?", Failure.Credentials)]
    public async Task A_login_that_fails_is_told_without_the_password(string answer, Failure failure)
    {
        _server.Answer("EHLO", "250-hello\r\n250 AUTH PLAIN");
        _server.Answer("AUTH", answer);
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync(key: Key)).Outcome);

        Assert.Equal(failure, failed.Class);
        Assert.Contains(answer[..3], failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("pa55-word", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("AGFubgBwYTU1", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MAIL", "550 pa55-word? AGFubgBwYTU1LXdvcmQ= and cGE1NS13b3Jk")]
    [InlineData(".", "299 pa55-word? AGFubgBwYTU1LXdvcmQ= and cGE1NS13b3Jk")]
    [InlineData(".", "354 pa55-word? AGFubgBwYTU1LXdvcmQ= and cGE1NS13b3Jk")]
    public async Task A_server_that_repeats_the_password_does_not_get_it_into_a_message(string step, string answer)
    {
        _server.Answer("EHLO", "250-hello\r\n250 AUTH PLAIN");
        _server.Answer(step, answer);
        var reply = await SendAsync(key: Key);

        Assert.DoesNotMatch("pa55-word|AGFubgBwYTU1|cGE1NS13", $"{reply.Outcome} {reply.Body.ToText()}");
    }

    [Fact]
    public async Task A_server_that_knows_no_login_is_not_sent_to_when_there_is_a_key()
    {
        var failed = Assert.IsType<Outcome.Failed>((await SendAsync(key: Key)).Outcome);

        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.Contains("offers no login by password", failed.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no-colon")]
    [InlineData(":no-user")]
    [InlineData("nul:\0")]
    public void A_key_that_is_none_is_told_at_once_and_not_shown(string key)
    {
        var error = Assert.Throws<ArgumentException>(() => Provider(key));

        Assert.DoesNotContain(key, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_elsewhere_that_knows_no_encryption_gets_nothing()
    {
        _server.Answer("EHLO", "250-hello\r\n250 AUTH PLAIN");
        var provider = new SmtpProvider(new() { Key = Key }, _server.Time, async (_, ct) =>
            (await SmtpLine.OpenAsync(new("127.0.0.1", _server.Port, IsTlsAtOnce: false), ct)) with
            {
                IsLocal = false,
            });
        var reply = await provider.SendAsync(
            Letters.CallOf("smtp", Letters.With("server", "mail.example:587")), 1, Ct);

        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.StartsWith("mail.example:587 offers no encryption", failed.Cause, StringComparison.Ordinal);
        Assert.Equal(["EHLO [127.0.0.1]"], _server.Commands);
    }

    [Fact]
    public async Task A_run_that_ends_while_a_server_hangs_does_not_wait_for_it()
    {
        using var end = new CancellationTokenSource();
        var sending = new SmtpProvider(new(), TimeProvider.System, (_, ct) => HangAsync(ct)).SendAsync(
            Call(), 1, end.Token);
        await end.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sending);
    }

    [Fact]
    public void A_dot_at_the_start_of_a_line_gets_another_one() =>
        Assert.Equal("..\r\na.b\r\n..c\r\n\r\n...\r\n",
            Encoding.ASCII.GetString(SmtpTalk.Stuffed(".\r\na.b\r\n.c\r\n\r\n..\r\n"u8)));

    private SmtpProvider Provider(string? key = null) => new(new() { Key = key }, _server.Time);

    private static async Task<SmtpLine> HangAsync(CancellationToken ct)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, ct);
        throw new InvalidOperationException("Nobody waits for ever.");
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Call Call() => Letters.CallOf("smtp", Letters.With("server", $"{IPAddress.Loopback}:{_server.Port}"));

    private async Task<Reply> SendAsync(string member = "outbox", JsonNode? value = null, string? key = null)
    {
        var content = JsonNode.Parse(Letters.With(member, value))!;
        content["server"] = $"127.0.0.1:{_server.Port}";
        return await Provider(key).SendAsync(Letters.CallOf("smtp", content.ToJsonString()), 1, Ct);
    }
}
