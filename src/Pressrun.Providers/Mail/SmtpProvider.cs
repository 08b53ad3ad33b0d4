using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Services;
using Pressrun.Seams;

namespace Pressrun.Providers.Mail;

/// <summary>
/// A mail server as a target: each call hands over one mail, over one connection, encrypted unless the server is on
/// this machine. The request's content is <c>{"server":"smtp.example.org:587","from":…,"to":[…],"subject":…,"text":…,
/// "html":…,"date":…,"list_unsubscribe":…}</c> as <see cref="MailProvider"/> reads it; the answer is
/// <c>{"server":…,"to":[…],"message_id":…,"reply":"250 queued"}</c>. A mail can neither be undone nor looked up, so one
/// whose handing over broke off waits for a person. Costs nothing. Safe to use from several threads.
/// </summary>
public sealed class SmtpProvider : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Name = "smtp";

    // Servers that take more are rare.
    private const int BytesMax = 25 * 1024 * 1024;

    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly Veil _veil;
    private readonly Func<SmtpServer, CancellationToken, Task<SmtpLine>> _open;
    private readonly X509ChainPolicy? _trusted;

    /// <summary>Throws <see cref="ArgumentException"/> if an option is outside its range.</summary>
    /// <param name="options">The key, and how long is waited. The key goes to every server that is named.</param>
    /// <param name="time">Tells time, for time limits.</param>
    public SmtpProvider(SmtpOptions options, TimeProvider time)
        : this(options, time, SmtpLine.OpenAsync)
    {
    }

    /// <param name="options">The key, and how long is waited.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="open">Opens connections; throws <see cref="SocketException"/>.</param>
    /// <param name="trusted">Which certificates are trusted; null asks the machine.</param>
    internal SmtpProvider(
        SmtpOptions options, TimeProvider time, Func<SmtpServer, CancellationToken, Task<SmtpLine>> open,
        X509ChainPolicy? trusted = null)
    {
        options.Check();
        (_options, _time, _open, _trusted) = (options, time, open, trusted);
        _veil = options.Key is null ? new() : new(
            options.Password, SmtpSession.PlainToken(options), SmtpSession.Base64(options.Password!));
    }

    /// <inheritdoc/>
    public Profile Profile { get; } = new Profile(Name, Limit.AtOnce(2) with { IsCeiling = true })
    {
        Recovery = RecoveryWay.Person,
    };

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        try
        {
            var (server, letter) = Parse(call.Request);
            var mail = LetterWriter.Write(letter, call.Request.Content);
            return mail.Length <= BytesMax
                ? await SendAsync(call, server, letter, mail, ct)
                : throw new FormatException($"the mail is larger than {BytesMax >> 20} MB");
        }
        catch (FormatException error)
        {
            return Fail(Failure.Permanent, $"No mail was sent: {error.Message}. Mend the stage's `put`.");
        }
    }

    /// <inheritdoc/>
    /// <remarks>An empty body is a person's word that the mail arrived.</remarks>
    public Answer Read(Call call, Reply reply)
    {
        if (reply.Body.Blob is not null)
        {
            throw new FormatException("What a mail server answers is short, and this is not.");
        }

        if (reply.Body.Length > 0)
        {
            return new(reply.Body.ToText());
        }

        var (server, letter) = Parse(call.Request);
        return new(Describe(call, server, letter, "it arrived, says a person").ToText());
    }

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private async Task<Reply> SendAsync(
        Call call, SmtpServer server, Letter letter, byte[] mail, CancellationToken ct)
    {
        SmtpTalk? talk = null;
        try
        {
            var line = await OpenAsync(server, ct);
            talk = new(line.Stream, _time);
            var session = new SmtpSession(talk, server, line, _options) { Trusted = _trusted };
            var reply = await session.SendAsync(letter, mail, ct);
            if (!reply.IsDone)
            {
                return OfFinal(server, reply);
            }

            await session.LeaveAsync(ct);
            return new(Outcome.Answered.Instance, Describe(call, server, letter, _veil.Over(reply.Shown)))
            {
                Status = reply.Code,
            };
        }
        catch (Exception error) when (talk?.IsHandedOver == true
            && error is MailException or IOException or OperationCanceledException)
        {
            return new(new Outcome.Unknown(_veil.Over($"{server} got the whole mail and did not say whether it took "
                + "it; look into the mailbox of a recipient, or into the server's log")), Body.Empty);
        }
        catch (MailException error)
        {
            return Fail(error.Failure, $"{server} {error.Message}");
        }
        catch (Exception error) when (error is IOException or SocketException or AuthenticationException)
        {
            ct.ThrowIfCancellationRequested();
            return OfBreak(server, error);
        }
        finally
        {
            await (talk?.DisposeAsync() ?? ValueTask.CompletedTask);
        }
    }

    private async Task<SmtpLine> OpenAsync(SmtpServer server, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(_options.StepTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await _open(server, either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailException(Failure.Transient,
                "cannot be reached; correct its name and port, or look whether your network lets mail out");
        }
    }

    private Reply OfFinal(SmtpServer server, SmtpReply reply)
    {
        if (!reply.MayPass && !reply.IsFinal)
        {
            return new(new Outcome.Unknown(
                _veil.Over($"{server} got the whole mail and answered {reply.Shown}, which says nothing")), Body.Empty);
        }

        var refusal = SmtpSession.Refusal(reply, "the mail");
        return Fail(refusal.Failure, $"{server} {refusal.Message}") with { Status = reply.Code };
    }

    private Reply OfBreak(SmtpServer server, Exception error) => error switch
    {
        AuthenticationException => Fail(Failure.Permanent,
            $"{server} has no valid certificate; correct its name, or take another server"),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } =>
            Fail(Failure.Permanent, $"{server} cannot be reached, there is no such host; correct its name"),
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => Fail(Failure.Transient,
            $"{server} cannot be reached, the host refuses the connection; correct its port, or try again later"),
        SocketException => Fail(Failure.Transient,
            $"{server} cannot be reached; look whether your network lets mail out, or try again later"),
        _ => Fail(Failure.Transient, $"{server} broke the connection off before it had the mail; try again later"),
    };

    private static (SmtpServer Server, Letter Letter) Parse(Request request)
    {
        using var content = TargetContent.Parse(request.Content);
        var letter = Letter.Parse(content.RootElement);
        return (SmtpServer.Parse(Letter.Line(content.RootElement, "server")), letter);
    }

    private static Body Describe(Call call, SmtpServer server, Letter letter, string reply) =>
        new(TargetContent.Write(json =>
        {
            json.WriteString("server", server.ToString());
            json.WriteStartArray("to");
            foreach (var recipient in letter.To)
            {
                json.WriteStringValue(recipient.Address);
            }

            json.WriteEndArray();
            json.WriteString("message_id", LetterWriter.IdOf(letter, call.Request.Content));
            json.WriteString("reply", reply);
        }));

    private Reply Fail(Failure failure, string cause) =>
        new(new Outcome.Failed(failure, _veil.Over(cause)), Body.Empty);
}
