using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pressrun.Adapters.Tests.Mail;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Hooks;

/// <summary>A web server of raw sockets that reads a whole post and then answers, or does not, as it is told.</summary>
internal sealed class HookServer : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Head, string Body)> _posts = new();
    private readonly Door _door;

    public HookServer() => _door = new(ServeAsync);

    public int Port => _door.Port;

    public string Host => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{Port}");

    /// <summary>All posts so far, in order.</summary>
    public IReadOnlyList<(string Head, string Body)> Posts => [.. _posts];

    /// <summary>What it does with a post once it has read it.</summary>
    public Func<Stream, CancellationToken, Task> Then { get; set; } = Answering(200, "ok");

    /// <summary>A whole answer.</summary>
    public static Func<Stream, CancellationToken, Task> Answering(
        int status, string body = "", params string[] headers) => async (stream, ct) =>
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {bytes.Length}\r\n"
            + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n";
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), ct);
        await stream.WriteAsync(bytes, ct);
    };

    /// <summary>Some characters, each a byte, and then the end of the connection.</summary>
    public static Func<Stream, CancellationToken, Task> Breaking(string after) =>
        (stream, ct) => stream.WriteAsync(Encoding.Latin1.GetBytes(after), ct).AsTask();

    /// <summary>Some characters and then nothing, until nobody listens any more.</summary>
    public static Func<Stream, CancellationToken, Task> Hanging(string after, SpentTime time) => async (stream, ct) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(after), ct);
        time.Spend();
        await stream.CopyToAsync(Stream.Null, ct);
    };

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        var stream = client.GetStream();
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await stream.ReadExactlyAsync(letter, ct);
            head.Append((char)letter[0]);
        }

        var length = head.ToString().Split("\r\n")
            .Single(line => line.StartsWith("Content-Length: ", StringComparison.Ordinal))["Content-Length: ".Length..];
        var body = new byte[int.Parse(length, CultureInfo.InvariantCulture)];
        await stream.ReadExactlyAsync(body, ct);
        _posts.Enqueue((head.ToString(), Encoding.UTF8.GetString(body)));
        await Then(stream, ct);
    }
}
