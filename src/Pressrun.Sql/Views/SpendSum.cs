using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>A row of spending while it grows.</summary>
internal sealed class SpendSum
{
    private readonly SortedDictionary<Waste, Money> _wastes = [];
    private readonly SortedDictionary<string, TariffUse> _tariffs = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _answeredBy = new(StringComparer.Ordinal);
    private SpendRow _sums = new();

    /// <summary>Whether there is nothing to say of it.</summary>
    public bool IsEmpty =>
        _sums is { Calls: 0, Remembered: 0, UnknownCalls: 0 } && _sums.Paid == Money.Zero;

    /// <summary>Adds a reply that was sent for; one that was declined is no call.</summary>
    public void Add(Reply reply)
    {
        _sums = _sums with
        {
            Calls = _sums.Calls + (reply.Outcome is Outcome.Refused ? 0 : 1),
            Paid = _sums.Paid + reply.Cost,
            Usage = _sums.Usage + reply.Usage,
            Estimated = _sums.Estimated + (reply.IsEstimated ? 1 : 0),
        };
        if (reply.Tariff is { } tariff)
        {
            Add(tariff, new(1, reply.Usage));
        }

        if (reply.Model is { } model)
        {
            _answeredBy.Add(model);
        }
    }

    /// <summary>Says of something that was paid that it was not used.</summary>
    public void AddWaste(Waste cause, Money cost)
    {
        if (cost > Money.Zero)
        {
            _wastes[cause] = _wastes.GetValueOrDefault(cause) + cost;
        }
    }

    /// <summary>Adds an answer copied from an earlier run.</summary>
    public void AddRemembered(Money cost) => _sums = _sums with
    {
        Remembered = _sums.Remembered + 1,
        RememberedCost = _sums.RememberedCost + cost,
    };

    /// <summary>Adds a call of which nobody knows what became.</summary>
    public void AddUnknown(Money worstCase) => _sums = _sums with
    {
        UnknownCalls = _sums.UnknownCalls + 1,
        Unknown = _sums.Unknown + worstCase,
    };

    /// <summary>Adds another row.</summary>
    public void Add(SpendRow row)
    {
        _sums = _sums with
        {
            Calls = _sums.Calls + row.Calls,
            Paid = _sums.Paid + row.Paid,
            Usage = _sums.Usage + row.Usage,
            Estimated = _sums.Estimated + row.Estimated,
            Remembered = _sums.Remembered + row.Remembered,
            RememberedCost = _sums.RememberedCost + row.RememberedCost,
            UnknownCalls = _sums.UnknownCalls + row.UnknownCalls,
            Unknown = _sums.Unknown + row.Unknown,
        };
        foreach (var (cause, cost) in row.Wastes)
        {
            AddWaste(cause, cost);
        }

        foreach (var (tariff, use) in row.Tariffs)
        {
            Add(tariff, use);
        }

        _answeredBy.UnionWith(row.AnsweredBy);
    }

    /// <summary>What it has come to.</summary>
    public SpendRow ToRow() => _sums with
    {
        Wastes = new SortedDictionary<Waste, Money>(_wastes),
        Tariffs = new SortedDictionary<string, TariffUse>(_tariffs, StringComparer.Ordinal),
        AnsweredBy = [.. _answeredBy],
    };

    private void Add(string tariff, TariffUse use)
    {
        var sum = _tariffs.GetValueOrDefault(tariff);
        _tariffs[tariff] = new(sum.Calls + use.Calls, sum.Usage + use.Usage);
    }
}
