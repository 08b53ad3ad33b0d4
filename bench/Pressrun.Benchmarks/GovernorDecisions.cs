using System.Diagnostics;
using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Benchmarks;

/// <summary>
/// How many calls a second the governor alone can decide on, on one core. A decision is a call's whole way through it:
/// offered, admitted, sent, replied to, settled; the others wait meanwhile.
/// </summary>
internal static class GovernorDecisions
{
    private const int Waiting = 100_000;
    private const int BetweenClocks = 1_000;

    // A provider that takes ten thousand calls a second is faster than any there is.
    private static readonly TimeSpan Between = TimeSpan.FromMicroseconds(100);

    private static readonly Limit Tokens = new(Unit.Tokens, 1e12, TimeSpan.FromMinutes(1));

    /// <param name="seconds">How long each row is measured.</param>
    public static void Measure(int seconds)
    {
        Console.WriteLine($"{seconds} s a row after one to warm up; {Waiting:N0} calls wait all the time");
        foreach (var lanes in (int[])[1, 8, 64])
        {
            // Only a slot is missing, so that every reply lets exactly one call in.
            var limits = (Limit[])[Limit.PerMinute(1e9), Tokens, Limit.AtOnce(64)];
            Print($"decisions/s, {lanes} {(lanes == 1 ? "lane" : "lanes")}, limits wide", lanes, limits, seconds);
        }

        var tight = Limit.PerMinute(500) with { Capacity = 500 / 60.0, IsCeiling = true };
        Print("decisions/s, 1 lane, a tight bucket: one admitted a wake-up", 1, [tight, Tokens], seconds);
    }

    private static void Print(string what, int lanes, IReadOnlyList<Limit> limits, int seconds)
    {
        var desk = new Desk(lanes, limits);
        Run(desk, TimeSpan.FromSeconds(1));
        var (bytes, cpu) = (GC.GetAllocatedBytesForCurrentThread(), Environment.CpuUsage.TotalTime);
        var decisions = Run(desk, TimeSpan.FromSeconds(seconds));
        var took = Environment.CpuUsage.TotalTime - cpu;
        bytes = GC.GetAllocatedBytesForCurrentThread() - bytes;
        Console.WriteLine($"| {what} | ≥ 500,000 | {decisions / took.TotalSeconds:N0}; "
            + $"{took.TotalMicroseconds / decisions:F2} µs and {bytes / decisions:N0} B a decision |");
    }

    private static long Run(Desk desk, TimeSpan time)
    {
        var (start, before) = (Stopwatch.GetTimestamp(), desk.Decisions);
        do
        {
            for (var turn = 0; turn < BetweenClocks; turn++)
            {
                desk.Turn();
            }
        }
        while (Stopwatch.GetElapsedTime(start) < time);

        return desk.Decisions - before;
    }

    private sealed class Desk
    {
        private static readonly Call Call = new()
        {
            Key = new(1),
            Request = new(InstantProvider.Name, "model", ""),
            RequestHash = "",
            Ordinal = 1,
            ItemKey = "",
            Stage = "ask",
            Part = "",
            Sample = 0,
        };

        private readonly Governor _governor =
            new([new(Call.Stage, new Echo())], new(new(null, Money.Zero), null), new(1), TimeSpan.Zero);

        private readonly Purse _purse = new(null, Money.Zero);
        private readonly Queue<Lease> _inFlight = new();
        private readonly List<Lease> _admitted = [];
        private readonly Lane[] _lanes;
        private TimeSpan _now;
        private TimeSpan? _wakeAt;
        private long _number;

        public Desk(int lanes, IReadOnlyList<Limit> limits)
        {
            _lanes = [.. Enumerable.Range(1, lanes).Select(number => new Lane($"lane {number}", limits))];
            for (var call = 0; call < Waiting; call++)
            {
                Offer();
            }
        }

        /// <summary>Calls that went all the way.</summary>
        public long Decisions { get; private set; }

        /// <summary>A reply comes in, another call is wanted, and whatever fits goes out.</summary>
        public void Turn()
        {
            if (_inFlight.TryDequeue(out var lease))
            {
                _governor.Reply(lease, new(Input: 100, Output: 50), reading: null, _now);
                _governor.Settle(lease, new(10));
                Decisions++;
                Offer();
            }

            // With nothing in flight only time can help.
            _now = _wakeAt is { } at && at > _now && _inFlight.Count == 0 ? at : _now + Between;
            _admitted.Clear();
            _wakeAt = _governor.Pump(_now, _admitted);
            foreach (var admitted in _admitted)
            {
                admitted.Send(_now);
                _inFlight.Enqueue(admitted);
            }
        }

        private void Offer()
        {
            var lane = _lanes[_number % _lanes.Length];
            _governor.Offer(
                new(Call, new(100, 100, 0, new(100)), lane, _purse, new(++_number, _number, 0), this), _now, 0);
        }
    }
}
