using Pressrun.Testing.Strict;

namespace Pressrun.Tests.Strict;

/// <summary>
/// A client next door to the server: its messages take no time, it asks again exactly when it was told, or when a call
/// ends, its refusals cost nothing, and it sends the longest work first, so that little is left to wait for at the end.
/// </summary>
internal static class Neighbour
{
    private static readonly TimeSpan Long = TimeSpan.FromDays(1);

    /// <summary>Sends all calls; returns the makespan, and what another tenant took.</summary>
    public static (TimeSpan Makespan, IReadOnlyList<TimeSpan> Taken) Run(
        StrictRules rules, IReadOnlyList<StrictCall> drawn, Random random)
    {
        var calls = drawn.OrderByDescending(call => call.Work).ToArray();
        var server = new StrictServer(rules with { CountsRefusals = false, ShowsLimits = false }, random);
        var ends = new PriorityQueue<StrictCall, TimeSpan>();
        var (now, next, askAt) = (TimeSpan.Zero, 0, TimeSpan.Zero);
        while (next < calls.Length || ends.Count > 0)
        {
            ends.TryPeek(out _, out var endAt);
            if (ends.Count > 0 && (next == calls.Length || endAt <= askAt))
            {
                now = endAt;
                server.Finish(ends.Dequeue(), now);
                // What came back may be enough for the next.
                askAt = now;
                continue;
            }

            now = askAt;
            switch (server.Arrive(calls[next], now))
            {
                case Verdict.Admitted:
                    ends.Enqueue(calls[next], now + calls[next].Work);
                    next++;
                    break;
                case Verdict.Refused refused:
                    askAt = now + refused.RetryAfter;
                    break;
            }

            Assert.True(now < Long, "The client never gets through.");
        }

        return (now, server.Taken);
    }
}
