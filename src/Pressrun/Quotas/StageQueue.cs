using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>The waiting calls of one stage on one lane: by rank, and by age beside it. Removal is lazy.</summary>
internal sealed class StageQueue(Quota lane, Quota stage, int order, Quota? within)
{
    private readonly PriorityQueue<Lease, (Rank Rank, long Number)> _byRank = new();
    private readonly Queue<Lease> _byAge = new();
    private readonly Queue<Lease> _again = new();
    private long _numbers;

    public Quota Lane { get; } = lane;

    public Quota Stage { get; } = stage;

    /// <summary>What we alone enforce on its calls: the stage's limits, and those over several lanes.</summary>
    public Quota[] Own { get; } = within is null ? [stage] : [stage, within];

    /// <summary>Whether any of that limits anything, so that others may wait for what its calls hold.</summary>
    public bool IsLimited => Array.Exists(Own, own => own.Slots < int.MaxValue || own.Buckets.Length > 0);

    /// <summary>Place of the stage in the pipeline: later stages go first.</summary>
    public int Order { get; } = order;

    /// <summary>Whether its own stage holds it up.</summary>
    public bool IsHeldByStage { get; set; }

    /// <summary>The stage's bucket that does so; null for its slots.</summary>
    public Bucket? HeldBy { get; set; }

    /// <summary>What its calls turn out to use.</summary>
    public Estimator Estimator { get; } = new();

    /// <summary>Its calls that were answered.</summary>
    public Served Served { get; } = new(lane.Buckets.Length);

    public int Count { get; private set; }

    public void Add(Lease lease)
    {
        lease.State = LeaseState.Waiting;
        Count++;
        _byRank.Enqueue(lease, (lease.Rank, ++_numbers));
        _byAge.Enqueue(lease);
        if (lease.HasMoney)
        {
            _again.Enqueue(lease);
        }
    }

    /// <summary>
    /// A call whose admission expired: it holds money that others wait for, so it goes before all of them. Null if
    /// there is none.
    /// </summary>
    public Lease? Again() => First(_again);

    /// <summary>The call with the best rank, or null.</summary>
    public Lease? Best()
    {
        while (_byRank.TryPeek(out var lease, out _))
        {
            if (lease.State == LeaseState.Waiting)
            {
                return lease;
            }

            _byRank.Dequeue();
        }

        return null;
    }

    /// <summary>Why a call is larger than a limit that is never exceeded; null if it is not.</summary>
    public string? Exceed(Demand demand) => Own.Prepend(Lane)
        .Select(quota => quota.Exceed(demand, Estimator)).FirstOrDefault(why => why is not null);

    /// <summary>The call that has waited longest, or null.</summary>
    public Lease? Oldest() => First(_byAge);

    /// <summary>Takes a call out; its entries are dropped when they come up.</summary>
    public void Remove(Lease lease, LeaseState state)
    {
        lease.State = state;
        Count--;
        if (Count == 0)
        {
            _byRank.Clear();
            _byAge.Clear();
            _again.Clear();
        }
        else
        {
            Best();
            Oldest();
        }
    }

    /// <summary>Every waiting call, in no order.</summary>
    public IEnumerable<Lease> All() =>
        _byRank.UnorderedItems.Select(entry => entry.Element).Where(lease => lease.State == LeaseState.Waiting)
            .Distinct();

    private static Lease? First(Queue<Lease> queue)
    {
        while (queue.TryPeek(out var lease))
        {
            if (lease.State == LeaseState.Waiting)
            {
                return lease;
            }

            queue.Dequeue();
        }

        return null;
    }
}
