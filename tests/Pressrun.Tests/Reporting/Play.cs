using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Reporting;
using Pressrun.Stages;
using Pressrun.Tests.Quotas;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Reporting;

/// <summary>A governor whose calls come back after a time, in virtual time.</summary>
/// <param name="lane">The limits of the lane.</param>
/// <param name="stage">The first stage's own limits.</param>
internal sealed class Play(IReadOnlyList<Limit> lane, IReadOnlyList<Limit> stage)
{
    private readonly Dictionary<Call, (TimeSpan Work, Usage Usage)> _asked = [];
    private readonly PriorityQueue<Lease, (TimeSpan At, int Number)> _working = new();
    private int _number;

    public Booth Booth { get; } = new(lane, null,
        new Stage("first", Deed.Asks("1")) { Limits = stage }, new Stage("last", Deed.Asks("2")));

    /// <summary>The longest item; null if none has ended.</summary>
    public ItemPath? Longest { get; init; }

    public double Now => Booth.Now.TotalSeconds;

    /// <summary>Offers calls now.</summary>
    public Play Ask(
        int calls, double workSeconds, string stage = "first", Demand? demand = null, Usage usage = default,
        Lane? lane = null)
    {
        for (var call = 0; call < calls; call++)
        {
            var lease = Booth.Offer(stage, ++_number, demand, lane: lane);
            _asked.Add(lease.Call, (TimeSpan.FromSeconds(workSeconds), usage));
        }

        return this;
    }

    /// <summary>Goes on until everything has come back.</summary>
    public Bound ToEnd()
    {
        Go(TimeSpan.MaxValue);
        return Look();
    }

    /// <summary>Goes on until a time.</summary>
    public Play Until(double seconds)
    {
        Go(TimeSpan.FromSeconds(seconds));
        Booth.AdvanceTo(TimeSpan.FromSeconds(seconds));
        return this;
    }

    /// <summary>What is said of the bound now.</summary>
    public Bound Look() => Measured.Of(Booth.Governor, Longest, TimeSpan.Zero, Booth.Now)!;

    private void Go(TimeSpan until)
    {
        while (true)
        {
            foreach (var lease in Booth.Pump())
            {
                _working.Enqueue(lease, (Booth.Now + _asked[lease.Call].Work, ++_number));
            }

            var next = Booth.WakeAt ?? TimeSpan.MaxValue;
            if (_working.TryPeek(out _, out var first) && first.At <= next)
            {
                next = first.At;
            }

            if (next == TimeSpan.MaxValue || next > until)
            {
                return;
            }

            Booth.AdvanceTo(next);
            while (_working.TryPeek(out var lease, out var ends) && ends.At <= Booth.Now)
            {
                _working.Dequeue();
                Booth.Reply(lease, _asked[lease.Call].Usage);
            }
        }
    }
}
