using Pressrun.Quotas;

namespace Pressrun.Reporting;

/// <summary>
/// Where the time beyond the bound went, by the books of the limit that binds. The parts that are known best come
/// first.
/// </summary>
internal static class Gap
{
    private const double OthersLeast = 0.02;
    private const double PartLeast = 0.0005;

    /// <summary>What left the bucket without us, if it is so much that our own guesses cannot explain it.</summary>
    public static double Others(Ledger ledger) =>
        ledger.ElsewhereAtLast > OthersLeast * ledger.Useful ? ledger.ElsewhereAtLast : 0;

    /// <summary>
    /// All that refilled until the last call was sent went somewhere; what did not go into useful calls cost time. Then
    /// comes the time since that call.
    /// </summary>
    /// <param name="bucket">The bucket that binds.</param>
    /// <param name="load">What its calls asked of it; the last use is what a waiting call has saved up.</param>
    /// <param name="busyAt">When one of them was last under way.</param>
    /// <param name="from">When the run began.</param>
    /// <param name="now">The loop's time.</param>
    /// <param name="bound">The bound, in seconds.</param>
    public static List<GapPart> OfBucket(
        Bucket bucket, Load load, TimeSpan busyAt, TimeSpan from, TimeSpan now, double bound)
    {
        var (ledger, rate) = (bucket.Ledger, load.Rates[0].PerSecond);
        var net = bucket.Books.Taken - bucket.Books.Refunded;
        var less = Math.Max(0, ledger.ElsewhereAtLast - Others(ledger));
        var before = (ledger.Since - from).TotalSeconds;
        var needed = ledger.Useful - load.Level;
        // What nobody needed of the start, and what a smaller bucket did not let through of it, is not kept in hand.
        var more = Math.Max(0, -ledger.ElsewhereAtLast);
        var early = Math.Min(more, rate * before);
        var kept = ledger.LeftAtLast + Math.Min(0, needed) + load.Level - ledger.Start - (more - early);
        var back = ledger.NetAtLast - net;
        var last = Math.Max(load.Uses.SkipLast(1).Min(use => use.TailSeconds), load.Uses[^1].Cost / rate);
        var ideal = (Math.Max(0, needed) / rate) + last;
        var idle = Math.Min(ledger.SinceLast[(int)IdleCause.NoWork],
            (now - (busyAt > ledger.LastAt ? busyAt : ledger.LastAt)).TotalSeconds);
        var waited = Enum.GetValues<IdleCause>().Where(cause => cause is not (IdleCause.NoWork or IdleCause.Spacing))
            .Select(cause => (Cause: cause, Seconds: ledger.SinceLast[(int)cause])).ToList();
        return
        [
            new("before the first call was ready", before - (early / rate)),
            new("calls without a result", ledger.Wasted / rate),
            new("refused calls", ledger.Refused / rate),
            .. ledger.SpilledAtLast.Select((spilled, cause) => new GapPart(Words((IdleCause)cause), spilled / rate)),
            .. waited.Select(one => new GapPart(Words(one.Cause), one.Seconds)),
            new(Words(IdleCause.NoWork), idle),
            // What is owed at the end was not there at the end, or had not been taken yet.
            new(load.Limit.IsWindow ? "a window spent evenly" : "outputs still owed",
                ideal - bound + ((Math.Min(0, kept) + Math.Min(0, back)) / rate)),
            new("calls under way", (net - ledger.Useful - ledger.Wasted - ledger.Refused) / rate),
            new("kept in hand", Math.Max(0, kept) / rate),
            new("the last calls beyond the shortest",
                (now - ledger.LastAt).TotalSeconds - last - idle - waited.Sum(one => one.Seconds)),
            new("less there than assumed", less / rate),
            new("reserved and given back", Math.Max(0, back) / rate),
        ];
    }

    /// <summary>What slots could have done and did not cost time.</summary>
    /// <param name="ledger">Their books.</param>
    /// <param name="load">Their calls.</param>
    /// <param name="from">When the run began.</param>
    /// <param name="bound">The bound, in seconds.</param>
    public static List<GapPart> OfSlots(SlotLedger ledger, Load load, TimeSpan from, double bound)
    {
        var slots = load.Limit.Amount;
        return
        [
            new("before the first call was ready", (ledger.Since - from).TotalSeconds),
            new("calls without a result", ledger.Wasted / slots),
            .. ledger.Idle.Select((idle, cause) => new GapPart(Words((IdleCause)cause), idle / slots)),
            new("calls of unequal length",
                ((ledger.Uneven + load.Uses.Sum(use => use.AllSeconds)) / slots) - bound),
        ];
    }

    /// <summary>
    /// The parts as they are told: what the parts do not explain is one of its own, and where one saved time, those
    /// known least took so much less. None is below 0, and they sum to the gap.
    /// </summary>
    public static IReadOnlyList<GapPart> Whole(IReadOnlyList<GapPart> parts, double gap, string rest)
    {
        var causes = parts.Append(new(rest, gap - parts.Sum(part => part.Seconds)))
            .GroupBy(part => part.Cause, part => part.Seconds, StringComparer.Ordinal)
            .Select(cause => (Cause: cause.Key, Seconds: cause.Sum())).ToArray();
        var saved = causes.Sum(cause => Math.Max(0, -cause.Seconds));
        for (var place = causes.Length - 1; place >= 0; place--)
        {
            var seconds = Math.Max(0, causes[place].Seconds);
            causes[place].Seconds = Math.Max(0, seconds - saved);
            saved = Math.Max(0, saved - seconds);
        }

        var told = causes.Where(cause => cause.Seconds >= PartLeast).ToList();
        var untold = gap - told.Sum(cause => cause.Seconds);
        return
        [
            .. told.Select((cause, place) => new GapPart(cause.Cause, cause.Seconds + (place == 0 ? untold : 0))),
        ];
    }

    private static string Words(IdleCause cause) => cause switch
    {
        IdleCause.NoWork => "no call was ready",
        IdleCause.Slots => "no slot was free",
        IdleCause.OtherLimit => "another limit had no room",
        IdleCause.Stage => "a stage's own limit",
        IdleCause.Parked => "the provider asked to wait",
        IdleCause.Held => "held by a person or the store",
        IdleCause.Money => "the budget",
        IdleCause.Proving => "a burst not trusted yet",
        _ => "a small bucket spent evenly",
    };
}
