namespace Pressrun.Reporting;

/// <summary>What has refilled by a time, and when an amount has, for a rate that varies by pieces.</summary>
internal sealed class Refill
{
    private readonly double[] _from;
    private readonly double[] _rate;
    private readonly double[] _amount;

    /// <summary>The refill of a load; throws if its pieces do not start at 0 or are not in order of time.</summary>
    public Refill(Load load)
    {
        var pieces = load.Rates is { Count: > 0 } given ? given : [new(0, load.Limit.RatePerSecond)];
        _from = [.. pieces.Select(piece => piece.FromSeconds)];
        _rate = [.. pieces.Select(piece => piece.PerSecond * load.Times)];
        _amount = new double[_from.Length];
        for (var piece = 1; piece < _from.Length; piece++)
        {
            var length = _from[piece] - _from[piece - 1];
            _amount[piece] = _amount[piece - 1] + (_rate[piece - 1] * length);
            Check(length > 0, load, piece);
        }

        Check(_from[0] == 0, load, 0);
    }

    /// <summary>The most that refills in a second at any time.</summary>
    public double FastestPerSecond => _rate.Max();

    /// <summary>What has refilled by then, if nothing was lost at a full level.</summary>
    public double By(double seconds)
    {
        var piece = At(_from, seconds);
        return _amount[piece] + (_rate[piece] * (seconds - _from[piece]));
    }

    /// <summary>The earliest time by which this much has refilled; infinity if it never will.</summary>
    public double When(double amount)
    {
        var piece = At(_amount, amount);
        // Pieces without refill share their amount with the next one: the first of them is the earliest time.
        while (piece > 0 && _amount[piece] >= amount)
        {
            piece--;
        }

        return amount <= _amount[piece] ? _from[piece] : _from[piece] + ((amount - _amount[piece]) / _rate[piece]);
    }

    // The last piece that begins at or before the value.
    private static int At(double[] begins, double value)
    {
        var found = Array.BinarySearch(begins, value);
        return Math.Max(0, found >= 0 ? found : ~found - 1);
    }

    private static void Check(bool holds, Load load, int piece)
    {
        if (!holds)
        {
            throw new ArgumentException(
                $"{load.Words}: rate {piece} begins at {load.Rates[piece].FromSeconds} s; the first begins at 0, each "
                    + "later one after the one before it.");
        }
    }
}
