using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pressrun.Surfaces.Tests.Broken;

/// <summary>A web site on this machine, one request a connection; what it does not know is a 404.</summary>
internal sealed class Site : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentDictionary<string, (string Head, byte[] Body, long Times)> _pages = new();
    private readonly ConcurrentBag<Task> _visits = [];
    private readonly Task _door;

    public Site()
    {
        _listener.Start();
        _door = OpenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A port nobody listens at: it was given out by the system and is free again.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

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

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _door;
        _listener.Stop();
        await Task.WhenAll(_visits);
        _end.Dispose();
    }

    private async Task OpenAsync()
    {
        try
        {
            while (true)
            {
                _visits.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // Closed.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var visitor = client;
        try
        {
            var stream = client.GetStream();
            using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_end.Token))?.Split(' ') is [_, var asked, ..] ? asked : "";
            while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
            {
                // The rest of the head is of no interest.
            }

            var (head, body, times) = _pages.GetValueOrDefault(
                path, ("HTTP/1.1 404 x\r\nConnection: close\r\nContent-Length: 0\r\n\r\n", [], 1));
            await stream.WriteAsync(Encoding.Latin1.GetBytes(head), _end.Token);
            for (var time = 0L; time < times; time++)
            {
                await stream.WriteAsync(body, _end.Token);
            }
        }
        catch (Exception error) when (error is IOException or SocketException or OperationCanceledException)
        {
            // The visitor left, or the site closes.
        }
    }
}
