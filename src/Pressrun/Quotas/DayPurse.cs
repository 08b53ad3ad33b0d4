using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>Money of one day, by UTC: at midnight only what is still in flight counts on.</summary>
/// <param name="limit">The most a day may cost.</param>
/// <param name="spent">What today has cost already.</param>
/// <param name="held">Worst cases of calls in flight and unknown.</param>
/// <param name="endsAt">When the day ends, by the loop.</param>
internal sealed class DayPurse(Money limit, Money spent, Money held, TimeSpan endsAt)
{
    private Money _spent = spent;
    private Money _held = held;

    /// <summary>When the day ends, by the loop.</summary>
    public TimeSpan EndsAt { get; private set; } = endsAt;

    /// <summary>Whether a worst case fits into what is left of the day.</summary>
    public bool Fits(Money worst, TimeSpan now)
    {
        while (now >= EndsAt)
        {
            EndsAt += TimeSpan.FromDays(1);
            _spent = Money.Zero;
        }

        return _spent + _held + worst <= limit;
    }

    /// <summary>Whether it fits into a day in which nothing else is spent.</summary>
    public bool MayFit(Money worst) => _held + worst <= limit;

    public void Reserve(Money worst) => _held += worst;

    public void Settle(Money worst, Money cost) => (_held, _spent) = (_held - worst, _spent + cost);
}
