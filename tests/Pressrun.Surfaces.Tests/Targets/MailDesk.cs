using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Pressrun.Testing;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A mail server on loopback that takes whatever it is handed, after a login of any kind.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _mails = new();
    private readonly ConcurrentQueue<string> _commands = new();
    private readonly Door _door;

    public MailDesk() => _door = new(ServeAsync);

    public int Port => _door.Port;

    /// <summary>The mails it took, each with its header.</summary>
    public IReadOnlyList<string> Mails => [.. _mails];

    /// <summary>What it was told beside the mails.</summary>
    public IReadOnlyList<string> Commands => [.. _commands];

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        await SayAsync("220 desk.example ESMTP");
        while (await reader.ReadLineAsync(ct) is { } command)
        {
            _commands.Enqueue(command);
            if (command == "DATA")
            {
                await SayAsync("354 go on");
                var mail = new StringBuilder();
                while (await reader.ReadLineAsync(ct) is { } line && line != ".")
                {
                    mail.Append(line).Append('\n');
                }

                _mails.Enqueue(mail.ToString());
            }

            await SayAsync(command.Split(' ')[0] switch
            {
                "EHLO" => "250-desk.example\r\n250 AUTH PLAIN LOGIN",
                "AUTH" => "235 welcome",
                "QUIT" => "221 bye",
                _ => "250 taken",
            });
        }

        async Task SayAsync(string line) => await stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), ct);
    }
}
