using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>
/// Invariants 1 and 2 for what users write, which no provider knows of: limits of stages, and limits that hold over
/// several lanes. They hold over all lives; only a process that was taken over from knows nothing of the other.
/// </summary>
/// <param name="count">Told of what is worth meeting.</param>
internal sealed class LimitRule(Action<string> count)
{
    private readonly Dictionary<string, StrictLane> _kept = new(StringComparer.Ordinal);

    /// <summary>A call is sent.</summary>
    /// <param name="stage">Its stage.</param>
    /// <param name="lane">Where it goes.</param>
    /// <param name="beside">The others this process waits for.</param>
    /// <param name="callsMax">How many calls may be in flight at all.</param>
    /// <param name="isJudged">Whether rates are judged: not where clocks jump or two processes drive.</param>
    /// <param name="now">The world's time.</param>
    public void Check(Stage stage, Lane lane, IReadOnlyList<(string Stage, Lane Lane)> beside, int callsMax,
        bool isJudged, TimeSpan now)
    {
        Check($"stage {stage.Name}", stage.Limits, beside.Count(other => other.Stage == stage.Name), isJudged, now);
        if (lane.Within is { } shared)
        {
            var others = beside.Count(other => other.Lane.Within?.Name == shared.Name);
            Check(shared.Name, shared.Limits, others, isJudged, now);
            if (beside.Any(other => other.Lane.Within?.Name == shared.Name && other.Lane.Name != lane.Name))
            {
                count("lanes share a limit");
            }
        }

        Check("the run", [Limit.AtOnce(callsMax)], beside.Count, isJudged, now);
    }

    private void Check(string name, IReadOnlyList<Limit> limits, int beside, bool isJudged, TimeSpan now)
    {
        if (limits.Any(limit => limit.Unit == Unit.Slots && beside >= limit.Amount))
        {
            throw new Violation(2, $"{name} has a call in flight beside {beside} others, beyond its limit");
        }

        var rates = limits.Where(limit => limit.Unit != Unit.Slots).ToList();
        var title = $"{name}, {string.Join(", ", rates)}";
        if (!_kept.TryGetValue(title, out var known))
        {
            _kept.Add(title, known = new(new(title, rates), new()));
        }

        // Requests only: what else a call costs it need not cost there.
        var (lacks, _) = known.Arrive(new(0, 0, 0, Money.Zero), () => false, now);
        if (lacks is not null && isJudged)
        {
            throw new Violation(1, $"{name} was asked beyond its limits");
        }
    }
}
