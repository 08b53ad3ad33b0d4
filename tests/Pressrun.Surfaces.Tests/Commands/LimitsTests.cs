using Pressrun.Cli.Hosting;
using Pressrun.Model;
using Pressrun.Pipelines.Building;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Web;
using Pressrun.Seams;
using Pressrun.Sql.Views;
using Pressrun.Surfaces.Tests.FirstRun;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>What a file says providers may be asked.</summary>
public sealed class LimitsTests
{
    private const string AtOnce = "[\"1 at once\"]";

    [Theory]
    [InlineData($"fetch: {{ limits: {AtOnce} }}", "article")]
    [InlineData($"pages: {{ kind: fetch, limits: {{ \"fil*\": {AtOnce} }} }}", "article")]
    [InlineData($"offline: {{ limits: {{ extractive: {AtOnce} }} }}", "script")]
    public void A_provider_with_1_at_once_is_asked_one_call_after_the_other(string provider, string stage)
    {
        using var shell = Bench.Make([.. Enumerable.Range(1, 12).Select(number => $"page{number}")]);
        shell.Write("p.yaml", $"{File.ReadAllText(shell.PathOf("p.yaml"))}\nproviders:\n  {provider}\n");
        var (code, _, error) = shell.Run("run", "p.yaml");
        Assert.True(code == 0, error);
        var calls = Calls(shell, stage);
        Assert.Equal(12, calls.Count);
        foreach (var (call, next) in calls.Zip(calls.Skip(1)))
        {
            Assert.InRange(next.At, call.EndedAt!.Value, DateTimeOffset.MaxValue);
        }
    }

    [Fact]
    public void A_limit_can_be_explained()
    {
        using var shell = Bench.Make("one");
        shell.Write("p.yaml",
            $"{File.ReadAllText(shell.PathOf("p.yaml"))}\nproviders:\n  fetch: {{ limits: [1 at once, 20/min] }}\n");
        var (code, output, _) = shell.Run("check", "p.yaml", "--explain", "providers.fetch.limits");
        Assert.Equal(0, code);
        Assert.Contains("20/min", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_provider_says_of_itself_gives_way_only_to_what_allows_less()
    {
        var own = new Profile(
            "own", Limit.AtOnce(4), Limit.PerMinute(50), new(Unit.Tokens, 900, TimeSpan.FromMinutes(1)));
        Assert.Equal("50/min, 900 tokens/min, 2 at once!, 60/min!, 5/s!",
            Lane(own, "any", Limit.AtOnce(2), Limit.PerMinute(60), new(Unit.Requests, 5, TimeSpan.FromSeconds(1))));
        var window = new Profile("own", Limit.PerMinute(50) with { IsWindow = true }, Limit.Unknown(Unit.Tokens));
        Assert.Equal("50/min window, 40/min!, 900 tokens/min!",
            Lane(window, "any", Limit.PerMinute(40), new(Unit.Tokens, 900, TimeSpan.FromMinutes(1))));
    }

    [Fact]
    public void How_a_provider_counts_stays_what_it_was()
    {
        var headers = new LimitHeaders("limit", "left", "reset");
        var own = new Limit(Unit.Tokens, 900, TimeSpan.FromMinutes(1))
        {
            Charge = Charge.Actual,
            Capacity = 5,
            CacheReadsFree = true,
            OutputWeight = 2,
            Headers = headers,
        };
        var held = Assert.Single(Held(new("own", own), new Limit(Unit.Tokens, 600, TimeSpan.FromMinutes(1)))
            .LaneOf("any").Limits);
        Assert.Equal((600.0, 5.0, true), (held.Amount, held.Capacity, held.IsCeiling));
        Assert.Equal((Charge.Actual, true, 2.0, headers),
            (held.Charge, held.CacheReadsFree, held.OutputWeight, held.Headers));
    }

    [Fact]
    public void A_host_has_the_limits_of_its_pattern_and_keeps_its_courtesy()
    {
        using var fetch = new FetchProvider(new() { Folder = "." }, TimeProvider.System);
        var held = new LimitedProvider(fetch,
        [
            new("fetch", "*.example", Limit.PerMinute(20)), new("fetch", "b.example", Limit.AtOnce(3)),
        ]).Profile;
        Assert.Equal(("fetch/a.example", "1 at once!, 1/s!, 20/min!"), Of(held.LaneOf("a.example")));
        Assert.Equal(("fetch/b.example", "1 at once!, 1/s!, 20/min!, 3 at once!"), Of(held.LaneOf("b.example")));
        Assert.Equal(("fetch/c.test", "1 at once!, 1/s!"), Of(held.LaneOf("c.test")));
        Assert.Equal(("fetch/file", ""), Of(held.LaneOf("file")));
    }

    [Fact]
    public void Models_that_share_a_lane_share_a_limit_and_others_do_not()
    {
        var lanes = new Dictionary<string, Lane>(StringComparer.Ordinal)
        {
            ["*"] = new("own", []),
            ["large"] = new("own/large", []),
            ["large-2"] = new("own/large", []),
        };
        var held = Held(new("own", lanes), new GivenLimit("own", "large-2", Limit.AtOnce(1)));
        Assert.Equal("1 at once!", Of(held.LaneOf("large")).Limits);
        Assert.Equal("1 at once!", Of(held.LaneOf("large-2")).Limits);
        Assert.Equal("", Of(held.LaneOf("small")).Limits);
        Assert.Equal("1 at once!",
            Of(Held(new("own", lanes), new GivenLimit("own", "sma*", Limit.AtOnce(1))).LaneOf("small")).Limits);
    }

    [Fact]
    public void A_pattern_makes_a_lane_of_its_own_for_the_models_it_matches()
    {
        var own = new Profile("own", Limit.AtOnce(4));
        var held = Held(own,
            new GivenLimit("own", "none*", Limit.PerMinute(5)), new GivenLimit("own", "extr*", Limit.PerMinute(20)),
            new GivenLimit("own", "extr*", Limit.AtOnce(2)), new GivenLimit("own", "e*", Limit.PerMinute(7)));
        Assert.Equal(("own/extr*", "20/min!, 2 at once!"), Of(held.LaneOf("extractive")));
        Assert.Equal(held.LaneOf("extractive"), held.LaneOf("extra"));
        Assert.Equal(("own/e*", "4 at once, 7/min!"), Of(held.LaneOf("else")));
        Assert.Equal(("own", "4 at once"), Of(held.LaneOf("other")));
        Assert.Equal(("own", "4 at once"), Of(held.LaneOf("")));
    }

    [Fact]
    public void What_is_written_for_all_holds_for_the_models_no_pattern_before_it_matches()
    {
        var own = new Profile("own", Limit.AtOnce(4));
        var (small, all) = (new GivenLimit("own", "small*", Limit.PerMinute(5)),
            new GivenLimit("own", "*", Limit.PerMinute(20)));
        Assert.Equal(("own/small*", "4 at once, 5/min!"), Of(Held(own, small, all).LaneOf("small-2")));
        Assert.Equal(("own", "4 at once, 20/min!"), Of(Held(own, small, all).LaneOf("large")));
        Assert.Equal(("own", "4 at once, 20/min!"), Of(Held(own, all, small).LaneOf("small-2")));
    }

    [Theory]
    [InlineData("{ \"nomatch*\": 5/day }", "offline")]
    [InlineData("{ \"nomatch*\": 5/day, \"extr*\": [200/min, 1 at once] }", "offline/extr*")]
    public void A_pattern_that_matches_no_model_limits_nobody(string limits, string lane)
    {
        using var shell = Bench.Make("one", "two", "three");
        shell.Write("p.yaml",
            $"{File.ReadAllText(shell.PathOf("p.yaml"))}\nproviders:\n  offline: {{ limits: {limits} }}\n"
                + "  local: { limits: { \"nomatch*\": 5/day } }\n");
        Assert.Equal(0, shell.Run("run", "p.yaml").Code);
        Assert.All(Calls(shell, "script"), call => Assert.Equal(lane, call.Lane));
        Assert.Equal(3, Calls(shell, "script").Count);
        Assert.DoesNotContain("/day", shell.Run("quotas").Output, StringComparison.Ordinal);
    }

    private static List<HistoryEntry.Attempt> Calls(Shell shell, string stage)
    {
        using var views = StoreViews.Open(shell.PathOf(".pressrun/p"))!;
        return
        [
            .. views.Items(1).SelectMany(item => views.History(1, item.Ordinal).Entries)
                .OfType<HistoryEntry.Attempt>()
                .Where(call => call.Stage == stage && call.Lane != "local" && call.Lane != "folder")
                .OrderBy(call => call.At).ThenBy(call => call.EndedAt),
        ];
    }

    private static string Lane(Profile own, string model, params Limit[] limits) =>
        Of(Held(own, limits).LaneOf(model)).Limits;

    private static Profile Held(Profile own, params Limit[] limits) =>
        Held(own, [.. limits.Select(limit => new GivenLimit("own", "*", limit))]);

    private static Profile Held(Profile own, params GivenLimit[] limits) =>
        new LimitedProvider(new Profiled(own), limits).Profile;

    private static (string Name, string Limits) Of(Lane lane) =>
        (lane.Name, string.Join(", ", lane.Limits.Select(limit => $"{limit}{(limit.IsCeiling ? "!" : "")}")));

    /// <summary>Any provider, which says another thing of itself.</summary>
    private sealed class Profiled(Profile profile)
        : DelegatingProvider(new FolderProvider(".", _ => throw new InvalidOperationException()))
    {
        public override Profile Profile => profile;
    }
}
