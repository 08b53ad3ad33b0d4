using System.Globalization;
using Pressrun.Testing;

namespace Pressrun.Simulation.Tests;

/// <summary>
/// The swarm, run once for all tests of it. PRESSRUN_CHECK says how many seeds, SWARM=n overrides it, SEED=n runs that
/// one alone, and both together run n seeds from that one on: a long swarm in pieces.
/// </summary>
public sealed class SwarmOnce
{
    private const int RunsFast = 2_000;
    private const int RunsFull = 10_000;

    public SwarmOnce()
    {
        IsOneSeed = Read("SEED") is not null && Read("SWARM") is null;
        First = Read("SEED") ?? 1;
        Count = IsOneSeed ? 1 : (int)(Read("SWARM") ?? (ulong)Default);
        Report = Swarm.Run(First, Count, Environment.ProcessorCount);
    }

    /// <summary>The first seed; the others follow.</summary>
    public ulong First { get; }

    /// <summary>How many seeds.</summary>
    public int Count { get; }

    /// <summary>Whether one seed is looked at alone.</summary>
    public bool IsOneSeed { get; }

    /// <summary>Whether so many seeds were run that everything must have happened in one of them.</summary>
    public bool IsLargeEnough => Count >= RunsFast;

    internal SwarmReport Report { get; }

    private static int Default => Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full" ? RunsFull : RunsFast;

    private static ulong? Read(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } text
        ? ulong.Parse(text, CultureInfo.InvariantCulture)
        : null;
}
