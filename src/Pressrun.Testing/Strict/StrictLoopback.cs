using System.Globalization;
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

    private readonly TimeProvider _time;
    private readonly IReadOnlyList<StrictCall> _calls;
    private readonly long _start;
    private readonly Door _door;

    // Touched under the lock only: connections are served on many threads.
    private readonly Lock _lock = new();
    private readonly StrictServer _server;
    private readonly List<TimeSpan> _refusals = [];
    private readonly int[] _served;

    /// <param name="rules">What it enforces; the network's delay is what sockets take.</param>
    /// <param name="calls">The calls it knows, by number.</param>
    /// <param name="time">Its clock, which begins now.</param>
    public StrictLoopback(StrictRules rules, IReadOnlyList<StrictCall> calls, TimeProvider time)
    {
        (_calls, _time, _start, _served) = (calls, time, time.GetTimestamp(), new int[calls.Count]);
        _server = new(rules, new(1));
        _door = new(ServeAsync);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address => new(string.Create(
        CultureInfo.InvariantCulture, $"http://127.0.0.1:{_door.Port}/"));

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
    public ValueTask DisposeAsync() => _door.DisposeAsync();

    private async Task ServeAsync(TcpClient client, CancellationToken ct)
    {
        client.NoDelay = true;
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, Encoding.ASCII);
        while (await NumberAsync(reader, ct) is { } number)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(await AnswerAsync(_calls[number], ct)), ct);
        }
    }

    // Requests have no body, so that the next one begins after the empty line.
    private static async Task<int?> NumberAsync(StreamReader reader, CancellationToken ct)
    {
        var first = await reader.ReadLineAsync(ct);
        while (await reader.ReadLineAsync(ct) is { Length: > 0 })
        {
        }

        return first is null ? null : int.Parse(first.Split(' ')[1].AsSpan(1), CultureInfo.InvariantCulture);
    }

    private async Task<string> AnswerAsync(StrictCall call, CancellationToken ct)
    {
        if (Arrive(call) is Verdict.Refused refused)
        {
            await Task.Delay(StrictServer.RefusalTime, _time, ct);
            return Refusal(refused);
        }

        await Task.Delay(call.Work, _time, ct);
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
}
