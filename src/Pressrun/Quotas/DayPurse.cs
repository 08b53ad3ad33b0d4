using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>
/// Money of one day, by UTC. At midnight only what is still in flight counts on: a call whose outcome is unknown counts
/// on the day on which it was admitted.
/// </summary>
/// <param name="limit">The most a day may cost.</param>
/// <param name="spent">What today has cost already.</param>
/// <param name="lost">Worst cases of today's calls whose outcome is unknown.</param>
/// <param name="endsAt">When the day ends, by the loop.</param>
internal sealed class DayPurse(Money limit, Money spent, Money lost, TimeSpan endsAt)
{
    private Money _spent = spent;
    private Money _lost = lost;
    private Money _held;

    /// <summary>When the day ends, by the loop; names the day.</summary>
    public TimeSpan EndsAt { get; private set; } = endsAt;

    /// <summary>Whether a worst case fits into what is left of the day.</summary>
    public bool Fits(Money worst, TimeSpan now)
    {
        while (now >= EndsAt)
        {
            EndsAt += TimeSpan.FromDays(1);
            (_spent, _lost) = (Money.Zero, Money.Zero);
        }

        return _spent + _lost + _held + worst <= limit;
    }

    /// <summary>Whether it fits into a day in which nothing else is spent.</summary>
    public bool MayFit(Money worst) => worst <= limit;

    public void Reserve(Money worst) => _held += worst;

    /// <summary>What was reserved on a day is not heard of any more.</summary>
    public void Lose(Money worst, TimeSpan day)
    {
        _held -= worst;
        _lost += day == EndsAt ? worst : Money.Zero;
    }

    /// <summary>What was reserved is over.</summary>
    public void Settle(Money worst, Money cost) => (_held, _spent) = (_held - worst, _spent + cost);

    /// <summary>What was lost on a day is found.</summary>
    public void Find(Money worst, Money cost, TimeSpan? day)
    {
        _spent += cost;
        _lost -= day == EndsAt ? (worst < _lost ? worst : _lost) : Money.Zero;
    }
}
