using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>
/// Requests around batches. What only asks costs nothing, so it is asked again for as long as somebody waits.
/// </summary>
/// <param name="exchange">Sends.</param>
/// <param name="time">The clock.</param>
internal sealed class BatchExchange(Exchange exchange, TimeProvider time)
{
    /// <summary>Between two looks at something that is not ready: doubled each time, up to the longest.</summary>
    public static TimeSpan FirstPause { get; } = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(5);

    // An answer of a few lines, or one that must come before more of it is sent; a whole batch on its way out.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan SendPatience = TimeSpan.FromMinutes(30);

    // A service may not know at once of what it has just made.
    private const int GoneAfter = 5;
    private const int LockedAfter = 3;

    /// <summary>How far the service's clock is ahead of this machine's, by its last answer.</summary>
    public TimeSpan Skew { get; private set; }

    /// <summary>The pause after one.</summary>
    public static TimeSpan Next(TimeSpan pause) => pause * 2 < LongestPause ? pause * 2 : LongestPause;

    /// <summary>Waits.</summary>
    public Task PauseAsync(TimeSpan pause, CancellationToken ct) => Task.Delay(pause, time, ct);

    /// <summary>Sends once; a service that does not answer leaves it unknown.</summary>
    public async Task<(Received? Received, Outcome? Outcome)> SendAsync(WireRequest request, CancellationToken ct)
    {
        using var patience = new CancellationTokenSource(request.Body.Length > 0 ? SendPatience : Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct, patience.Token);
        try
        {
            var answer = await exchange.SendAsync(request, either.Token);
            if (answer.Received?.Headers.GetValueOrDefault("date") is { } date && DateTimeOffset.TryParse(
                date, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var told))
            {
                Skew = told - time.GetUtcNow();
            }

            return answer;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return (null, new Outcome.Unknown("no answer came in time"));
        }
    }

    /// <summary>Asks until there is an answer; null if what is asked for is not there, even after a while.</summary>
    /// <exception cref="InvalidOperationException">The key is refused, even after a while.</exception>
    public async Task<JsonElement?> AskAsync(WireRequest request, CancellationToken ct)
    {
        var (pause, gone, locked) = (FirstPause, 0, 0);
        while (true)
        {
            var (received, _) = await SendAsync(request, ct);
            if (received is { IsSuccess: true } && WireJson.Parse(received.Body) is
                { ValueKind: JsonValueKind.Object } body)
            {
                return body;
            }

            gone = IsGone(received) ? gone + 1 : 0;
            if (gone >= GoneAfter)
            {
                return null;
            }

            locked = Locked(received, locked);
            await PauseAsync(pause, ct);
            pause = Next(pause);
        }
    }

    /// <summary>
    /// Asks for lines until all have come, each perhaps several times; false if they are not there any more.
    /// </summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="take">Takes a line; false if it could not be read.</param>
    /// <param name="ct">Nobody waits any more.</param>
    /// <exception cref="InvalidOperationException">The key is refused, even after a while.</exception>
    public async Task<bool> ReadLinesAsync(
        WireRequest request, Func<ReadOnlyMemory<byte>, bool> take, CancellationToken ct)
    {
        var (pause, gone, garbled, locked) = (FirstPause, 0, 0, 0);
        while (true)
        {
            var isWhole = true;
            var received = await ReadOnceAsync(request, line => isWhole &= take(line), ct);
            gone = IsGone(received) ? gone + 1 : 0;
            garbled += received is { IsSuccess: true } && !isWhole ? 1 : 0;
            if (received is { IsSuccess: true } && (isWhole || garbled >= GoneAfter))
            {
                return true;
            }

            if (gone >= GoneAfter)
            {
                return false;
            }

            locked = Locked(received, locked);

            await PauseAsync(pause, ct);
            pause = Next(pause);
        }
    }

    // Null where it did not come to its end. What goes on coming is waited for, however long it is.
    private async Task<Received?> ReadOnceAsync(
        WireRequest request, Action<ReadOnlyMemory<byte>> take, CancellationToken ct)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(ct);
        await using var patience = time.CreateTimer(
            static source => ((CancellationTokenSource)source!).Cancel(), giveUp, Patience, Timeout.InfiniteTimeSpan);
        try
        {
            var (received, _) = await exchange.ReadLinesAsync(
                request,
                line =>
                {
                    patience.Change(Patience, Timeout.InfiniteTimeSpan);
                    take(line);
                },
                giveUp.Token);
            return received;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    // A key that is refused is refused for good until a person mends it: nobody is to wait for that in silence.
    private static int Locked(Received? received, int before) => received?.Status is not (401 or 402 or 403) ? 0
        : before + 1 < LockedAfter ? before + 1
        : throw new InvalidOperationException(
            $"the key is refused ({received.Status}), so nobody can ask for its batch; mend the key and try again");

    private static bool IsGone(Received? received) => received?.Status is 404 or 410;
}
