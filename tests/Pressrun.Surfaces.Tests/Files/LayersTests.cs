using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>What is laid over a file, and what wins.</summary>
public sealed class LayersTests
{
    private static readonly Overrides All = new()
    {
        Flags = ["budget=$5", "genre=noir", "providers.groq.limits=[7/min, 2 at once]"],
        Variables = new Dictionary<string, string>
        {
            ["PRESSRUN_BUDGET"] = "$6",
            ["PRESSRUN_VARS_YEAR"] = "2001",
            ["PRESSRUN_PROVIDERS_GROQ_ACCOUNT"] = "mine",
            ["PRESSRUN_STAGES_DRAFT_TIMEOUT"] = "9s",
            ["PRESSRUN_STORE"] = "elsewhere",
            ["PATH"] = "x",
        },
        Local = new("pressrun.local.yaml", "budget: { run: $7, item: $1 }\nstages: { draft: { tries: 9 } }\n"),
        User = new("config.yaml", "budget: $8\nnotify: me\nproviders: { groq: { account: house, region: us } }\n"),
    };

    private static readonly PipelineSettings Laid = Samples.Read(Samples.Saga, All);

    [Fact]
    public void A_flag_wins_over_all_others() => Assert.Equal("$5.00", Laid.Budget.Run?.Value.ToString());

    [Fact]
    public void A_sum_leaves_the_other_figures_of_a_budget_as_they_are() =>
        Assert.Equal(("$1.00", "$30.00"), (Laid.Budget.Item?.Value.ToString(), Laid.Budget.Day?.Value.ToString()));

    [Fact]
    public void A_single_word_sets_a_variable() => Assert.Equal("noir", Laid.Vars[0].Value.Text);

    [Fact]
    public void A_variable_of_the_environment_spells_a_path() =>
        Assert.Equal(("2001", "mine"), (Laid.Vars[1].Value.Text, Laid.Providers[0].Account?.Value));

    [Fact]
    public void The_care_of_a_stage_can_be_set_from_outside() => Assert.Equal(
        (9, 9d), (Laid.Stages[1].Tries?.Value, Laid.Stages[1].Timeout?.Value.TotalSeconds));

    [Fact]
    public void Settings_of_the_user_yield_to_the_file() => Assert.Equal("eu", Laid.Providers[0].Region?.Value);

    [Fact]
    public void A_list_replaces_what_was_there() =>
        Assert.Equal("7/min 2 at once", string.Join(' ', Laid.Providers[0].Limits.Select(limit => limit.Limit)));

    [Fact]
    public void A_key_can_be_explained() => Assert.Equal(
        [
            "budget.run flag --set budget $5 True", "budget.run variable PRESSRUN_BUDGET $6 False",
            "budget.run local file pressrun.local.yaml:1:16 $7 False",
            "budget.run pipeline file sample.yaml:4:16 $80 False",
            "budget.run user settings config.yaml:1:9 $8 False",
        ],
        Laid.Layers.Explain("budget.run").Select(
            source => $"{source.Key} {source.Layer} {source.At} {source.Value} {source.IsWinner}"));

    [Fact]
    public void A_mapping_is_explained_key_by_key() => Assert.Equal(
        ["budget.run", "budget.item", "budget.day", "budget.warn"],
        Laid.Layers.Explain("budget").Where(source => source.IsWinner).Select(source => source.Key));

    [Fact]
    public void What_nobody_set_is_a_default()
    {
        var source = Assert.Single(Laid.Layers.Explain("stages.chapter.tries"));
        Assert.Equal(("default", "3", true), (source.Layer, source.Value, source.IsWinner));
    }

    [Theory]
    [InlineData("bugdet", "did you mean `budget`?")]
    [InlineData("budget.rnu", "did you mean `budget.run`?")]
    [InlineData("vars.gener", "did you mean `vars.genre`?")]
    [InlineData("stages.drfat.tries", "did you mean `stages.draft`?")]
    public void A_key_there_is_not_is_asked_back(string key, string question) => Assert.Contains(
        question, Assert.Throws<PressrunException>(() => Laid.Layers.Explain(key)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("budget=much", "--set budget  `budget` is a sum of money, not `much`")]
    [InlineData("bugdet=$5", "--set  there is no key `bugdet`\n      did you mean `budget`?")]
    [InlineData("gener=noir", "--set  there is no key `gener`\n      did you mean `genre`?")]
    [InlineData("vars.gener=x", "--set vars.gener  the pipeline has no variable `gener`\n      did you mean `genre`?")]
    [InlineData("budget", "--set  `--set` wants KEY=VALUE")]
    [InlineData("budget.rnu=$5", "--set budget.rnu  unknown key `rnu` in `budget`\n      did you mean `run`?")]
    [InlineData("stages.draft.ask=x", "--set stages.draft.ask  `ask` of stage `draft` is set in the pipeline file")]
    [InlineData("stages.drfat.tries=2", "--set stages.drfat.tries  the pipeline has no stage `drfat`")]
    public void A_wrong_flag_is_explained(string flag, string expected) =>
        Assert.Contains(expected, Refusal(new() { Flags = [flag] }), StringComparison.Ordinal);

    [Fact]
    public void An_error_names_the_option_or_the_variable_the_user_wrote()
    {
        Assert.StartsWith("--budget  `budget` is a sum of money, not `-1`\n", Refusal(new()
        {
            Flags = ["budget=$5"],
            Options = [new("--budget", "budget.run", "-1")],
        }), StringComparison.Ordinal);
        Assert.StartsWith("PRESSRUN_BUDGET  `budget` is a sum of money, not `x`\n", Refusal(new()
        {
            Variables = new Dictionary<string, string> { ["PRESSRUN_BUDGET"] = "x" },
        }), StringComparison.Ordinal);
        Assert.StartsWith("--set budget.run  `run` is a sum of money, not `x`\n", Refusal(new()
        {
            Flags = ["budget.run=x"],
        }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("stages.nope.limits=5/min")]
    [InlineData("vars.nope=5")]
    public void A_name_the_file_does_not_have_is_one_error(string flag) =>
        Assert.Contains("\n(1 error, nothing was sent)", Refusal(new() { Flags = [flag] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "providers.fetch.limits", "providers.fetch.limits = 1/s and 1 at once for each host, files without limit")]
    [InlineData("providers.folder", "providers.folder.kind = its name, providers.folder.limits = 4 at once")]
    [InlineData("providers.espeak.contact", "providers.espeak.contact = not set")]
    [InlineData("providers.groq.url", "providers.groq.url = not set")]
    [InlineData("stages.draft.limits", "stages.draft.limits = none")]
    public void What_is_built_in_has_a_default(string key, string expected)
    {
        var found = Samples.Read(Samples.Saga, new() { Flags = [] }).Layers.Explain(key);
        Assert.All(found, source => Assert.Equal(("default", true), (source.Layer, source.IsWinner)));
        Assert.Equal(expected, string.Join(", ", found.Select(source => $"{source.Key} = {source.Value}")));
    }

    [Theory]
    [InlineData("providers.nope.limits")]
    [InlineData("stages.nope.limits")]
    [InlineData("stages.draft.gate.nope")]
    public void What_nobody_named_has_none(string key) =>
        Assert.Throws<PressrunException>(() => Laid.Layers.Explain(key));

    [Fact]
    public void A_wrong_local_file_is_shown_with_its_line() => Assert.Contains(
        "pressrun.local.yaml:2:3  unknown key `rnu` in `budget`\n    2 |   rnu: $5\n",
        Refusal(new() { Local = new("pressrun.local.yaml", "budget:\n  rnu: $5\n") }),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("--set")]
    [InlineData("variable")]
    [InlineData("local")]
    public void A_literal_key_is_refused_and_not_repeated_whatever_wins(string way)
    {
        const string Canary = "CANARY-77";
        var page = Refusal(new()
        {
            Flags = way == "--set" ? [$"providers.groq.key={Canary}"] : ["providers.groq.key=env:OTHER"],
            Variables = way == "variable"
                ? new Dictionary<string, string> { ["PRESSRUN_PROVIDERS_GROQ_KEY"] = Canary }
                : new Dictionary<string, string>(),
            Local = way == "local" ? new("l.yaml", $"providers: {{ groq: {{ key: {Canary} }} }}") : null,
        });
        Assert.Contains("a key is given by reference", page, StringComparison.Ordinal);
        Assert.DoesNotContain(Canary, page, StringComparison.Ordinal);
    }

    private static string Refusal(Overrides overrides) => Samples.Refusal(Samples.Saga, overrides).Message;
}
