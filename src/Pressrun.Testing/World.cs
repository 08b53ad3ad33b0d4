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
    private readonly Dictionary<(CallKey, int), Task> _serving = [];
    private readonly HashSet<(CallKey, int)> _lookedUp = [];
    private readonly List<(Process Sender, string Stage, Lane Lane, TimeSpan Until, Task Reply)> _awaited = [];

    /// <summary>Faults in force; changed by the driver.</summary>
    public Faults Faults { get; set; } = Faults.None;

    /// <summary>What each lane is like.</summary>
    public required IReadOnlyDictionary<string, LaneNature> Natures { get; init; }

    /// <summary>The engine that still wants replies; those before it are dead or have been taken over from.</summary>
    public Process? Listener { get; set; }

    /// <summary>Calls carried out, whether anybody heard of it or not.</summary>
    public long Served { get; private set; }

    /// <summary>What a call may need at most, and what it is estimated at.</summary>
    public Demand Estimate(Call call)
    {
        var of = Of(call.Key);
        var (input, most) = (of.Int("input", 10, 400), of.Int("most", 100, 600));
        var isFree = Natures[call.Request.Provider].IsFree;
        return new(input, most, of.Int("characters", 1, 500), new(isFree ? 0 : input + (most * 5)));
    }

    /// <summary>The engine asks what a call may need.</summary>
    public Demand Want(Call call, Lane lane, Process process)
    {
        oracle.Wanted(call, lane, process);
        return Estimate(call);
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
        return new(Natures[call.Request.Provider].IsFree ? 0 : usage.Input + (usage.Output * 5));
    }

    /// <summary>Carries a call out for an engine that may not live to hear of it.</summary>
    public Task<Reply> SendAsync(Call call, int attempt, Lane lane, Process sender)
    {
        var now = node.Time.Now;
        if (call.Request.Model == SimVerb.OtherModel)
        {
            oracle.Count("a fallback was asked");
        }

        _awaited.RemoveAll(one => one.Sender.Node.IsDead || one.Reply.IsCompleted || one.Until <= now);
        try
        {
            var ours = _awaited.Where(one => one.Sender == sender).Select(one => (one.Stage, one.Lane)).ToList();
            oracle.Sent(call, attempt, lane, ours, _lookedUp, sender);
        }
        catch (Violation found)
        {
            // On a node of the world's: the engine takes whatever a provider throws for a broken connection.
            node.Detach(() => Task.FromException(found));
        }

        var reply = new TaskCompletionSource<Reply>();
        _awaited.Add((sender, call.Stage, lane, now + call.Request.Timeout, reply.Task));
        var served = new TaskCompletionSource();
        _serving[(call.Key, attempt)] = served.Task;
        node.Detach(async () =>
        {
            await ServeAsync(call, attempt, lane, sender, now, reply, served);
            served.TrySetResult();
        });
        return reply.Task;
    }

    /// <summary>Whether an attempt was carried out: its reply, or null.</summary>
    public async Task<Reply?> FindAsync(Call call, int attempt)
    {
        await Task.Delay(TimeSpan.FromMilliseconds(100), node.Time);
        oracle.Count($"found out: {RecoveryWay.Check}");
        _lookedUp.Add((call.Key, attempt));
        // What has arrived is known, also while it is being worked on.
        await (_serving.GetValueOrDefault((call.Key, attempt)) ?? Task.CompletedTask);
        return _done.GetValueOrDefault((call.Key, attempt));
    }

    /// <summary>What a person finds out about an attempt: whether it arrived; null while nobody can tell.</summary>
    public bool? Ask(CallKey key, int attempt)
    {
        if (_serving.GetValueOrDefault((key, attempt)) is { IsCompleted: false })
        {
            return null;
        }

        _lookedUp.Add((key, attempt));
        oracle.Count($"found out: {RecoveryWay.Person}");
        return _done.ContainsKey((key, attempt));
    }

    private async Task ServeAsync(Call call, int attempt, Lane lane, Process sender, TimeSpan sentAt,
        TaskCompletionSource<Reply> reply, TaskCompletionSource served)
    {
        var of = Of(call.Key).For("attempt", (ulong)attempt);
        // A machine that sleeps delays no bytes that have left it.
        var arrivesAt = sentAt + Way(of, "there");
        await WayAsync(of, "there");
        if (Decline(call, of, lane) is { } declined)
        {
            served.SetResult();
            await WayAsync(of, "declined");
            reply.TrySetResult(declined);
            oracle.Order.Refuse(lane.Name);
            if (!IsOrphan() && declined.Outcome is Outcome.Refused refusal)
            {
                oracle.Told(lane, refusal);
            }

            return;
        }

        var server = LaneOf(lane);
        var demand = Estimate(call);
        var (lacks, retryAfter) = server.Arrive(demand, IsOrphan, arrivesAt);
        var headers = server.Tell(of);
        if (lacks is { } unit)
        {
            served.SetResult();
            oracle.Exceeded(lane, unit, server.Orphans + (IsOrphan() ? 1 : 0),
                !oracle.HasClockJumped && server.Nature.IsJudged);
            await WayAsync(of, "refused");
            reply.TrySetResult(new(new Outcome.Refused(unit == Unit.Slots ? Refusal.Concurrency : Refusal.RateShort,
                unit, retryAfter), Body.Empty)
            {
                Headers = headers,
            });
            return;
        }

        var work = Math.Min(of.LogNormal("work", 2, 1), 25);
        await Task.Delay(TimeSpan.FromSeconds(Strikes(Fault.SlowTail, of) ? 20 * work : work), node.Time);
        var answer = Answer(call, of) with { Headers = headers };
        server.Finish(IsOrphan, demand, UsageOf(call), node.Time.Now);
        Served++;
        if (answer.Outcome is Outcome.Answered)
        {
            oracle.Billed(call, answer.Cost, Estimate(call).WorstCase);
            oracle.Happened(call, server.Nature.Recovery);
            _done[(call.Key, attempt)] = answer;
        }

        served.SetResult();
        await DeliverAsync(call, of, answer, sentAt, reply);

        bool IsOrphan() => sender != Listener || sender.Node.IsDead || node.Time.Now - sentAt >= call.Request.Timeout;
    }

    private Reply Answer(Call call, Draws of)
    {
        if (Strikes(Fault.Permanent, Of(call.Key)))
        {
            return Failed(Failure.Permanent, 400, "the request is wrong");
        }

        if (Strikes(Fault.Transient, of))
        {
            return Failed(Failure.Transient, 500, "internal error");
        }

        // A person's word would be easier to read than what was lost.
        var isGarbage = Natures[call.Request.Provider].Recovery != RecoveryWay.Person
            && Strikes(Fault.Garbage, Of(call.Key));
        var text = isGarbage && Of(call.Key).Chance("empty", 0.3) ? "" : string.Create(
            CultureInfo.InvariantCulture, $"{(isGarbage ? '?' : '=')}[{call.Key}]");
        return new(Outcome.Answered.Instance, Body.FromText(text))
        {
            Status = 200,
            Usage = Strikes(Fault.UsageMissing, of) ? default : UsageOf(call),
            Cost = Strikes(Fault.PriceRise, of) ? Estimate(call).WorstCase + CostOf(call) : CostOf(call),
        };
    }

    private async Task DeliverAsync(
        Call call, Draws of, Reply answer, TimeSpan sentAt, TaskCompletionSource<Reply> reply)
    {
        if (Strikes(Fault.Hang, of))
        {
            return;
        }

        if (Strikes(Fault.Late, of))
        {
            var late = sentAt + (call.Request.Timeout * (1 + of.Unit("how late"))) - node.Time.Now;
            await Task.Delay(late > TimeSpan.Zero ? late : TimeSpan.Zero, node.Time);
        }

        await WayAsync(of, "back");
        if (Strikes(Fault.Break, of))
        {
            reply.TrySetException(new IOException("connection reset by peer", Unmasked()));
            return;
        }

        reply.TrySetResult(answer);
    }

    // What a call meets before it is counted.
    private Reply? Decline(Call call, Draws of, Lane lane)
    {
        if (Strikes(Fault.NoConnection, of))
        {
            return Failed(Failure.Transient, 0, "no connection");
        }

        if (IsStruck(Fault.KeyRevoked, lane))
        {
            oracle.Count("a reply quotes the key");
            return Failed(Failure.Credentials, 401, "the key was revoked") with
            {
                Body = Body.FromText($"{{\"error\":\"Incorrect API key provided: {CanaryRule.Key}\"}}"),
            };
        }

        if (IsStruck(Fault.NoMoney, lane))
        {
            return Refused(new(Refusal.NoMoney));
        }

        if (IsStruck(Fault.ModelRemoved, lane))
        {
            return Failed(of.Chance("gone", 0.5) ? Failure.Gone : Failure.Permanent, 404,
                $"{call.Request.Model} is out of service");
        }

        if (IsStruck(Fault.Outage, lane))
        {
            return of.Chance("refuses", 0.8)
                ? Refused(new(Refusal.Overload)) : Failed(Failure.Transient, 503, "out of service");
        }

        if (Strikes(Fault.Storm, of))
        {
            var retryAfter = of.Of<TimeSpan?>("retry after", null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(7),
                TimeSpan.FromHours(114));
            var isNamed = of.Chance("named", 0.5) && lane.Limits.Any(limit => limit.Unit == Unit.Requests);
            return Refused(new(Refusal.RateShort, isNamed ? Unit.Requests : null, retryAfter));
        }

        return Strikes(Fault.Overload, of) ? Refused(new(Refusal.Overload)) : null;
    }

    // What the transport knew of the request, below the words a provider finds for it.
    private static InvalidOperationException Unmasked() => new($"authorization: Bearer {CanaryRule.Key}");

    private static Reply Failed(Failure failure, int status, string cause) =>
        new(new Outcome.Failed(failure, cause), Body.Empty) { Status = status };

    private static Reply Refused(Outcome.Refused refusal) => new(refusal, Body.Empty) { Status = 429 };

    private bool Strikes(Fault fault, Draws occasion)
    {
        var strikes = Faults.Strike(fault, occasion);
        if (strikes)
        {
            oracle.Count(fault);
        }

        return strikes;
    }

    // Some hours of a lane begin badly.
    private bool IsStruck(Fault fault, Lane lane)
    {
        var (hour, minutes) = Math.DivRem((long)node.Time.Now.TotalMinutes, 60);
        var occasion = draws.For(lane.Name).For(fault.ToString(), (ulong)hour);
        return minutes <= 60 * occasion.Unit("how long") && Strikes(fault, occasion);
    }

    private static TimeSpan Way(Draws of, string where) =>
        TimeSpan.FromSeconds(Math.Min(0.01 + of.LogNormal(where, 0.04, 0.6), WaySecondsMax));

    private Task WayAsync(Draws of, string where) => Task.Delay(Way(of, where), node.Time);

    private StrictLane LaneOf(Lane lane)
    {
        if (!_lanes.TryGetValue(lane.Name, out var server))
        {
            _lanes.Add(lane.Name, server = new(lane, Natures[lane.Name]));
        }

        return server;
    }

    private Draws Of(CallKey key) => draws.For("call", (ulong)(key.Value >> 64));
}
