using System.Globalization;

namespace Pressrun.Testing.Strict;

/// <summary>All runs of one regime in one column of the acceptance table.</summary>
internal sealed record RegimeCell(Regime Regime, RegimeMode Mode, IReadOnlyList<RegimeResult> Results)
{
    /// <summary>Mean utilisation, from 0 to 1.</summary>
    public double Utilisation => Results.Average(result => result.Utilisation);

    /// <summary>The most refusals in any run.</summary>
    public int Refusals => Results.Max(result => result.Refusals.Count);

    /// <summary>Carries out the runs numbered from 1.</summary>
    public static RegimeCell Of(Regime regime, RegimeMode mode, int runs) =>
        new(regime, mode, [.. Enumerable.Range(1, runs).Select(run => RegimeRun.Of(regime, mode, run))]);

    /// <summary>What is not as it must be, a line each; none if all is.</summary>
    public IEnumerable<string> Faults()
    {
        var must = Regime.Acceptances[Mode];
        if (Results.Any(result => result.IsFailed))
        {
            yield return "a run was given up for too many refusals";
        }

        if (Utilisation < must.Utilisation)
        {
            yield return Text($"utilisation {Utilisation:P2} is below {must.Utilisation:P1}");
        }

        if (Refusals > must.Refusals)
        {
            yield return Text($"{Refusals} refusals are more than {must.Refusals}");
        }

        var mean = TimeSpan.FromSeconds(Results.Average(result => result.Makespan.TotalSeconds));
        if (must.Makespan is { } most && mean > most)
        {
            yield return Text($"a run took {mean} in the mean, more than {most}");
        }

        if (must.OverBound is { } over && Results.Max(result => result.Makespan - result.Bound) > over)
        {
            yield return Text($"a run took {Results.Max(result => result.Makespan - result.Bound)} over its bound");
        }

        if (must.RefusalsWithin is { } within)
        {
            var change = Regime.Rules.Changes[0].At;
            var stray = Results.SelectMany(result => result.Refusals).Where(at => at < change || at > change + within);
            foreach (var at in stray)
            {
                yield return Text($"a refusal at {at} is not within {within} of the change");
            }
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
