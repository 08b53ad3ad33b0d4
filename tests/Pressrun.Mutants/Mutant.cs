namespace Pressrun.Mutants;

/// <summary>The switch that the build wrote into the copies of the engine.</summary>
/// <remarks>At most one mutant lives on a thread; an engine has one, so two mutants can be tried at once.</remarks>
internal static partial class Mutant
{
    [ThreadStatic]
    private static string? OnThisThread;

    [ThreadStatic]
    private static long HitsOnThisThread;

    /// <summary>How often the living mutant was reached; 0 is a hole in the workloads, not a survivor.</summary>
    public static long Hits => HitsOnThisThread;

    /// <summary>Brings the named mutant to life, or with null none, until it is switched again.</summary>
    public static void Switch(string? name)
    {
        if (name is not null && All.All(entry => entry.Name != name))
        {
            throw new ArgumentException($"There is no mutant '{name}' in Mutants.txt.", nameof(name));
        }

        OnThisThread = name;
        HitsOnThisThread = 0;
    }

    /// <summary>Whether the named mutant lives; called by the woven code.</summary>
    public static bool Is(string name)
    {
        if (OnThisThread != name)
        {
            return false;
        }

        HitsOnThisThread++;
        return true;
    }

    /// <summary>One block of Mutants.txt: each of the killers must catch it.</summary>
    public sealed record Entry(string Name, string File, string[] Killers);
}
