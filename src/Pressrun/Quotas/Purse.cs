using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>Money of a run or an item: a bucket that does not refill.</summary>
/// <param name="limit">The most that may be committed; null is no limit.</param>
/// <param name="committed">What is spent, in flight or unknown already.</param>
internal sealed class Purse(Money? limit, Money committed)
{
    /// <summary>The most that may be committed; null is no limit. A person may raise it.</summary>
    public Money? Limit { get; set; } = limit;

    /// <summary>Spent, plus the worst cases of calls in flight and unknown.</summary>
    public Money Committed { get; private set; } = committed;

    /// <summary>Calls that wait for money of this purse; empty until one does.</summary>
    public IReadOnlyCollection<Lease> Waiting => _waiting ?? (IReadOnlyCollection<Lease>)[];

    private List<Lease>? _waiting;

    /// <summary>A call waits for money of this purse.</summary>
    public void Add(Lease lease) => (_waiting ??= []).Add(lease);

    /// <summary>Takes out all calls that wait.</summary>
    public IReadOnlyCollection<Lease> TakeWaiting()
    {
        var waiting = Waiting;
        _waiting = null;
        return waiting;
    }

    public bool Fits(Money worst) => Limit is not { } limit || Committed + worst <= limit;

    public void Reserve(Money worst) => Committed += worst;

    public void Settle(Money worst, Money cost) => Committed += cost - worst;
}
