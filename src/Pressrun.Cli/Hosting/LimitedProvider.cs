using System.IO.Enumeration;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// A provider held to what the user wrote. It is never asked more, whatever its replies allow; what it says of itself
/// remains in force where it allows less.
/// </summary>
internal sealed class LimitedProvider : DelegatingProvider
{
    private const string Default = "*";

    /// <param name="inner">The provider.</param>
    /// <param name="limits">What the user wrote of it.</param>
    public LimitedProvider(IProvider inner, IReadOnlyList<GivenLimit> limits)
        : base(inner)
    {
        var own = inner.Profile;
        Profile = own with
        {
            Lanes = own.Lanes.ToDictionary(
                pair => pair.Key, pair => Narrow(pair.Value, LimitsOf(pair.Value, own, limits)),
                StringComparer.Ordinal),
            Other = own.Other is not { } other ? null
                : model => Narrow(other(model), limits.Where(limit => IsFor(limit, model))),
        };
    }

    /// <inheritdoc/>
    public override Profile Profile { get; }

    // Models that share a lane share what is allowed: a limit on one of them holds for all, so that it is never
    // exceeded. Nobody knows which models the default lane serves.
    private static IEnumerable<GivenLimit> LimitsOf(Lane lane, Profile own, IReadOnlyList<GivenLimit> limits)
    {
        var models = own.Lanes.Where(pair => pair.Value.Name == lane.Name).Select(pair => pair.Key).ToList();
        return limits.Where(limit => models.Exists(model => IsFor(limit, model))
            || (models.Contains(Default) && own.Other is null && !own.Lanes.ContainsKey(limit.Pattern)));
    }

    private static bool IsFor(GivenLimit limit, string model) =>
        FileSystemName.MatchesSimpleExpression(limit.Pattern, model);

    private static Lane Narrow(Lane lane, IEnumerable<GivenLimit> limits)
    {
        var given = limits.Select(limit => limit.Limit).ToList();
        return given.Count == 0 ? lane : lane with
        {
            Limits =
            [
                .. lane.Limits.Where(limit => !given.Exists(one => Replaces(one, limit))),
                .. given.Select(one => Ceiling(one, lane.Limits.FirstOrDefault(limit => Replaces(one, limit)))),
            ],
        };
    }

    private static bool Replaces(Limit given, Limit own) =>
        (given.Unit, given.Period) == (own.Unit, own.Period) && (!own.IsKnown || given.Amount <= own.Amount)
            && (given.IsWindow || !own.IsWindow);

    // How the provider counts, how much it takes at once and where it tells of it stay what they were.
    private static Limit Ceiling(Limit given, Limit? own) => own is null ? given with { IsCeiling = true }
        : given with
        {
            IsCeiling = true,
            Capacity = own.IsKnown ? Math.Min(given.Capacity, own.Capacity) : given.Capacity,
            Charge = own.Charge,
            Combine = own.Combine,
            OutputWeight = own.OutputWeight,
            CacheReadsFree = own.CacheReadsFree,
            Headers = own.Headers,
        };
}
