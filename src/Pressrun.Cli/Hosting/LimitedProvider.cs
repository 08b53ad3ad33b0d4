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
    /// <param name="limits">What the user wrote of it, in that order.</param>
    public LimitedProvider(IProvider inner, IReadOnlyList<GivenLimit> limits)
        : base(inner) =>
        Profile = inner.Profile is { Other: { } other } own
            ? ByHost(own, other, limits)
            : ByModel(inner.Profile, limits);

    /// <inheritdoc/>
    public override Profile Profile { get; }

    // Lanes that cannot be listed, such as one for each web host, are there before the limits: all that match hold.
    private static Profile ByHost(Profile own, Func<string, Lane> other, IReadOnlyList<GivenLimit> limits) => own with
    {
        Lanes = own.Lanes.ToDictionary(
            pair => pair.Key, pair => Narrow(pair.Value, limits.Where(limit => limit.Matches(pair.Key))),
            StringComparer.Ordinal),
        Other = host => Narrow(other(host), limits.Where(limit => limit.Matches(host))),
    };

    // Of models the first pattern that matches counts. One that names some of those the default lane serves makes a
    // lane of its own for them; the others keep theirs, under what is written for all.
    private static Profile ByModel(Profile own, IReadOnlyList<GivenLimit> limits)
    {
        var patterns = own.Lanes.GroupBy(pair => pair.Value.Name, pair => pair.Key).ToDictionary(
            lane => lane.Key, lane => PatternsOf(lane, limits), StringComparer.Ordinal);
        var asked = own.Lanes.Where(pair => pair.Key != Default).Select(pair => pair.Value.Name).Distinct().ToList();
        var lanes = own.Lanes.ToDictionary(pair => pair.Key, pair => Hold(pair.Value), StringComparer.Ordinal);
        var rest = own.Lanes[Default];
        foreach (var named in limits.Where(limit => !limit.IsForAll).GroupBy(limit => limit.Pattern))
        {
            lanes.TryAdd(named.Key, Narrow(rest with { Name = $"{rest.Name}/{named.Key}" }, named));
        }

        return own with
        {
            Lanes = lanes,
            Other = model => lanes[FirstOf(model, limits) is { IsForAll: false, Pattern: var named } ? named : Default],
        };

        // What is written once is allowed once: over all lanes it is written for. Patterns that meet on a lane hold
        // together, which allows less rather than more.
        Lane Hold(Lane lane)
        {
            HashSet<string> held = [.. patterns[lane.Name]];
            while (patterns.Values.FirstOrDefault(
                others => others.Overlaps(held) && !others.IsSubsetOf(held)) is { } more)
            {
                held.UnionWith(more);
            }

            var given = limits.Where(limit => held.Contains(limit.Pattern)).ToList();
            return asked.Count(name => patterns[name].Overlaps(held)) > 1
                ? lane with { Within = new(NameOf(own.Provider, given), [.. given.Select(one => one.Limit)]) }
                : Narrow(lane, given);
        }
    }

    private static string NameOf(string provider, List<GivenLimit> limits) => limits.Exists(limit => limit.IsForAll)
        ? $"all of {provider}"
        : $"all of {provider}/{string.Join(" + ", limits.Select(limit => limit.Pattern).Distinct())}";

    // Models that share a lane share what is allowed: a limit on one of them holds for all, so that it is never
    // exceeded.
    private static HashSet<string> PatternsOf(IEnumerable<string> models, IReadOnlyList<GivenLimit> limits) => models
        .Select(model => model == Default ? limits.FirstOrDefault(limit => limit.IsForAll) : FirstOf(model, limits))
        .OfType<GivenLimit>().Select(first => first.Pattern).ToHashSet(StringComparer.Ordinal);

    private static GivenLimit? FirstOf(string model, IReadOnlyList<GivenLimit> limits) =>
        limits.FirstOrDefault(limit => limit.Matches(model));

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
