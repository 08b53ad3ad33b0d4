using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Reporting;
using Pressrun.Stages;

namespace Pressrun.Testing.Strict;

/// <summary>
/// One run of a regime: the engine's governor alone against the strict server, with messages that overtake each other.
/// No sockets, no clock; the number of the run fixes every draw.
/// </summary>
internal sealed class RegimeRun
{
    // In microseconds: how long before a run its learned state was kept, so that everything has refilled.
    private const long Hour = 3_600_000_000;

    private static readonly Stage[] Stages = [new("speak", new SimVerb("speak", new(1), "strict", [], [], 0))];

    private readonly PriorityQueue<Event, (TimeSpan At, long Number)> _events = new();
    private readonly List<Lease> _admitted = [];
    private readonly List<TimeSpan> _refusals = [];
    private readonly Regime _regime;
    private readonly StrictRules _rules;
    private readonly StrictServer _server;
    private readonly StrictCall[] _calls;
    private readonly RegimeLane _lane;
    private readonly Governor _governor;
    private readonly Random _delays;
    private double _longest;
    private long _number;
    private TimeSpan _now;
    private TimeSpan _wakeAt = TimeSpan.MaxValue;

    private RegimeRun(Regime regime, RegimeMode mode, int run, string? snapshot)
    {
        _regime = regime;
        _rules = regime.RulesIn(mode);
        _calls = StrictWorkload.Draw(regime.Work, regime.Calls, new(run));
        _server = new(_rules, new(run + 1_000));
        _delays = new(run + 2_000);
        _lane = new(regime, mode);
        _governor = new(Stages, new(new(null, Money.Zero), null), new(run), TimeSpan.Zero);
        if (snapshot is not null)
        {
            _governor.Roster.Expect(_lane.Lane.Name, new(snapshot), 0);
        }
    }

    private enum Step
    {
        Wake,
        Arrive,
        Finish,
        Answered,
        Refused,
    }

    /// <summary>Carries out a run, with what an earlier one learned where the regime says so.</summary>
    public static RegimeResult Of(Regime regime, RegimeMode mode, int run) => new RegimeRun(regime, mode, run,
        regime.IsWarm ? new RegimeRun(regime with { Calls = 600 }, mode, run + 100, null).Go().Snapshot : null).Go();

    private RegimeResult Go()
    {
        Array.ForEach(_calls, Offer);
        Pump();
        var left = _calls.Length;
        while (left > 0 && _refusals.Count < Regime.RefusalsForEachCall * _calls.Length)
        {
            if (!_events.TryDequeue(out var next, out var when))
            {
                throw new InvalidOperationException($"Regime {_regime.Name} is stuck at {_now}.");
            }

            _now = when.At;
            left -= Do(next);
        }

        var snapshot = LaneStart.Write(_governor.Lanes.Single(), _now, -Hour);
        return new(_now, RegimeBound.Of(_rules, _calls, _server.Taken).Time, _refusals, left > 0, snapshot)
        {
            Measured = Measured.Of(_governor, new("the longest", _longest), TimeSpan.Zero, _now),
        };
    }

    private int Do(Event next)
    {
        switch (next.Step)
        {
            case Step.Wake:
                if (_now >= _wakeAt)
                {
                    Pump();
                }

                return 0;
            case Step.Arrive:
                if (_server.Arrive(CallOf(next.Lease!), _now) is Verdict.Refused refused)
                {
                    _refusals.Add(_now);
                    Later(StrictServer.RefusalTime + Delay(), next with { Step = Step.Refused, Refused = refused });
                }
                else
                {
                    Later(CallOf(next.Lease!).Work, next with { Step = Step.Finish });
                }

                return 0;
            case Step.Finish:
                Later(Delay(), next with
                {
                    Step = Step.Answered,
                    Headers = _server.Finish(CallOf(next.Lease!), _now),
                });
                return 0;
            case Step.Refused:
                Refuse(next.Lease!, next.Refused!);
                Offer(CallOf(next.Lease!));
                Pump();
                return 0;
            default:
                var call = CallOf(next.Lease!);
                var usage = new Usage(Input: call.Input, Output: call.Output);
                _longest = Math.Max(_longest, (_now - next.Lease!.SentAt).TotalSeconds);
                _governor.Reply(next.Lease!, usage, _lane.Read(next.Headers!), _now);
                _governor.Settle(next.Lease!, Money.Zero);
                Pump();
                return 1;
        }
    }

    private void Refuse(Lease lease, Verdict.Refused refused)
    {
        var retryAfter = refused.Headers.RetryAfter;
        Outcome.Refused outcome = refused.Lacks == Unit.Slots
            ? new(Refusal.Concurrency, null, retryAfter)
            : new(Refusal.RateShort, refused.Lacks, retryAfter);
        _governor.Refuse(lease, outcome, _lane.Read(refused.Headers), _now);
        _governor.Settle(lease, Money.Zero);
    }

    private void Offer(StrictCall call)
    {
        var asked = new Call
        {
            Key = new((UInt128)(call.Number + 1)),
            Request = new("strict", "m", ""),
            RequestHash = "",
            Ordinal = call.Number + 1,
            ItemKey = "",
            Stage = Stages[0].Name,
            Part = "",
            Sample = 0,
        };
        var demand = new Demand(call.EstimatedInput, call.MaxOutput, 0, Money.Zero);
        _governor.Offer(
            new(asked, demand, _lane.Lane, new(null, Money.Zero), new(0, call.Number, 0), call), _now, 0);
    }

    private void Pump()
    {
        _admitted.Clear();
        _wakeAt = _governor.Pump(_now, _admitted) ?? TimeSpan.MaxValue;
        foreach (var lease in _admitted)
        {
            lease.Send(_now);
            Later(Delay(), new(Step.Arrive, lease));
        }

        if (_wakeAt != TimeSpan.MaxValue)
        {
            Later(_wakeAt - _now, new(Step.Wake, null));
        }
    }

    private void Later(TimeSpan delay, Event next) => _events.Enqueue(next, (_now + delay, ++_number));

    private TimeSpan Delay() => _rules.Delay.Draw(_delays);

    private static StrictCall CallOf(Lease lease) => (StrictCall)lease.Owner;

    private sealed record Event(Step Step, Lease? Lease)
    {
        public StrictHeaders? Headers { get; init; }

        public Verdict.Refused? Refused { get; init; }
    }
}
