using System.Globalization;
using Pressrun.Model;
using Pressrun.Timing;

namespace Pressrun.Testing;

/// <summary>
/// Everything outside the engine: it remembers and bills, and outlives every crash. What a call answers is a pure
/// function of its key; how long it takes and how it fails, of key and attempt.
/// </summary>
internal sealed class World(Node node, Draws draws, Oracle oracle)
{
    /// <summary>
    /// The longest way of a message: half of what the engine allows for (QUOTAS: J), its leases have the other.
    /// </summary>
    private const double WaySecondsMax = 0.24;

    private readonly Dictionary<string, StrictLane> _lanes = new(StringComparer.Ordinal);
    private readonly Dictionary<(CallKey, int), Reply> _done = [];
    private readonly HashSet<(CallKey, int)> _lookedUp = [];
    private readonly List<(Node Engine, string Stage, TimeSpan Until, Task Reply)> _awaited = [];

    /// <summary>Faults in force; changed by the driver.</summary>
    public Faults Faults { get; set; } = Faults.None;

    /// <summary>Whether the wall clock has jumped between two lives: from then on limits are not judged.</summary>
    public bool HasClockJumped { get; set; }

    /// <summary>The engine that still wants replies; those before it are dead or have been taken over from.</summary>
    public Node? Listener { get; set; }

    /// <summary>Calls carried out, whether anybody heard of it or not.</summary>
    public long Served { get; private set; }

    /// <summary>What a call may need at most, and what it is estimated at.</summary>
    public Demand Estimate(Call call)
    {
        var of = Of(call.Key);
        var (input, most) = (of.Int("input", 10, 400), of.Int("most", 100, 600));
        return new(input, most, of.Int("characters", 1, 500), new(input + (most * 5)));
    }

    /// <summary>What it really needs: never more than estimated.</summary>
    public Usage UsageOf(Call call)
    {
        var demand = Estimate(call);
        return new(demand.Input, Output: Of(call.Key).Int("output", 1, (int)demand.MaxOutput),
            Characters: demand.Characters);
    }

    /// <summary>What it costs: never more than the worst case.</summary>
    public Money CostOf(Call call)
    {
        var usage = UsageOf(call);
        return new(usage.Input + (usage.Output * 5));
    }

    /// <summary>Carries a call out for an engine that may not live to hear of it.</summary>
    public Task<Reply> SendAsync(Call call, int attempt, Lane lane, Node engine, RecoveryWay recovery)
    {
        _awaited.RemoveAll(one => one.Engine.IsDead || one.Reply.IsCompleted || one.Until <= node.Time.Now);
        try
        {
            oracle.Sent(call, attempt, lane,
                _awaited.Count(one => one.Engine == engine && one.Stage == call.Stage),
                recovery == RecoveryWay.Check ? _lookedUp : null, engine == Listener);
        }
        catch (Violation found)
        {
            // On a node of the world's: the engine takes whatever a provider throws for a broken connection.
            node.Detach(() => Task.FromException(found));
        }

        var reply = new TaskCompletionSource<Reply>();
        _awaited.Add((engine, call.Stage, node.Time.Now + call.Request.Timeout, reply.Task));
        node.Detach(() => ServeAsync(call, attempt, lane, engine, reply));
        return reply.Task;
    }

    /// <summary>Whether an attempt was carried out: its reply, or null.</summary>
    public async Task<Reply?> FindAsync(Call call, int attempt)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), node.Time);
        oracle.Count("looked up");
        _lookedUp.Add((call.Key, attempt));
        return _done.GetValueOrDefault((call.Key, attempt));
    }

    private async Task ServeAsync(
        Call call, int attempt, Lane lane, Node engine, TaskCompletionSource<Reply> reply)
    {
        var of = Of(call.Key).For("attempt", (ulong)attempt);
        var sentAt = node.Time.Now;
        await WayAsync(of, "there");
        var server = LaneOf(lane);
        if (Refuse(of, lane) is { } storm)
        {
            oracle.Count($"refused: {storm.Class}");
            await WayAsync(of, "refused");
            reply.TrySetResult(new(storm, Body.Empty) { Status = 429 });
            if (!IsOrphan())
            {
                oracle.Told(lane, storm);
            }

            return;
        }

        var demand = Estimate(call);
        var (lacks, retryAfter) = server.Arrive(demand, IsOrphan, node.Time.Now);
        if (lacks is { } unit)
        {
            oracle.Exceeded(lane, unit, server.Orphans + (IsOrphan() ? 1 : 0), HasClockJumped);
            await WayAsync(of, "refused");
            reply.TrySetResult(new(new Outcome.Refused(
                unit == Unit.Slots ? Refusal.Concurrency : Refusal.RateShort, unit, retryAfter), Body.Empty));
            return;
        }

        await Task.Delay(TimeSpan.FromSeconds(Math.Min(of.LogNormal("work", 2, 1), 25)), node.Time);
        var answer = Answer(call, of);
        server.Finish(IsOrphan, demand, answer.Usage, node.Time.Now);
        Served++;
        if (answer.Outcome is Outcome.Answered)
        {
            oracle.Billed(call, answer.Cost);
            _done[(call.Key, attempt)] = answer;
        }

        await DeliverAsync(call, of, answer, sentAt, reply);

        bool IsOrphan() => engine != Listener || engine.IsDead || node.Time.Now - sentAt >= call.Request.Timeout;
    }

    private Reply Answer(Call call, Draws of)
    {
        var pure = Of(call.Key);
        if (pure.Chance("permanent", Faults.Permanent))
        {
            oracle.Count("failed for good");
            return new(new Outcome.Failed(Failure.Permanent, "the request is wrong"), Body.Empty) { Status = 400 };
        }

        if (of.Chance("transient", Faults.Transient))
        {
            oracle.Count("failed in passing");
            return new(new Outcome.Failed(Failure.Transient, "internal error"), Body.Empty) { Status = 500 };
        }

        var isGarbage = pure.Chance("garbage", Faults.Garbage);
        if (isGarbage)
        {
            oracle.Count("unreadable reply");
        }

        var text = string.Create(CultureInfo.InvariantCulture, $"{(isGarbage ? '?' : '=')}[{call.Key}]");
        return new(Outcome.Answered.Instance, Body.FromText(text))
        {
            Status = 200,
            Usage = UsageOf(call),
            Cost = CostOf(call),
        };
    }

    private async Task DeliverAsync(
        Call call, Draws of, Reply answer, TimeSpan sentAt, TaskCompletionSource<Reply> reply)
    {
        if (of.Chance("hang", Faults.Hang))
        {
            oracle.Count("never came back");
            return;
        }

        if (of.Chance("late", Faults.Late))
        {
            oracle.Count("came back late");
            var late = sentAt + (call.Request.Timeout * (1 + of.Unit("how late"))) - node.Time.Now;
            await Task.Delay(late > TimeSpan.Zero ? late : TimeSpan.Zero, node.Time);
        }

        await WayAsync(of, "back");
        if (of.Chance("break", Faults.Break))
        {
            oracle.Count("connection broke");
            reply.TrySetException(new IOException("connection reset by peer"));
            return;
        }

        reply.TrySetResult(answer);
    }

    private Outcome.Refused? Refuse(Draws of, Lane lane)
    {
        if (of.Chance("storm", Faults.Storm))
        {
            var retryAfter = of.Of<TimeSpan?>("retry after", null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7),
                TimeSpan.FromHours(114));
            var isNamed = of.Chance("named", 0.5) && lane.Limits.Any(limit => limit.Unit == Unit.Requests);
            return new(Refusal.RateShort, isNamed ? Unit.Requests : null, retryAfter);
        }

        return of.Chance("overload", Faults.Overload) ? new(Refusal.Overload) : null;
    }

    private Task WayAsync(Draws of, string where) => Task.Delay(
        TimeSpan.FromSeconds(Math.Min(0.01 + of.LogNormal(where, 0.04, 0.6), WaySecondsMax)), node.Time);

    private StrictLane LaneOf(Lane lane)
    {
        if (!_lanes.TryGetValue(lane.Name, out var server))
        {
            _lanes.Add(lane.Name, server = new(lane));
        }

        return server;
    }

    private Draws Of(CallKey key) => draws.For("call", (ulong)(key.Value >> 64));
}
