using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>
/// A provider that enforces its limits at arrival without mercy. Pure: virtual time is an argument and must not run
/// backwards; network delays and the end of the work are events of whoever drives it.
/// </summary>
internal sealed class StrictServer
{
    /// <summary>How long a refusal takes to leave.</summary>
    public static readonly TimeSpan RefusalTime = TimeSpan.FromMilliseconds(20);

    private readonly StrictRules _rules;
    private readonly StrictBucket[] _requests;
    private readonly StrictBucket? _tokens;
    private readonly Dictionary<int, Working> _working = [];
    private readonly List<TimeSpan> _taken = [];
    private readonly IEnumerator<TimeSpan>? _tenant;
    private readonly Random _error;

    /// <param name="rules">What it enforces and tells.</param>
    /// <param name="random">The other tenant and the error of headers, each drawn apart from all else.</param>
    public StrictServer(StrictRules rules, Random random)
    {
        (_rules, _requests, _tokens) = (rules, rules.RequestBuckets(), rules.TokenBucket());
        _tenant = rules.Tenant?.Arrivals(new(random.Next())).GetEnumerator();
        _tenant?.MoveNext();
        _error = new(random.Next());
    }

    /// <summary>Calls being worked on.</summary>
    public int Busy => _working.Count;

    /// <summary>When another tenant took a request, in order of time, up to the last event.</summary>
    public IReadOnlyList<TimeSpan> Taken => _taken;

    /// <summary>Admits a call or refuses it.</summary>
    public Verdict Arrive(StrictCall call, TimeSpan now)
    {
        Evolve(now);
        if (Lacks(call) is { } lacks)
        {
            return Refuse(call, lacks, now);
        }

        var working = new Working(now + call.Work);
        if (!_working.TryAdd(call.Number, working))
        {
            throw new InvalidOperationException($"Call {call.Number} arrived at {now} while it was being worked on.");
        }

        Array.ForEach(_requests, bucket => bucket.Take(1));
        _tokens?.Take(_rules.TokensAtAdmission(call));
        working.Headers = Headers();
        return new Verdict.Admitted(working.Headers);
    }

    /// <summary>The work is over: frees the slot and settles the tokens. Returns what the reply shows.</summary>
    public StrictHeaders Finish(StrictCall call, TimeSpan now)
    {
        Evolve(now);
        if (!_working.Remove(call.Number, out var working))
        {
            throw new InvalidOperationException($"Call {call.Number} ended at {now} without being worked on.");
        }

        var debit = _rules.TokensAtEnd(call);
        if (debit < 0)
        {
            _tokens?.Give(-debit);
        }
        else
        {
            _tokens?.Take(debit);
        }

        return _rules.StampsAtEnd ? Headers() : working.Headers;
    }

    private Verdict.Refused Refuse(StrictCall call, Unit lacks, TimeSpan now)
    {
        // The time is that of the level the call met; its own cost comes on top of it.
        var retryAfter = RoundUp(Wait(call, now), _rules.RetryStep);
        if (_rules.CountsRefusals)
        {
            Array.ForEach(_requests, bucket => bucket.CountRefusal());
        }

        var headers = Headers();
        return new(lacks, retryAfter, _rules.ShowsRetryAfter ? headers with { RetryAfter = retryAfter } : headers);
    }

    private Unit? Lacks(StrictCall call) =>
        Array.Exists(_requests, bucket => !bucket.Holds(1)) ? Unit.Requests
        : _tokens?.Holds(_rules.TokensAtAdmission(call)) == false ? Unit.Tokens
        : Busy >= _rules.Slots ? Unit.Slots
        : null;

    private TimeSpan Wait(StrictCall call, TimeSpan now)
    {
        var wait = _tokens?.WaitFor(_rules.TokensAtAdmission(call)) ?? TimeSpan.Zero;
        foreach (var bucket in _requests)
        {
            wait = Later(wait, bucket.WaitFor(1));
        }

        return Busy >= _rules.Slots ? Later(wait, _working.Values.Min(working => working.Until) - now) : wait;
    }

    private void Evolve(TimeSpan now)
    {
        for (; _tenant?.Current <= now; _tenant.MoveNext())
        {
            EvolveBuckets(_tenant.Current);
            if (Array.TrueForAll(_requests, bucket => bucket.Holds(1)))
            {
                Array.ForEach(_requests, bucket => bucket.Take(1));
                _taken.Add(_tenant.Current);
            }
        }

        EvolveBuckets(now);
    }

    private void EvolveBuckets(TimeSpan now)
    {
        Array.ForEach(_requests, bucket => bucket.Evolve(now));
        _tokens?.Evolve(now);
    }

    private StrictHeaders Headers()
    {
        if (!_rules.ShowsLimits)
        {
            return StrictHeaders.None;
        }

        var requests = _requests.Length == 0 ? null : _requests[0];
        return new()
        {
            RequestsLimit = requests?.PerMinute,
            RequestsRemaining = Remaining(requests, 1),
            RequestsReset = Reset(requests),
            TokensLimit = _tokens?.PerMinute,
            TokensRemaining = Remaining(_tokens, _rules.TokenStep),
            TokensReset = Reset(_tokens),
            ConcurrencyCurrent = _rules.Slots is null ? null : Busy,
            ConcurrencyMaximum = _rules.Slots,
        };
    }

    private long? Remaining(StrictBucket? bucket, int step)
    {
        if (bucket is null)
        {
            return null;
        }

        var error = _rules.RemainingError > 0 ? _rules.RemainingError * ((2 * _error.NextDouble()) - 1) : 0;
        // The same grace as at admission: a level of 3 less a rounding error is shown as the 3 it is.
        var shown = Math.Clamp(bucket.Level + (error * bucket.Capacity) + 1e-6, 0, bucket.Capacity);
        return step == 1 ? (long)Math.Floor(shown) : (long)Math.Round(shown / step) * step;
    }

    private static TimeSpan? Reset(StrictBucket? bucket) =>
        bucket is null ? null : TimeSpan.FromMilliseconds(Math.Round(bucket.Reset.TotalMilliseconds));

    private static TimeSpan Later(TimeSpan one, TimeSpan other) => one > other ? one : other;

    private static TimeSpan RoundUp(TimeSpan time, TimeSpan step) =>
        TimeSpan.FromTicks((time.Ticks + step.Ticks - 1) / step.Ticks * step.Ticks);

    private sealed class Working(TimeSpan until)
    {
        public TimeSpan Until { get; } = until;

        public StrictHeaders Headers { get; set; } = StrictHeaders.None;
    }
}
