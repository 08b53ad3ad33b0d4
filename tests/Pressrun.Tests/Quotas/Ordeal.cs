using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Quotas;

/// <summary>
/// A governor under whatever can happen to it, in an order of chance, with a model of its money, its parked lanes and
/// its calls beside it. The number fixes every draw.
/// </summary>
internal sealed class Ordeal
{
    private static readonly LimitHeaders Names = new("x-limit", "x-remaining", "x-reset");

    private readonly int _number;
    private readonly Random _random;
    private readonly Purse[] _items;
    private readonly List<Lease> _unsettled = [];
    private readonly HashSet<Lease> _sent = [];
    private Money _spent;
    private int _step;

    public Ordeal(int number)
    {
        (_number, _random) = (number, new(number));
        Limit[] limits =
        [
            Limit.PerMinute(_random.Next(30, 600)) with
            {
                Headers = Names, Capacity = _random.Next(2, 90), IsCeiling = _random.Next(2) == 0,
            },
            new(Unit.Tokens, _random.Next(2_000, 50_000), TimeSpan.FromMinutes(1))
            {
                Headers = Names, Charge = (Charge)_random.Next(3), IsCeiling = _random.Next(2) == 0,
            },
            Limit.AtOnce(_random.Next(2, 12)) with { IsCeiling = _random.Next(2) == 0 },
        ];
        Other = new(
            "other", [limits[0], Limit.Unknown(Unit.Tokens) with { Headers = Names }, Limit.Unknown(Unit.Slots)]);
        Booth = new(limits, new(_random.Next(100, 3_000)),
            new("first", Deed.Asks("1")), new Stage("last", Deed.Asks("2")) { Limits = [Limit.AtOnce(3), limits[1]] });
        if (number % 3 == 0)
        {
            var shared = new Lane("both", [limits[1] with { Headers = null }, Limit.AtOnce(4)]);
            (Booth.Lane, Other) = (Booth.Lane with { Within = shared }, Other with { Within = shared });
        }

        _items = [.. Enumerable.Range(0, 5).Select(item => new Purse(item == 0 ? null : new(200 * item), Money.Zero))];
    }

    public Booth Booth { get; }

    public Lane Other { get; }

    /// <summary>Every call that was ever offered, with how often it ended.</summary>
    public Dictionary<Lease, int> Ends { get; } = [];

    /// <summary>Admitted and not ended.</summary>
    public List<Lease> Flying { get; } = [];

    /// <summary>What the last step admitted.</summary>
    public List<Lease> Admitted { get; } = [];

    /// <summary>The call that the last step ended; null for none.</summary>
    public Lease? Ended { get; private set; }

    /// <summary>Until when a lane is parked at least, by what its refusals said.</summary>
    public Dictionary<string, TimeSpan> ParkedUntil { get; } = new(StringComparer.Ordinal);

    /// <summary>What the last step was.</summary>
    public string Event { get; private set; } = "";

    /// <summary>
    /// What must be committed: spent, in flight, waiting to be settled, or expired with its money kept.
    /// </summary>
    public Money Committed => _spent + Sum(Ends.Keys.Where(lease => lease.HasMoney));

    /// <summary>Where a failure is met again.</summary>
    public string Place => $"Number {_number}, step {_step}, {Event}";

    public IEnumerable<Quota> Quotas => Booth.Governor.Lanes
        .Concat(Ends.Keys.SelectMany(lease => lease.Queue.Own)).Distinct();

    /// <summary>What a call took from each bucket of a quota; null if it took nothing there.</summary>
    public static Mark[]? MarksOf(Lease lease, Quota quota) => lease.Quota == quota ? lease.Marks
        : Array.IndexOf(lease.Queue.Own, quota) is var place && place >= 0 ? lease.OwnMarks[place] : null;

    /// <summary>Carries out so many ordeals, looking after each step.</summary>
    public static void Each(int ordeals, int steps, Action<Ordeal> look)
    {
        for (var number = 1; number <= ordeals; number++)
        {
            var ordeal = new Ordeal(number);
            for (var step = 1; step <= steps; step++)
            {
                ordeal.Step();
                look(ordeal);
            }
        }
    }

    /// <summary>One thing happens.</summary>
    public void Step()
    {
        _step++;
        Admitted.Clear();
        Ended = null;
        var lease = Flying.Count > 0 ? Flying[_random.Next(Flying.Count)] : null;
        (Event, var happen) = (_random.Next(16), lease) switch
        {
            (0 or 1 or 2, _) => ("offer", (Action)Offer),
            (3, _) => ("wait", () => Booth.Advance(_random.NextDouble() * _random.Next(1, 30))),
            (4, _) => ("settle", SettleLate),
            (5, _) when _random.Next(8) == 0 => ("raise", Raise),
            (6 or 7, { } one) when !_sent.Contains(one) => ("send", () => Send(one)),
            (8 or 9, { } one) when _sent.Contains(one) => ("reply", () => Reply(one)),
            (10, { } one) when _sent.Contains(one) => ("refuse", () => Refuse(one)),
            (11, { } one) when _sent.Contains(one) && _random.Next(3) == 0 => ("lose", () => Lose(one)),
            (12, { } one) when !_sent.Contains(one) => ("cancel", () => Cancel(one)),
            (13, { } one) when !_sent.Contains(one) => ("expire", () => Expire(one)),
            _ => ("pump", Pump),
        };
        happen();
    }

    /// <summary>Admits what fits.</summary>
    public void Pump()
    {
        Admitted.AddRange(Booth.Admit());
        Flying.AddRange(Admitted);
    }

    private void Offer()
    {
        for (var count = _random.Next(1, 4); count > 0; count--)
        {
            var (size, item) = (_random.Next(1, 900), _random.Next(_items.Length));
            Ends.Add(Booth.Offer(_random.Next(2) == 0 ? "first" : "last", item + 1,
                new(size, _random.Next(1, 900), 0, new(size % 60)), _items[item],
                _random.Next(3) == 0 ? Other : null), 0);
        }
    }

    private void Raise()
    {
        Booth.Purse.Limit += new Money(_random.Next(500));
        Booth.Governor.MarkAll();
    }

    private void Send(Lease lease)
    {
        lease.Send(Booth.Now);
        _sent.Add(lease);
    }

    private void Reply(Lease lease)
    {
        var usage = _random.Next(5) == 0 ? default : new Usage(
            Input: _random.NextInt64(1, lease.Demand.Input + 1), Output: _random.NextInt64(lease.Demand.MaxOutput + 1));
        Booth.Governor.Reply(lease, usage, Reading(), Booth.Now);
        End(lease);
        _unsettled.Add(lease);
    }

    private void Refuse(Lease lease)
    {
        var most = _random.Next(2) == 0 ? 20 : 2_000;
        TimeSpan? wait = _random.Next(2) == 0 ? null : TimeSpan.FromSeconds(_random.Next(most));
        var kind = (Refusal)_random.Next(_random.Next(20) == 0 ? 6 : 5);
        Booth.Governor.Refuse(
            lease, new(kind, _random.Next(2) == 0 ? null : Unit.Tokens, wait), Reading(), Booth.Now);
        End(lease);
        _unsettled.Add(lease);
        var isLong = kind == Refusal.RateLong || (kind == Refusal.RateShort && wait > TimeSpan.FromMinutes(5));
        var (quarter, second) = (TimeSpan.FromMinutes(15), TimeSpan.FromSeconds(1));
        Park(lease.Lane.Name, kind switch
        {
            Refusal.NoMoney => TimeSpan.MaxValue,
            Refusal.Overload => Booth.Now + second,
            _ when isLong => Booth.Now + (wait < quarter ? wait.Value : quarter),
            _ => TimeSpan.MinValue,
        });
    }

    private void Park(string lane, TimeSpan until) =>
        ParkedUntil[lane] = ParkedUntil.TryGetValue(lane, out var known) && known > until ? known : until;

    private void Lose(Lease lease)
    {
        Booth.Governor.Free(lease, Booth.Now);
        End(lease);
        _unsettled.Add(lease);
    }

    private void Cancel(Lease lease)
    {
        Booth.Governor.Cancel(lease, Booth.Now);
        End(lease);
    }

    private void Expire(Lease lease)
    {
        Booth.Governor.Expire(lease, Booth.Now);
        Flying.Remove(lease);
        Booth.Governor.Offer(lease, Booth.Now, 0);
    }

    private void SettleLate()
    {
        if (_unsettled.Count > 0)
        {
            var lease = _unsettled[_random.Next(_unsettled.Count)];
            _unsettled.Remove(lease);
            var cost = new Money(_random.NextInt64(lease.Demand.WorstCase.Micros + 1));
            Booth.Governor.Settle(lease, cost);
            _spent += cost;
        }
    }

    private void End(Lease lease)
    {
        Ends[lease]++;
        Flying.Remove(lease);
        Ended = lease;
    }

    private QuotaReading? Reading()
    {
        return _random.Next(4) switch
        {
            0 => null,
            1 => new([], null),
            _ => new([new(0, Any(), Any(), Any()), new(1, Any(), Any(), Any())],
                _random.Next(4) == 0 ? _random.Next(1, 40) : null),
        };

        double? Any() => _random.Next(3) switch
        {
            0 => null,
            1 => _random.Next(5),
            _ => _random.Next(1, 100_000),
        };
    }

    private static Money Sum(IEnumerable<Lease> leases) =>
        leases.Aggregate(Money.Zero, (sum, lease) => sum + lease.Demand.WorstCase);
}
