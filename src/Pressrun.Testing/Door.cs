using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Pressrun.Testing;

/// <summary>
/// A loopback port of its own that hands every visitor to a function; closed, it waits for those still inside.
/// </summary>
internal sealed class Door : IAsyncDisposable
{
    private const int Backlog = 512;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly ConcurrentBag<Task> _visits = [];
    private readonly Func<TcpClient, CancellationToken, Task> _serve;
    private readonly Task _open;

    /// <param name="serve">Serves one visitor; it may begin before this constructor has returned.</param>
    public Door(Func<TcpClient, CancellationToken, Task> serve)
    {
        _serve = serve;
        _listener.Start(Backlog);
        _open = OpenAsync();
    }

    /// <summary>The port it listens at.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>A port nobody listens at: it was given out by the system and is free again.</summary>
    public static int ClosedPort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _open;
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
                _visits.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token)));
            }
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var visitor = client;
        try
        {
            await _serve(client, _end.Token);
        }
        catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
        {
            // The visitor left, or the door closes.
        }
    }
}
