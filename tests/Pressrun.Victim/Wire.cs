using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pressrun.Victim;

/// <summary>
/// One connection for everything the test must hear, in the order in which it happened: what was said to be durable,
/// and what was asked. A line each way. Thread-safe.
/// </summary>
internal sealed class Wire : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Socket _socket = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly ConcurrentDictionary<long, TaskCompletionSource<string?>> _asked = [];
    private long _last;

    public Wire(int port)
    {
        _socket.NoDelay = true;
        _socket.Connect(IPAddress.Loopback, port);
        Say(string.Create(CultureInfo.InvariantCulture, $"hello {Environment.ProcessId}"));
        new Thread(Listen) { IsBackground = true, Name = "wire" }.Start();
    }

    /// <summary>Sends lines; when this returns, they outlive this process.</summary>
    public void Say(string lines)
    {
        var bytes = Encoding.ASCII.GetBytes(lines + "\n");
        lock (_lock)
        {
            for (var sent = 0; sent < bytes.Length;)
            {
                sent += _socket.Send(bytes.AsSpan(sent));
            }
        }
    }

    /// <summary>Asks and awaits what follows the number of the question; null if the connection breaks first.</summary>
    public Task<string?> AskAsync(string question)
    {
        var number = Interlocked.Increment(ref _last);
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.RunContinuationsAsynchronously);
        _asked[number] = answer;
        Say(string.Create(CultureInfo.InvariantCulture, $"ask {number} {question}"));
        return answer.Task;
    }

    public void Dispose() => _socket.Dispose();

    private void Listen()
    {
        try
        {
            using var reader = new StreamReader(new NetworkStream(_socket, ownsSocket: false), Encoding.ASCII);
            while (reader.ReadLine() is { } line)
            {
                var space = line.IndexOf(' ', StringComparison.Ordinal);
                var number = long.Parse(line.AsSpan(0, space), CultureInfo.InvariantCulture);
                if (_asked.TryRemove(number, out var answer))
                {
                    answer.SetResult(line[(space + 1)..]);
                }
            }
        }
        catch (IOException)
        {
            // The test has ended, or we have: whoever still waits is told below.
        }

        foreach (var answer in _asked.Values)
        {
            answer.TrySetResult(null);
        }
    }
}
