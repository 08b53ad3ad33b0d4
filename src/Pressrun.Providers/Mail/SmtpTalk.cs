using System.Net.Security;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Providers.Mail;

/// <summary>
/// Lines to a mail server and its answers (RFC 5321, section 4.2), each within its time. One command at a time.
/// </summary>
/// <param name="stream">The connection.</param>
/// <param name="time">Tells time.</param>
internal sealed class SmtpTalk(Stream stream, TimeProvider time) : IAsyncDisposable
{
    // Far above the 512 that RFC 5321, section 4.5.3.1.5 allows.
    private const int LineMax = 4096;
    private const int LinesMax = 100;

    private readonly byte[] _buffer = new byte[LineMax];
    private Stream _stream = stream;
    private int _start;
    private int _end;

    /// <summary>Whether the server holds the whole mail: what it does with it is its own matter from now on.</summary>
    public bool IsHandedOver { get; private set; }

    /// <summary>Says a line and waits for the answer.</summary>
    public async Task<SmtpReply> AskAsync(string line, TimeSpan patience, CancellationToken ct)
    {
        if (_start < _end)
        {
            // Taken for the answer to this line, it would say what never happened.
            throw new MailException(Failure.Transient, "speaks before it is asked; try again later");
        }

        await WithinAsync(patience, token => WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n"), token), ct);
        return await ReadAsync(patience, ct);
    }

    /// <summary>Waits for an answer.</summary>
    public async Task<SmtpReply> ReadAsync(TimeSpan patience, CancellationToken ct)
    {
        SmtpReply? reply = null;
        await WithinAsync(patience, async token => reply = await ReadAsync(token), ct);
        return reply!;
    }

    /// <summary>Says the mail itself and waits for the answer to it.</summary>
    /// <param name="mail">Lines, each with its end.</param>
    /// <param name="patience">The longest for each of the two.</param>
    /// <param name="ct">Gives up.</param>
    public async Task<SmtpReply> GiveAsync(byte[] mail, TimeSpan patience, CancellationToken ct)
    {
        await WithinAsync(patience, token => WriteAsync(Stuffed(mail), token), ct);
        // Up to here the server has to drop what it got; the dot alone is what makes a mail of it.
        IsHandedOver = true;
        await WithinAsync(patience, token => WriteAsync(".\r\n"u8.ToArray(), token), ct);
        return await ReadAsync(patience, ct);
    }

    /// <summary>Goes on encrypted; throws if the server is not who its certificate says.</summary>
    public Task EncryptAsync(SslClientAuthenticationOptions options, TimeSpan patience, CancellationToken ct) =>
        WithinAsync(patience, async token =>
        {
            var encrypted = new SslStream(_stream);
            _stream = encrypted;
            await encrypted.AuthenticateAsClientAsync(options, token);
        }, ct);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _stream.DisposeAsync();

    /// <summary>A line that begins with a dot gets another one, for a dot alone ends the mail.</summary>
    internal static byte[] Stuffed(ReadOnlySpan<byte> mail)
    {
        using var stuffed = new MemoryStream(mail.Length + 64);
        for (var isFirst = true; !mail.IsEmpty; isFirst = false)
        {
            var end = mail.IndexOf("\n."u8);
            if (isFirst && mail[0] == '.')
            {
                stuffed.WriteByte((byte)'.');
            }

            var line = end < 0 ? mail : mail[..(end + 1)];
            stuffed.Write(line);
            mail = mail[line.Length..];
            if (end >= 0)
            {
                stuffed.WriteByte((byte)'.');
            }
        }

        return stuffed.ToArray();
    }

    private async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        await _stream.WriteAsync(bytes, ct);
        await _stream.FlushAsync(ct);
    }

    private async Task<SmtpReply> ReadAsync(CancellationToken ct)
    {
        var (code, lines) = (0, new List<string>());
        while (true)
        {
            var line = await ReadLineAsync(ct);
            var isCode = line.Length >= 3 && char.IsAsciiDigit(line[0]) && char.IsAsciiDigit(line[1])
                && char.IsAsciiDigit(line[2]) && (line.Length == 3 || line[3] is ' ' or '-');
            var number = isCode ? ((line[0] - '0') * 100) + ((line[1] - '0') * 10) + line[2] - '0' : 0;
            if (number is < 200 or > 599 || (code != 0 && code != number) || lines.Count == LinesMax)
            {
                throw NoServer();
            }

            code = number;
            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] == ' ')
            {
                return new(code, lines);
            }
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        while (true)
        {
            if (_buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n') is >= 0 and var length)
            {
                var line = Encoding.UTF8.GetString(_buffer, _start, length).TrimEnd('\r');
                _start += length + 1;
                return line;
            }

            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
            if (_end == _buffer.Length)
            {
                throw NoServer();
            }

            var count = await _stream.ReadAsync(_buffer.AsMemory(_end), ct);
            _end += count > 0 ? count : throw new EndOfStreamException();
        }
    }

    private static MailException NoServer() =>
        new(Failure.Transient, "does not answer as a mail server; correct its name and port");

    private async Task WithinAsync(TimeSpan patience, Func<CancellationToken, Task> act, CancellationToken ct)
    {
        using var limit = new CancellationTokenSource(patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            await act(either.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            throw new MailException(Failure.Transient, string.Create(
                System.Globalization.CultureInfo.InvariantCulture,
                $"did not answer within {patience.TotalSeconds:0.###} s; try again later"));
        }
    }
}
