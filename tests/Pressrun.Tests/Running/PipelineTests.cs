using Pressrun.Model;
using Pressrun.Stages;
using Pressrun.Tests.Rigging;

namespace Pressrun.Tests.Running;

public sealed class PipelineTests
{
    [Fact]
    public void A_need_that_is_no_stage_before_it_is_refused() =>
        Refused("`a` needs `b`, which is no stage before it", Stage("a") with { Needs = ["b"] }, Stage("b"));

    [Fact]
    public void A_stage_cannot_need_itself() =>
        Refused("`a` needs `a`, which is no stage before it", Stage("a") with { Needs = ["a"] });

    [Fact]
    public void Two_stages_of_one_name_are_refused() =>
        Refused("two stages are called `a`", Stage("a"), Stage("a"));

    [Fact]
    public void A_stage_cannot_run_once_and_over_parts() =>
        Refused("`a` cannot run once and over each part", Stage("a") with { IsOnce = true, Each = Each.Range(1, 2) });

    [Fact]
    public void A_stage_over_another_must_need_it() =>
        Refused("`b` runs over `a` and must need it", Stage("a"), Stage("b") with { Each = Over("a") });

    [Fact]
    public void A_chained_stage_must_run_over_parts() =>
        Refused("`a` is chained and must run over parts", Stage("a") with { IsChained = true });

    [Fact]
    public void A_stage_of_each_item_cannot_need_one_that_waits_for_all_items() =>
        Refused("`c` runs for each item and cannot need `b`, which waits for all items",
            Stage("a"), Stage("b") with { IsOnce = true, Needs = ["a"] }, Stage("c") with { Needs = ["b"] });

    [Fact]
    public void A_limit_on_calls_at_once_has_no_window() =>
        Refused("a limit of `a` on calls at once has no window",
            Stage("a") with { Limits = [Limit.AtOnce(2) with { IsWindow = true }] });

    [Fact]
    public void Every_fault_is_listed_at_once()
    {
        var message = Assert.Throws<PressrunException>(() => Shop.Pipeline(
            Stage("a") with { Needs = ["x"], IsChained = true },
            Stage("b") with { IsOnce = true, Each = Over("a") },
            Stage("a"))).Message;
        Assert.Equal(
            "Pipeline `p` does not fit together: `a` needs `x`, which is no stage before it; "
            + "`a` is chained and must run over parts; `b` cannot run once and over each part; "
            + "`b` runs over `a` and must need it; two stages are called `a`.", message);
    }

    [Fact]
    public void A_stage_before_the_items_is_one_that_needs_no_result_of_an_item()
    {
        var pipeline = Shop.Pipeline(
            Stage("plan") with { IsOnce = true },
            Stage("more") with { IsOnce = true, Needs = ["plan"] },
            Stage("write") with { Needs = ["more"] },
            Stage("join") with { IsOnce = true, Needs = ["write"] });
        Assert.Equal(["plan", "more"], pipeline.Stages.Where(pipeline.IsBefore).Select(stage => stage.Name));
    }

    [Fact]
    public void The_fingerprint_changes_with_every_part_of_the_definition_that_changes_a_result()
    {
        Pipeline[] all =
        [
            Shop.Pipeline(Stage("a")),
            new("q", [Stage("a")]),
            Shop.Pipeline(Stage("b")),
            Shop.Pipeline(Stage("a") with { Verb = Deed.Asks("other") }),
            Shop.Pipeline(Stage("a") with { IsOnce = true }),
            Shop.Pipeline(Stage("a") with { Each = Each.Range(1, 2) }),
            Shop.Pipeline(Stage("a") with { Each = Each.Range(1, 3) }),
            Shop.Pipeline(Stage("a") with { Each = Each.Range(1, 3), IsChained = true }),
            Shop.Pipeline(Stage("a") with { Gates = [Gate("g")] }),
            Shop.Pipeline(Stage("a") with { Gates = [Gate("h")] }),
            Shop.Pipeline(Stage("a") with { Gates = [new Check("g", _ => new(true)) { Revise = 1 }] }),
            Shop.Pipeline(Stage("a") with { Gates = [new Check("g", _ => new(true)) { Else = Then.Keep }] }),
        ];
        Assert.Equal(all.Length, all.Select(pipeline => pipeline.Fingerprint).Distinct().Count());
    }

    [Fact]
    public void The_fingerprint_leaves_limits_out() => Assert.Equal(
        Shop.Pipeline(Stage("a")).Fingerprint,
        Shop.Pipeline(Stage("a") with { Limits = [Limit.PerMinute(1)] }).Fingerprint);

    private static void Refused(string fault, params IReadOnlyList<Stage> stages) => Assert.Equal(
        $"Pipeline `p` does not fit together: {fault}.",
        Assert.Throws<PressrunException>(() => Shop.Pipeline(stages)).Message);

    private static Stage Stage(string name) => new(name, Deed.Asks(name));

    private static Check Gate(string name) => new(name, _ => new(IsPassed: true));

    private static Each Over(string stage) => new(stage, (_, _) => [], "x");
}
