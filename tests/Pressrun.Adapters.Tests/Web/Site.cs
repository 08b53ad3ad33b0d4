using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pressrun.Testing;

namespace Pressrun.Adapters.Tests.Web;

/// <summary>
/// A web site of raw sockets, because it must be able to say what no proper server would. One request a connection;
/// what it does not know is a 404, robots.txt included.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, Func<Stream, CancellationToken, Task>> _pages = new();
    private readonly ConcurrentQueue<string> _heads = new();
    private readonly TaskCompletionSource<long> _flooded = new();
    private readonly Door _door;

    public Site() => _door = new(AnswerAsync);

    public int Port => _door.Port;

    /// <summary>The heads of all requests so far, in order.</summary>
    public IReadOnlyList<string> Heads => [.. _heads];

    /// <summary>The paths asked for so far, in order.</summary>
    public IReadOnlyList<string> Asked => [.. _heads.Select(head => head.Split(' ')[1])];

    /// <summary>How many bytes the body sent by <see cref="Flood"/> came to, when it is over.</summary>
    public Task<long> Flooded => _flooded.Task;

    public string Url(string path, string host = "127.0.0.1") =>
        string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}{path}");

    public void On(string path, Func<Stream, CancellationToken, Task> answer) => _pages[path] = answer;

    /// <summary>Answers with exactly these characters, each a byte.</summary>
    public void Raw(string path, string answer) =>
        On(path, (stream, ct) => stream.WriteAsync(Encoding.Latin1.GetBytes(answer), ct).AsTask());

    /// <param name="path">What is asked for.</param>
    /// <param name="body">The body, in UTF-8.</param>
    /// <param name="status">The status.</param>
    /// <param name="headers">Whole header lines.</param>
    public void Page(string path, string body, int status = 200, params string[] headers) =>
        Page(path, Encoding.UTF8.GetBytes(body), status, headers);

    public void Page(string path, byte[] body, int status = 200, params string[] headers) =>
        On(path, async (stream, ct) =>
        {
            var head = $"HTTP/1.1 {status} x\r\nConnection: close\r\nContent-Length: {body.Length}\r\n"
                + string.Concat(headers.Select(header => header + "\r\n")) + "\r\n";
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), ct);
            await stream.WriteAsync(body, ct);
        });

    public void Redirect(string path, string location, int status = 302) =>
        Page(path, "", status, $"Location: {location}");

    /// <summary>Sends a body without a stated length, until it is over or nobody listens any more.</summary>
    public void Flood(string path, long length) => On(path, async (stream, ct) =>
    {
        await stream.WriteAsync(
            "HTTP/1.1 200 x\r\nContent-Type: text/html\r\nConnection: close\r\n\r\n"u8.ToArray(), ct);
        var piece = Enumerable.Repeat((byte)'a', 64 * 1024).ToArray();
        var sent = 0L;
        try
        {
            for (; sent < length; sent += piece.Length)
            {
                await stream.WriteAsync(piece, ct);
            }
        }
        finally
        {
            _flooded.SetResult(sent);
        }
    });

    /// <summary>Sends what it is given and then nothing, until nobody listens any more.</summary>
    public void Stall(string path, string start) => On(path, async (stream, ct) =>
    {
        await stream.WriteAsync(Encoding.Latin1.GetBytes(start), ct);
        await stream.CopyToAsync(Stream.Null, ct);
    });

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task AnswerAsync(TcpClient client, CancellationToken ct)
    {
        var stream = client.GetStream();
        var head = new StringBuilder();
        var letter = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            if (await stream.ReadAsync(letter, ct) == 0)
            {
                return;
            }

            head.Append((char)letter[0]);
        }

        _heads.Enqueue(head.ToString());
        if (_pages.TryGetValue(head.ToString().Split(' ')[1], out var answer))
        {
            await answer(stream, ct);
        }
        else
        {
            await stream.WriteAsync(
                "HTTP/1.1 404 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), ct);
        }
    }
}
