using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Tests.Quotas;

/// <summary>
/// A provider with one bucket that tells how it stood when a call was let in. Each call is up to half a second on its
/// way and works for up to half a minute, so that calls and replies overtake each other.
/// </summary>
internal sealed class HonestProvider(Limit limit, Random random)
{
    private readonly PriorityQueue<Action, (TimeSpan At, int Number)> _events = new();
    private readonly Booth _booth = new([]);
    private readonly Lane _lane = new("honest", [limit]);
    // Somebody may have spent a part of it before.
    private double _level = 2 + (random.NextDouble() * (limit.Capacity - 2));
    private TimeSpan _at;
    private TimeSpan? _wakeAt;
    private int _onTheirWay;
    private int _number;

    public TimeSpan Now => _booth.Now;

    /// <summary>How many calls came too early.</summary>
    public int Refused { get; private set; }

    /// <summary>What the governor believes is left, without what it does not dare to spend yet.</summary>
    public double Mirror
    {
        get
        {
            var bucket = _booth.Governor.Lanes.Single().Buckets[0];
            bucket.Evolve(Now);
            return bucket.Level;
        }
    }

    /// <summary>What is left once all that is on its way has arrived.</summary>
    public double Truth => Refill() - _onTheirWay;

    /// <summary>Serves so many calls, looking after each thing that happens.</summary>
    public void Serve(int calls, Action look)
    {
        for (var call = 1; call <= calls; call++)
        {
            _booth.Offer(item: call, lane: _lane);
        }

        Pump();
        while (_events.TryDequeue(out var next, out var when))
        {
            _booth.AdvanceTo(when.At);
            next();
            look();
        }
    }

    private void Pump()
    {
        foreach (var lease in _booth.Pump())
        {
            _onTheirWay++;
            Later(0.5, () => Arrive(lease));
        }

        if (_booth.WakeAt is { } at && at != _wakeAt)
        {
            _wakeAt = at;
            _events.Enqueue(Pump, (at, ++_number));
        }
    }

    private void Arrive(Lease lease)
    {
        _onTheirWay--;
        Refused += Refill() < 1 ? 1 : 0;
        _level--;
        var reading = new LimitReading(
            0, limit.Amount, Math.Max(0, Math.Floor(_level)), (limit.Capacity - _level) / limit.RatePerSecond);
        Later(30, () =>
        {
            _booth.Reply(lease, reading: new([reading], null));
            Pump();
        });
    }

    private double Refill()
    {
        _level = Math.Min(limit.Capacity, _level + (limit.RatePerSecond * (Now - _at).TotalSeconds));
        _at = Now;
        return _level;
    }

    private void Later(double most, Action next) =>
        _events.Enqueue(next, (Now + TimeSpan.FromSeconds(most * random.NextDouble()), ++_number));
}
