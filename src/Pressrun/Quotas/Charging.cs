using Pressrun.Model;

namespace Pressrun.Quotas;

/// <summary>What a call takes from a limit: at admission by estimate, at the end by what it reports. Pure.</summary>
internal static class Charging
{
    /// <summary>What a call takes at admission, and which part of it is output that is taken only later.</summary>
    public static (double Cost, double Output) CostOf(Limit limit, Demand demand, Estimator estimator)
    {
        switch (limit.Unit)
        {
            case Unit.Requests:
                return (1, 0);
            case Unit.Characters:
                return (demand.Characters, 0);
            case Unit.InputTokens:
                return (estimator.Input(demand), 0);
            case Unit.Tokens when limit.Combine == Combine.Max:
                return (Math.Max(demand.MaxOutput * limit.OutputWeight, estimator.Input(demand)), 0);
        }

        var input = limit.Unit == Unit.Tokens ? estimator.Input(demand) : 0;
        var isActual = limit.Charge == Charge.Actual;
        var output = (isActual ? estimator.Output(demand) : demand.MaxOutput) * limit.OutputWeight;
        return (input + output, isActual ? output : 0);
    }

    /// <summary>What a call has taken when it is over.</summary>
    /// <param name="limit">The limit.</param>
    /// <param name="demand">What was estimated.</param>
    /// <param name="usage">What the reply reports; nothing at all leaves the estimate as it is.</param>
    /// <param name="cost">What was taken at admission.</param>
    public static double ChargeOf(Limit limit, Demand demand, Usage usage, double cost)
    {
        if (limit.Unit == Unit.Requests)
        {
            return 1;
        }

        if (limit.Unit == Unit.Characters)
        {
            return usage.Characters > 0 ? usage.Characters : cost;
        }

        if (usage.AllInput == 0 && usage.Output == 0)
        {
            return cost;
        }

        if (limit.Unit == Unit.Tokens && limit.Combine == Combine.Max)
        {
            return cost;
        }

        var input = limit.CacheReadsFree ? usage.AllInput - usage.CacheRead : usage.AllInput;
        var output = (limit.Charge == Charge.NoRefund ? demand.MaxOutput : usage.Output) * limit.OutputWeight;
        return limit.Unit switch
        {
            Unit.InputTokens => input,
            Unit.OutputTokens => output,
            _ => input + output,
        };
    }

    /// <summary>The part of the charge that is taken only when the work ends.</summary>
    public static double LateOf(Limit limit, Usage usage) =>
        limit.Charge == Charge.Actual && limit.Unit is Unit.Tokens or Unit.OutputTokens
            ? usage.Output * limit.OutputWeight
            : 0;

    /// <summary>By how much calls in flight may take more from a limit than was estimated: one and a half times the
    /// deviation of their sum.</summary>
    public static double SpreadOf(Limit limit, IReadOnlyList<(string Stage, Estimator Estimator)> estimators)
    {
        if (limit.Unit is Unit.Requests or Unit.Characters)
        {
            return 0;
        }

        var variance = 0.0;
        foreach (var (_, estimator) in estimators)
        {
            var isOutput = limit.Charge == Charge.Actual && limit.Unit != Unit.InputTokens;
            variance += estimator.InFlight * (isOutput
                ? estimator.OutputVariance * limit.OutputWeight * limit.OutputWeight
                : limit.Unit == Unit.OutputTokens ? 0 : estimator.InputVariance);
        }

        return 1.5 * Math.Sqrt(variance);
    }
}
