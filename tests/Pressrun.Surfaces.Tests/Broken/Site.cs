using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pressrun.Testing;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>A web site on this machine, one request a connection; what it does not know is a 404.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (string Head, byte[] Body, long Times)> _pages = new();
    private readonly Door _door;

    public Site() => _door = new(AnswerAsync);

    public int Port => _door.Port;

    public string Url(string path, string host = "127.0.0.1") =>
        string.Create(CultureInfo.InvariantCulture, $"http://{host}:{Port}{path}");

    /// <summary>Answers with a body.</summary>
    /// <param name="path">What is asked for.</param>
    /// <param name="body">The body.</param>
    /// <param name="status">The status.</param>
    /// <param name="type">What it says it is.</param>
    /// <param name="times">How often the body is sent in a row, without its length being said before.</param>
    public void Page(
        string path, string body, int status = 200, string type = "text/html; charset=utf-8", long times = 1)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        var length = times > 1 ? "" : string.Create(
            CultureInfo.InvariantCulture, $"Content-Length: {bytes.Length}\r\n");
        var head = string.Create(CultureInfo.InvariantCulture,
            $"HTTP/1.1 {status} x\r\nContent-Type: {type}\r\nConnection: close\r\n{length}\r\n");
        _pages[path] = (head, bytes, times);
    }

    public void Redirect(string path, string location) => _pages[path] =
        ($"HTTP/1.1 302 x\r\nLocation: {location}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", [], 1);

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task AnswerAsync(TcpClient client, CancellationToken ct)
    {
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
        var path = (await reader.ReadLineAsync(ct))?.Split(' ') is [_, var asked, ..] ? asked : "";
        while (await reader.ReadLineAsync(ct) is { Length: > 0 })
        {
            // The rest of the head is of no interest.
        }

        var (head, body, times) = _pages.GetValueOrDefault(
            path, ("HTTP/1.1 404 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", [], 1));
        await stream.WriteAsync(Encoding.Latin1.GetBytes(head), ct);
        for (var time = 0L; time < times; time++)
        {
            await stream.WriteAsync(body, ct);
        }
    }
}
