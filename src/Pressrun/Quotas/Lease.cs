using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>The Governor's admission of one call, from the moment it is asked for until the call has ended.</summary>
internal sealed class Lease(Call call, Demand demand, Lane lane, Purse purse, Rank rank, object owner)
{
    // Set once by the constructor.
    public Call Call { get; } = call;

    public Demand Demand { get; } = demand;

    public Lane Lane { get; } = lane;

    /// <summary>The item's money.</summary>
    public Purse Purse { get; } = purse;

    public Rank Rank { get; } = rank;

    /// <summary>Whoever waits; the Governor only carries it.</summary>
    public object Owner { get; } = owner;

    /// <summary>Lanes that could carry it instead while its own is out; may be empty.</summary>
    public IReadOnlyList<Lane> Elsewhere { get; init; } = [];

    // Touched by the Governor only.
    public LeaseState State { get; set; }

    /// <summary>When it was first offered, kept when it is offered again; the least time before.</summary>
    public TimeSpan Since { get; set; } = TimeSpan.MinValue;

    public TimeSpan AdmittedAt { get; set; }

    /// <summary>When its first byte left.</summary>
    public TimeSpan SentAt { get; set; }

    /// <summary>Whether its worst case is reserved: kept when an admission expires, as its intent is durable.</summary>
    public bool HasMoney { get; set; }

    /// <summary>The day on which its worst case was reserved, as <see cref="Funds.Today"/> names it.</summary>
    public TimeSpan Day { get; set; }

    /// <summary>Whether its outcome is unknown.</summary>
    public bool IsLost { get; set; }

    public Quota Quota { get; set; } = null!;

    /// <summary>The queue of its stage on its lane.</summary>
    public StageQueue Queue { get; set; } = null!;

    /// <summary>What calls of its stage on its lane turn out to use.</summary>
    public Estimator Estimator => Queue.Estimator;

    /// <summary>What was taken from each bucket of the lane, in their order.</summary>
    public Mark[] Marks { get; set; } = [];

    /// <summary>What was taken from what we alone enforce: of each, from each of its buckets.</summary>
    public Mark[][] OwnMarks { get; set; } = [];

    /// <summary>What it waits for, in a user's words; empty when it does not wait.</summary>
    public string Cause { get; set; } = "";

    /// <summary>Its first byte leaves.</summary>
    public void Send(TimeSpan now)
    {
        SentAt = now;
        Quota.Leave(Marks, now);
        EachOwn((quota, marks) => quota.Leave(marks, now));
    }

    /// <summary>Takes its share of what we alone enforce.</summary>
    public void TakeOwn(TimeSpan now) =>
        OwnMarks = Array.ConvertAll(Queue.Own, quota => quota.Take(Demand, Estimator, now));

    /// <summary>Goes through what we alone enforce, each with what was taken from it.</summary>
    public void EachOwn(Action<Quota, Mark[]> act)
    {
        for (var index = 0; index < OwnMarks.Length; index++)
        {
            act(Queue.Own[index], OwnMarks[index]);
        }
    }
}
