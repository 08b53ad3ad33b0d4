using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Reflection;
using Pressrun.Testing;
using Pressrun.Testing.Strict;

namespace Pressrun.Mutants;

/// <summary>
/// What must notice a mutant: an invariant of the swarm, a cell of the acceptance table, or one test.
/// </summary>
internal abstract record Killer
{
    private static readonly string[] Rooms =
        ["Pressrun.Tests.Calling.", "Pressrun.Tests.Quotas.", "Pressrun.Tests.Running.", "Pressrun.Tests.Rehearsing."];

    /// <summary>Reads a killer as Mutants.txt writes it.</summary>
    public static Killer Of(string text) => text.Split(' ') switch
    {
        ["regime", .. var name, var mode, var runs] => new Cell(
            Regime.All.Single(regime => regime.Name == string.Join(' ', name)),
            Enum.Parse<RegimeMode>(mode, ignoreCase: true),
            int.Parse(runs, CultureInfo.InvariantCulture)),
        ["unit", var test] => new Unit(Method(test)),
        _ => new Invariants([.. text.Split(',').Select(one => int.Parse(one, CultureInfo.InvariantCulture))]),
    };

    /// <summary>What is wrong with the engine as it is on this thread; null if this killer sees nothing.</summary>
    [SuppressMessage("Design", "CA1031", Justification = "Whatever a mutant makes the engine throw, it was noticed.")]
    public Catch? Look()
    {
        try
        {
            return Find();
        }
        catch (Exception error)
        {
            return new(0, (error as TargetInvocationException)?.InnerException?.Message ?? error.ToString());
        }
    }

    /// <summary>Whether what was caught is what this killer is there for.</summary>
    public virtual bool Expects(Catch found) => true;

    protected abstract Catch? Find();

    private static MethodInfo Method(string test)
    {
        var (type, method) = (test[..test.IndexOf('.', StringComparison.Ordinal)],
            test[(test.IndexOf('.', StringComparison.Ordinal) + 1)..]);
        return Rooms.Select(room => Type.GetType(room + type)).OfType<Type>().FirstOrDefault()?.GetMethod(method, [])
            ?? throw new ArgumentException($"There is no test '{test}' without arguments.", nameof(test));
    }

    /// <summary>One of these invariants breaks in some run of the swarm; 0 is the engine itself.</summary>
    internal sealed record Invariants(IReadOnlyList<int> Numbers) : Killer
    {
        private const int RunsMax = 2_000;

        public override bool Expects(Catch found) => Numbers.Contains(found.Invariant ?? -1);

        protected override Catch? Find()
        {
            for (var run = 1; run <= RunsMax; run++)
            {
                try
                {
                    Simulation.Run((ulong)run);
                }
                catch (Violation found)
                {
                    return new(run, found.Message) { Invariant = found.Invariant };
                }
                catch (Exception error)
                {
                    return new(run, error.ToString()) { Invariant = 0 };
                }
            }

            return null;
        }
    }

    /// <summary>A cell of the acceptance table is not reached.</summary>
    internal sealed record Cell(Regime Regime, RegimeMode Mode, int Runs) : Killer
    {
        protected override Catch? Find() =>
            string.Join("; ", RegimeCell.Of(Regime, Mode, Runs).Faults()) is { Length: > 0 } faults
                ? new(Runs, faults)
                : null;
    }

    /// <summary>A test of one of these rooms fails.</summary>
    internal sealed record Unit(MethodInfo Test) : Killer
    {
        protected override Catch? Find()
        {
            Test.Invoke(Activator.CreateInstance(Test.DeclaringType!), null);
            return null;
        }
    }
}
