using System.Globalization;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Providers.Mail;

/// <summary>
/// One mail over one connection: greeting, encryption, login, sender, recipients, mail (RFC 5321, 3207, 4954). Either
/// all recipients are taken or nothing is sent.
/// </summary>
/// <param name="talk">Carries the lines.</param>
/// <param name="server">Whom it talks to.</param>
/// <param name="line">The connection.</param>
/// <param name="options">The key, and how long is waited.</param>
internal sealed class SmtpSession(SmtpTalk talk, SmtpServer server, SmtpLine line, SmtpOptions options)
{
    private static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(5);

    /// <summary>Which certificates are trusted; null asks the machine.</summary>
    public X509ChainPolicy? Trusted { get; init; }

    /// <summary>Sends the mail; the server's answer to it, whatever it is.</summary>
    /// <exception cref="MailException">It did not come to that.</exception>
    public async Task<SmtpReply> SendAsync(Letter letter, byte[] mail, CancellationToken ct)
    {
        await OpenAsync(ct);
        Demand(await AskAsync($"MAIL FROM:<{letter.From.Address}>", ct), $"the sender `{letter.From.Address}`");
        foreach (var recipient in letter.To)
        {
            Demand(await AskAsync($"RCPT TO:<{recipient.Address}>", ct), $"the recipient `{recipient.Address}`");
        }

        var ready = await AskAsync("DATA", ct);
        if (ready.Code != 354)
        {
            throw Refusal(ready, "the mail");
        }

        return await talk.GiveAsync(mail, options.FinalTimeout, ct);
    }

    /// <summary>Takes leave; whatever comes of that, the mail is with the server.</summary>
    public async Task LeaveAsync(CancellationToken ct)
    {
        try
        {
            var patience = options.StepTimeout < FarewellMax ? options.StepTimeout : FarewellMax;
            await talk.AskAsync("QUIT", patience, ct);
        }
        catch (Exception error) when (error is MailException or IOException or OperationCanceledException)
        {
            // It was polite to try.
        }
    }

    /// <summary>What an answer means that is not the one hoped for.</summary>
    public static MailException Refusal(SmtpReply reply, string what) => reply switch
    {
        { IsAboutLogin: true } => new(Failure.Credentials,
            $"wants another login, {Number(reply)}; correct its key, `user:password`"),
        { MayPass: true } => new(Failure.Transient, $"does not take {what} now: {reply.Shown}; try again later"),
        { IsFinal: true } => new(Failure.Permanent,
            $"does not take {what}: {reply.Shown}; correct the mail, or ask who runs the server"),
        _ => new(Failure.Transient, $"answers what nobody asked: {reply.Shown}; correct its name and port"),
    };

    private async Task OpenAsync(CancellationToken ct)
    {
        if (server.IsTlsAtOnce)
        {
            await EncryptAsync(ct);
        }

        Demand(await talk.ReadAsync(options.StepTimeout, ct), "the connection");
        var known = await GreetAsync(ct);
        if (!server.IsTlsAtOnce && known.Knows("STARTTLS") is not null)
        {
            Demand(await AskAsync("STARTTLS", ct), "encryption");
            await EncryptAsync(ct);
            // What was said before anybody could have listened in, or changed it, no longer counts.
            known = await GreetAsync(ct);
        }
        else if (!server.IsTlsAtOnce && !line.IsLocal)
        {
            throw new MailException(Failure.Permanent, "offers no encryption (STARTTLS), so nothing was sent; "
                + "take the port for encrypted mail, mostly 587 or 465, or another server");
        }

        if (options.Key is not null)
        {
            await LogInAsync(known.Knows("AUTH") ?? [], ct);
        }
    }

    private async Task<SmtpReply> GreetAsync(CancellationToken ct)
    {
        var here = line.Here.AddressFamily == AddressFamily.InterNetworkV6 ? $"IPv6:{line.Here}" : $"{line.Here}";
        var known = await AskAsync($"EHLO [{here}]", ct);
        Demand(known, "the greeting");
        return known;
    }

    // No answer is shown here: a server may repeat what it was told.
    private async Task LogInAsync(IReadOnlyList<string> ways, CancellationToken ct)
    {
        SmtpReply reply;
        if (ways.Contains("PLAIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await AskAsync($"AUTH PLAIN {PlainToken(options)}", ct);
        }
        else if (ways.Contains("LOGIN", StringComparer.OrdinalIgnoreCase))
        {
            reply = await AskAsync("AUTH LOGIN", ct);
            reply = reply.Code == 334 ? await AskAsync(Base64(options.User!), ct) : reply;
            reply = reply.Code == 334 ? await AskAsync(Base64(options.Password!), ct) : reply;
        }
        else
        {
            throw new MailException(Failure.Permanent, "offers no login by password (PLAIN or LOGIN); "
                + "take its key away if it wants none, or take another server");
        }

        if (!reply.IsDone)
        {
            throw reply.MayPass
                ? new MailException(Failure.Transient, $"does not take the login now, {Number(reply)}; try again later")
                : new MailException(Failure.Credentials,
                    $"does not take the login, {Number(reply)}; correct its key, `user:password`");
        }
    }

    /// <summary>User and password as they go over the wire in one piece (RFC 4616).</summary>
    public static string PlainToken(SmtpOptions options) => Base64($"\0{options.User}\0{options.Password}");

    /// <summary>A text as it goes over the wire while logging in.</summary>
    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private Task EncryptAsync(CancellationToken ct) => talk.EncryptAsync(
        new()
        {
            TargetHost = server.Host,
            CertificateChainPolicy = Trusted,
        },
        options.StepTimeout, ct);

    private Task<SmtpReply> AskAsync(string command, CancellationToken ct) =>
        talk.AskAsync(command, options.StepTimeout, ct);

    private static void Demand(SmtpReply reply, string what)
    {
        if (!reply.IsDone)
        {
            throw Refusal(reply, what);
        }
    }

    private static string Number(SmtpReply reply) => reply.Code.ToString(CultureInfo.InvariantCulture);
}
