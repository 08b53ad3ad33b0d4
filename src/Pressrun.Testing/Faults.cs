namespace Pressrun.Testing;

/// <summary>How often each fault strikes in a simulated run. About half never do in any one run.</summary>
internal sealed class Faults
{
    private static readonly Dictionary<Fault, double> Most = new()
    {
        [Fault.Transient] = 0.2,
        [Fault.Permanent] = 0.05,
        [Fault.Storm] = 0.2,
        [Fault.Overload] = 0.1,
        [Fault.Outage] = 0.2,
        [Fault.Hang] = 0.05,
        [Fault.Late] = 0.1,
        [Fault.SlowTail] = 0.05,
        [Fault.Break] = 0.1,
        [Fault.NoConnection] = 0.1,
        [Fault.Garbage] = 0.03,
        [Fault.UsageMissing] = 0.05,
        [Fault.KeyRevoked] = 0.05,
        [Fault.NoMoney] = 0.05,
        [Fault.ModelRemoved] = 0.03,
        [Fault.PriceRise] = 0.1,
        [Fault.SlowDisk] = 0.3,
        [Fault.FullDisk] = 0.3,
        [Fault.FullAtReply] = 0.3,
        [Fault.BusyDisk] = 0.2,
        [Fault.TornTail] = 0.8,
        [Fault.Unreadable] = 0.2,
        [Fault.Unclaimable] = 0.2,
        [Fault.Suspend] = 0.3,
        [Fault.ClockJump] = 0.3,
        [Fault.LateTimers] = 0.3,
    };

    private readonly double[] _rates = new double[Enum.GetValues<Fault>().Length];

    private Faults()
    {
    }

    /// <summary>Nothing goes wrong.</summary>
    public static Faults None { get; } = new();

    /// <summary>How often it strikes: a share of its occasions, from 0 to 1.</summary>
    public double this[Fault fault] => _rates[(int)fault];

    /// <param name="draws">The run's seed.</param>
    /// <param name="without">Faults that are left out, whatever the seed says.</param>
    public static Faults Draw(Draws draws, IReadOnlySet<Fault> without)
    {
        var faults = new Faults();
        foreach (var (fault, most) in Most)
        {
            var name = fault.ToString();
            if (!without.Contains(fault) && draws.Chance(name + "?", 0.5))
            {
                faults._rates[(int)fault] = draws.Unit(name) * most;
            }
        }

        return faults;
    }

    /// <summary>Those of them that are a property of a call and not a fault that passes.</summary>
    public Faults OfCalls()
    {
        var lasting = new Faults();
        foreach (var fault in (ReadOnlySpan<Fault>)[Fault.Permanent, Fault.Garbage])
        {
            lasting._rates[(int)fault] = this[fault];
        }

        return lasting;
    }

    /// <summary>Whether a fault strikes on this occasion.</summary>
    public bool Strike(Fault fault, Draws occasion) =>
        this[fault] > 0 && occasion.Chance(fault.ToString(), this[fault]);
}
