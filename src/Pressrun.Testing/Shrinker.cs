namespace Pressrun.Testing;

/// <summary>Makes a failing run as small as it can be: leaves something out as long as it still fails.</summary>
internal static class Shrinker
{
    private const int TriesMax = 200;

    /// <summary>
    /// The smallest reduction found under which a seed breaks the same invariant, and what it says then.
    /// </summary>
    /// <param name="seed">The seed.</param>
    /// <param name="found">What it breaks in full.</param>
    public static (Reduction Reduction, Violation Violation) Shrink(ulong seed, Violation found)
    {
        var (reduction, tries) = (Reduction.None, 0);
        for (var hasShrunk = true; hasShrunk;)
        {
            hasShrunk = false;
            foreach (var smaller in Smaller(reduction).TakeWhile(_ => tries < TriesMax))
            {
                tries++;
                if (Fail(seed, smaller) is { } still && still.Invariant == found.Invariant)
                {
                    (reduction, found, hasShrunk) = (smaller, still, true);
                    break;
                }
            }
        }

        return (reduction, found);
    }

    private static Violation? Fail(ulong seed, Reduction reduction)
    {
        try
        {
            Simulation.Run(seed, reduction);
            return null;
        }
        catch (Violation violation)
        {
            return violation;
        }
    }

    // What saves most comes first.
    private static IEnumerable<Reduction> Smaller(Reduction last)
    {
        for (var items = Math.Min(last.ItemsMax, 16) / 2; items > 0 && items < last.ItemsMax; items /= 2)
        {
            yield return last with { ItemsMax = items };
        }

        for (var life = 1; life <= 5; life++)
        {
            if (!last.WithoutLives.Contains(life))
            {
                yield return last with { WithoutLives = new HashSet<int>(last.WithoutLives) { life } };
            }
        }

        for (var stages = Math.Min(last.StagesMax, 6) - 1; stages > 0; stages--)
        {
            yield return last with { StagesMax = stages };
        }

        if (!last.IsUnedited)
        {
            yield return last with { IsUnedited = true };
        }

        foreach (var fault in Enum.GetValues<Fault>().Where(fault => !last.Without.Contains(fault)))
        {
            yield return last with { Without = new HashSet<Fault>(last.Without) { fault } };
        }
    }
}
