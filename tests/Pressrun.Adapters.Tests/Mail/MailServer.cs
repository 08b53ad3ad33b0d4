using System.Collections.Concurrent;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Mail;

/// <summary>
/// A mail server on loopback that can be told to answer anything at any step. A step is the beginning of a command,
/// <c>GREETING</c>, or <c>.</c> for the end of the mail.
/// </summary>
internal sealed class MailServer : IAsyncDisposable
{
    private const string Hang = "hang";
    private const string Break = "break";

    private readonly ConcurrentDictionary<string, string> _answers = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly Door _door;

    public MailServer()
    {
        Answer("GREETING", "220 mail.example ESMTP");
        Answer("EHLO", "250-mail.example greets you\r\n250-PIPELINING\r\n250 8BITMIME");
        Answer("MAIL", "250 2.1.0 sender taken");
        Answer("RCPT", "250 2.1.5 recipient taken");
        Answer("DATA", "354 go on");
        Answer(".", "250 2.0.0 queued as 17");
        Answer("QUIT", "221 bye");
        Answer("STARTTLS", "220 go on");
        Answer("AUTH", "235 2.7.0 welcome");
        _door = new(ServeAsync);
    }

    public int Port => _door.Port;

    /// <summary>Proves who it is; null knows no encryption.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Whether it breaks the connection off as soon as a mail begins.</summary>
    public bool IsDeafToMails { get; set; }

    /// <summary>Goes by while the server hangs.</summary>
    public SpentTime Time { get; } = new();

    /// <summary>All commands so far, an asterisk before those that came encrypted.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    /// <summary>The mails it took, as it got them but without the dots added on the way.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    public void Answer(string step, string answer) => _answers[step] = answer;

    public void HangAt(string step) => Answer(step, Hang);

    public void BreakAt(string step) => Answer(step, Break);

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        Stream stream = client.GetStream();
        await SayAsync(stream, "GREETING", ct);
        while (await ReadLineAsync(stream, ct) is { } command)
        {
            _commands.Enqueue((stream is SslStream ? "*" : "") + command);
            await SayAsync(stream, command, ct);
            if (command == "STARTTLS" && Certificate is not null)
            {
                var encrypted = new SslStream(stream);
                await encrypted.AuthenticateAsServerAsync(Certificate);
                stream = encrypted;
            }
            else if (command == "DATA" && _answers["DATA"].StartsWith("354", StringComparison.Ordinal))
            {
                var mail = IsDeafToMails ? null : await ReadMailAsync(stream, ct);
                if (mail is null)
                {
                    return;
                }

                _mails.Enqueue(mail);
                await SayAsync(stream, ".", ct);
            }
        }
    }

    private async Task SayAsync(Stream stream, string command, CancellationToken ct)
    {
        var answer = _answers.Where(known => command.StartsWith(known.Key, StringComparison.Ordinal))
            .OrderByDescending(known => known.Key.Length).Select(known => known.Value).FirstOrDefault("500 what?");
        switch (answer)
        {
            case Hang:
                Time.Spend();
                await stream.CopyToAsync(Stream.Null, ct);
                break;
            case Break:
                throw new IOException("The server breaks the connection off.");
            default:
                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer + "\r\n"), ct);
                break;
        }
    }

    private static async Task<string?> ReadMailAsync(Stream stream, CancellationToken ct)
    {
        var mail = new StringBuilder();
        while (await ReadLineAsync(stream, ct) is { } line)
        {
            if (line == ".")
            {
                return mail.ToString();
            }

            mail.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }

        return null;
    }

    private static async Task<string?> ReadLineAsync(Stream stream, CancellationToken ct)
    {
        var line = new List<byte>();
        var letter = new byte[1];
        while (await stream.ReadAsync(letter, ct) > 0)
        {
            line.Add(letter[0]);
            if (line is [.., (byte)'\r', (byte)'\n'])
            {
                return Encoding.UTF8.GetString([.. line.SkipLast(2)]);
            }
        }

        return null;
    }
}
