namespace Pressrun.Testing;

/// <summary>Which faults a simulated run meets, and how often. About half are off in any one run.</summary>
internal sealed record Faults
{
    /// <summary>Share of attempts answered with a passing error.</summary>
    public double Transient { get; init; }

    /// <summary>Share of calls, not attempts, declined for good.</summary>
    public double Permanent { get; init; }

    /// <summary>Share of attempts refused although the quota has room, with a time to wait.</summary>
    public double Storm { get; init; }

    /// <summary>Share of attempts refused for overload.</summary>
    public double Overload { get; init; }

    /// <summary>Share of attempts that never come back.</summary>
    public double Hang { get; init; }

    /// <summary>Share of attempts that come back after the engine gave them up.</summary>
    public double Late { get; init; }

    /// <summary>Share of attempts whose connection breaks after the work was done.</summary>
    public double Break { get; init; }

    /// <summary>Share of commits that take up to two seconds.</summary>
    public double SlowDisk { get; init; }

    /// <summary>Share of commits refused for lack of space, for a while.</summary>
    public double FullDisk { get; init; }

    /// <summary>Share of replies whose envelope cannot be read.</summary>
    public double Garbage { get; init; }

    /// <summary>Nothing goes wrong.</summary>
    public static Faults None { get; } = new();

    public static Faults Draw(Draws draws)
    {
        double Rate(string what, double most) =>
            draws.Chance(what + "?", 0.5) ? draws.Unit(what) * most : 0;

        return new()
        {
            Transient = Rate("transient", 0.2),
            Permanent = Rate("permanent", 0.05),
            Storm = Rate("storm", 0.2),
            Overload = Rate("overload", 0.1),
            Hang = Rate("hang", 0.05),
            Late = Rate("late", 0.1),
            Break = Rate("break", 0.1),
            SlowDisk = Rate("slow disk", 0.3),
            FullDisk = Rate("full disk", 0.5),
            Garbage = Rate("garbage", 0.03),
        };
    }
}
