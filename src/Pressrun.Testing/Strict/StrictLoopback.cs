using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A strict server behind HTTP/1.1 on a loopback port of its own, in real time. A call is <c>POST /number</c> without a
/// body; the answer is the number again, usage and limits stand in headers, and a refusal is 429.
/// </summary>
internal sealed class StrictLoopback : IAsyncDisposable
{
    /// <summary>Tells which limit refused, by the unit's name.</summary>
    public const string LacksHeader = "x-lacks";

    /// <summary>Tells the input tokens of an answer.</summary>
    public const string InputHeader = "x-usage-input";

    /// <summary>Tells the output tokens of an answer.</summary>
    public const string OutputHeader = "x-usage-output";

    private const int Backlog = 512;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<StrictCall> _calls;
    private readonly long _start;
    private readonly Task _door;

    // Touched under the lock only: connections are served on many threads.
    private readonly Lock _lock = new();
    private readonly StrictServer _server;
    private readonly List<TimeSpan> _refusals = [];
    private readonly List<Task> _visits = [];
    private readonly int[] _served;

    /// <param name="rules">What it enforces; the network's delay is what sockets take.</param>
    /// <param name="calls">The calls it knows, by number.</param>
    /// <param name="time">Its clock, which begins now.</param>
    public StrictLoopback(StrictRules rules, IReadOnlyList<StrictCall> calls, TimeProvider time)
    {
        (_calls, _time, _start, _served) = (calls, time, time.GetTimestamp(), new int[calls.Count]);
        _server = new(rules, new(1));
        _listener.Start(Backlog);
        _door = OpenAsync();
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    /// <summary>When it refused so far, in order.</summary>
    public IReadOnlyList<TimeSpan> Refusals
    {
        get
        {
            lock (_lock)
            {
                return [.. _refusals];
            }
        }
    }

    /// <summary>How often each call was carried out so far, by number.</summary>
    public IReadOnlyList<int> Served
    {
        get
        {
            lock (_lock)
            {
                return [.. _served];
            }
        }
    }

    /// <inheritdoc/>
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
                var visit = ServeAsync(await _listener.AcceptTcpClientAsync(_end.Token));
                lock (_lock)
                {
                    _visits.Add(visit);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Closed.
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        using var visitor = client;
        client.NoDelay = true;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        try
        {
            while (await NumberAsync(reader) is { } number)
            {
                await stream.WriteAsync(Encoding.ASCII.GetBytes(await AnswerAsync(_calls[number])), _end.Token);
            }
        }
        catch (Exception error) when (error is IOException or OperationCanceledException)
        {
            // The visitor left, or the server closes.
        }
    }

    // Requests have no body, so that the next one begins after the empty line.
    private async Task<int?> NumberAsync(StreamReader reader)
    {
        var first = await reader.ReadLineAsync(_end.Token);
        while (await reader.ReadLineAsync(_end.Token) is { Length: > 0 })
        {
        }

        return first is null ? null : int.Parse(first.Split(' ')[1].AsSpan(1), CultureInfo.InvariantCulture);
    }

    private async Task<string> AnswerAsync(StrictCall call)
    {
        if (Arrive(call) is Verdict.Refused refused)
        {
            await WaitAsync(StrictServer.RefusalTime);
            return Refusal(refused);
        }

        await WaitAsync(call.Work);
        var lines = Lines(Finish(call))
            .Append(string.Create(CultureInfo.InvariantCulture, $"{InputHeader}: {call.Input}"))
            .Append(string.Create(CultureInfo.InvariantCulture, $"{OutputHeader}: {call.Output}"));
        return Message("200 OK", lines, StrictQuestion.Text(call.Number));
    }

    private Verdict Arrive(StrictCall call)
    {
        lock (_lock)
        {
            var now = _time.GetElapsedTime(_start);
            var verdict = _server.Arrive(call, now);
            if (verdict is Verdict.Refused)
            {
                _refusals.Add(now);
            }

            return verdict;
        }
    }

    private StrictHeaders Finish(StrictCall call)
    {
        lock (_lock)
        {
            _served[call.Number]++;
            return _server.Finish(call, _time.GetElapsedTime(_start));
        }
    }

    private static string Refusal(Verdict.Refused refused)
    {
        var lines = Lines(refused.Headers).Append($"{LacksHeader}: {refused.Lacks}");
        if (refused.Headers.RetryAfter is { } after)
        {
            lines = lines.Append(string.Create(CultureInfo.InvariantCulture,
                $"retry-after-ms: {Math.Ceiling(after.TotalMilliseconds)}"));
        }

        return Message("429 Too Many Requests", lines, "");
    }

    private static IEnumerable<string> Lines(StrictHeaders headers) =>
        StrictHeaderText.Of(headers).Select(header => $"{header.Key}: {header.Value}");

    private static string Message(string status, IEnumerable<string> headers, string body) => string.Create(
        CultureInfo.InvariantCulture,
        $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n{string.Join("\r\n", headers.Append(""))}\r\n{body}");

    private Task WaitAsync(TimeSpan time) => Task.Delay(time, _time, _end.Token);
}
