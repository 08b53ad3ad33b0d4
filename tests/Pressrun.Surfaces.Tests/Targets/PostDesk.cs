using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Pressrun.Testing;

namespace Pressrun.Surfaces.Tests.Targets;

/// <summary>A web server on loopback that takes posts and counts them by their idempotency key.</summary>
internal sealed class PostDesk : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Path, string Key, string Type, string Body)> _posts = new();
    private readonly Door _door;

    public PostDesk() => _door = new(ServeAsync);

    public string Address => string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{_door.Port}");

    /// <summary>All posts so far, in order.</summary>
    public IReadOnlyList<(string Path, string Key, string Type, string Body)> Posts => [.. _posts];

    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        await using var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.Latin1);
        var path = (await reader.ReadLineAsync(ct))?.Split(' ') is [_, var asked, ..] ? asked : "";
        var head = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        while (await reader.ReadLineAsync(ct) is { Length: > 0 } line)
        {
            head[line.Split(':')[0]] = line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim();
        }

        var body = new char[int.Parse(head["Content-Length"], CultureInfo.InvariantCulture)];
        await reader.ReadBlockAsync(body, ct);
        _posts.Enqueue((path, head["Idempotency-Key"], head["Content-Type"],
            Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(body))));
        await stream.WriteAsync(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok"u8.ToArray(), ct);
    }
}
