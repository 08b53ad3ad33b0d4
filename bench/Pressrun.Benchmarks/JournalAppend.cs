using System.Diagnostics;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Timing;

namespace Pressrun.Benchmarks;

/// <summary>
/// Records a second through the journal on a real loop, pulse off: over SQLite with full synchronisation, and in turn
/// with it over a plain log of the same records. A producer appends its next record when the last one is acknowledged.
/// </summary>
internal static class JournalAppend
{
    private static readonly string Fingerprint = new('f', 64);
    private static readonly string Hash = new('e', 64);

    public static async Task MeasureAsync(int turns, TimeSpan time)
    {
        Console.WriteLine($"{turns} turns of {time.TotalSeconds} s each, records of {SizeOf(NewRecord(1, 1))} B");
        foreach (var producers in (int[])[1, 8, 64, 512])
        {
            await MeasureAsync(turns, producers, time);
        }
    }

    private static async Task MeasureAsync(int turns, int producers, TimeSpan time)
    {
        using var folder = new TempFolder();
        using var log = new PlainLog(folder.Of("plain.log"));
        await using var store = SqlStore.Open(folder.Of("store"));
        var claim = new RunClaim("bench", "bench", "0000000a");
        var (storeLease, logLease) =
            ((await store.ClaimAsync(claim, default))!, (await log.ClaimAsync(claim, default))!);
        var (stored, logged) = (new List<Turn>(), new List<Turn>());
        for (var turn = -1; turn < turns; turn++)
        {
            // Each goes first every other time; the first turn only warms up.
            var first = turn % 2 == 0 ? Append(store, storeLease, producers, time) : null;
            var plain = Append(log, logLease, producers, time);
            var sqlite = first ?? Append(store, storeLease, producers, time);
            if (turn >= 0)
            {
                stored.Add(sqlite);
                logged.Add(plain);
            }
        }

        var ratio = Figures.Median(stored.Zip(logged, (sqlite, plain) => sqlite.PerSecond / plain.PerSecond));
        Console.WriteLine(
            $"| journal on SQLite, {producers} producers: records/s, p50 / p99 | "
            + $"{(producers == 64 ? "≥ 20,000, ≤ 3 ms" : "–")} | {Show(stored)} |");
        Console.WriteLine($"| the same on a plain fsynced log | – | {Show(logged)} |");
        Console.WriteLine($"| ratio at {producers} | {(producers == 64 ? "≥ 0.8" : "–")} | {ratio:F2} |");
    }

    private static string Show(List<Turn> turns) =>
        $"{Figures.Median(turns.Select(turn => turn.PerSecond)):N0} "
        + $"({turns.Min(turn => turn.PerSecond):N0}–{turns.Max(turn => turn.PerSecond):N0}), "
        + $"{Figures.Median(turns.Select(turn => turn.P50)):F2} / "
        + $"{Figures.Median(turns.Select(turn => turn.P99)):F2} ms";

    private static Turn Append(IStore store, RunLease lease, int producers, TimeSpan time)
    {
        using var loop = new Loop(new RealWaiter());
        return loop.Run("journal", async node =>
        {
            var state = new RunState();
            var pulse = new PulseWriter(node, state, () => lease.Lanes, TimeSpan.Zero);
            var journal = new Journal(node, store, lease, state, pulse);
            var took = new List<double>(100_000);
            var start = Stopwatch.GetTimestamp();
            await Task.WhenAll(Enumerable.Range(1, producers).Select(ProduceAsync));
            var all = Stopwatch.GetElapsedTime(start).TotalSeconds;
            var sorted = took.Order().ToArray();
            return new Turn(took.Count / all, Figures.Percentile(sorted, 50), Figures.Percentile(sorted, 99));

            async Task ProduceAsync(int producer)
            {
                while (Stopwatch.GetElapsedTime(start) < time)
                {
                    var appended = Stopwatch.GetTimestamp();
                    await journal.AppendAsync(NewRecord(producer, took.Count));
                    took.Add(Stopwatch.GetElapsedTime(appended).TotalMilliseconds);
                }
            }
        });
    }

    private static Record.Done NewRecord(int producer, int number) => new(producer, "draft", "", Fingerprint,
        Output.Known($"a result of some length, so that a record has about 300 bytes: number {number}", null, Hash));

    private static int SizeOf(Record record)
    {
        using var entry = new EntryWriter();
        entry.Add(record);
        return entry.Lines.Length + entry.Raw.Length;
    }

    private sealed record Turn(double PerSecond, double P50, double P99);
}
