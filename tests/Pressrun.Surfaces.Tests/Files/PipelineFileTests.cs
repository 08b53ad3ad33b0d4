using Pressrun.Model;
using Pressrun.Pipelines.Files;

namespace Pressrun.Surfaces.Tests.Files;

/// <summary>What a right file becomes.</summary>
public sealed class PipelineFileTests
{
    private static readonly PipelineSettings Tales = Samples.Read(Samples.Tales);
    private static readonly PipelineSettings Saga = Samples.Read(Samples.Saga);

    [Fact]
    public void A_plain_path_is_all_that_items_need()
    {
        Assert.Equal("tales.txt", Tales.Items.From.Value);
        Assert.Null(Tales.Items.Range);
        Assert.Equal(new Position("sample.yaml", 3, 8, 9), Tales.Items.From.At);
    }

    [Fact]
    public void Items_written_out_are_understood()
    {
        var items = Saga.Items;
        Assert.Equal(("book.chapters", "number"), (items.At?.Value, items.Key?.Value));
        Assert.Equal(new Ordering("weight", true), items.Order?.Value);
        Assert.Equal(("kind", Comparison.In, "main side"),
            (items.Where!.Value.Field, items.Where.Value.Is, string.Join(' ', items.Where.Value.Values)));
    }

    [Theory]
    [InlineData("1..125", 1, 125)]
    [InlineData("0..0", 0, 0)]
    public void Items_may_be_a_range(string text, int first, int last) =>
        Assert.Equal((first, last), Samples.Read(Samples.Tales.Replace("tales.txt", text)).Items.Range);

    [Theory]
    [InlineData("$20", 20_000_000)]
    [InlineData("20", 20_000_000)]
    [InlineData("$0.50", 500_000)]
    public void A_budget_is_a_sum_of_dollars(string text, long micros) => Assert.Equal(
        new Money(micros), Samples.Read(Samples.Tales.Replace("budget: $20", $"budget: {text}")).Budget.Run?.Value);

    [Fact]
    public void A_budget_written_out_has_four_figures()
    {
        var budget = Saga.Budget;
        Assert.Equal(
            (80_000_000L, 6_500_000L, 30_000_000L, 0.8),
            (budget.Run!.Value.Micros, budget.Item!.Value.Micros, budget.Day!.Value.Micros, budget.Warn!.Value));
    }

    [Fact]
    public void A_variable_knows_whether_it_is_a_text_a_number_or_a_truth() => Assert.Equal(
        ["genre=fantasy Text", "year=1999 Number", "dark=false Truth"],
        Saga.Vars.Select(value => $"{value.Name}={value.Value.Text} {value.Value.Kind}"));

    [Fact]
    public void What_is_quoted_is_a_text() =>
        Assert.Equal(new Scalar("007", ScalarKind.Text), Tales.Stages[2].With[3].Value);

    [Fact]
    public void A_provider_is_of_the_kind_of_its_name_unless_it_says_otherwise() => Assert.Equal(
        ["anthropic", "openai", "offline"], Tales.Providers.Select(provider => provider.Kind.Value));

    [Fact]
    public void A_key_is_a_reference() => Assert.Equal(
        ["env:ANTHROPIC_API_KEY", "file:keys/speech.txt", null],
        Tales.Providers.Select(provider => provider.Key?.Value.ToString()));

    [Fact]
    public void Limits_hold_for_all_models_or_for_those_of_a_pattern() => Assert.Equal(
        [
            "* 100/hour window", "llama-* 5/s", "llama-* 300000 input tokens/min", "llama-* 9000 output tokens/day",
        ],
        Saga.Providers[0].Limits.Select(limit => $"{limit.Pattern} {limit.Limit}"));

    [Fact]
    public void A_month_of_a_limit_has_thirty_days() => Assert.Equal(
        new Limit(Unit.Characters, 500_000, TimeSpan.FromDays(30)), Saga.Providers[1].Limits[0].Limit);

    [Fact]
    public void An_alias_stands_for_its_models_wherever_it_is_used() => Assert.Equal(
        ["groq openai/gpt-oss-120b", "offline "],
        Saga.Stages[1].Models.Select(model => $"{model.Provider} {model.Model}"));

    [Fact]
    public void A_model_keeps_the_place_where_it_is_used() => Assert.All(
        Saga.Stages[0].Models, model => Assert.Equal(Saga.Stages[0].At.Line, model.At.Line));

    [Fact]
    public void Stages_keep_their_order_and_their_verbs() => Assert.Equal(
        ["page Fetch", "script Ask", "voice Speak", "episode Join", "upload Put", "feed Put"],
        Tales.Stages.Select(stage => $"{stage.Name} {stage.Verb}"));

    [Fact]
    public void A_stage_needs_the_one_above_and_all_it_names() => Assert.Equal(
        [
            "bible:", "draft:", "pacing:draft", "count:draft", "chapter:draft,pacing", "parts:chapter", "again:parts",
            "names:chapter", "own:chapter", "book:chapter",
        ],
        Saga.Stages.Select(stage => $"{stage.Name}:{string.Join(',', stage.Needs)}"));

    [Fact]
    public void The_stage_a_rule_compares_with_is_needed() => Assert.Equal(["page"], Tales.Stages[1].Needs);

    [Fact]
    public void A_stage_runs_over_a_range_a_stage_or_a_field() => Assert.Equal(
        [new EachSource.Range(1, 7), new EachSource.Stage("parts", ""), new EachSource.Field("people")],
        Saga.Stages.Where(stage => stage.Each is not null).Select(stage => stage.Each!.Value));

    [Fact]
    public void Text_is_split_by_characters() => Assert.Equal(3900, Tales.Stages[2].Split?.Value);

    [Fact]
    public void Gates_are_read_in_order_with_what_follows_them() => Assert.Equal(
        ["NoneOf - Review", "LengthBetween - -", "WordsBetween - -", "Whole 1 Skip"],
        Tales.Stages[1].Gates.Select(gate => string.Join(
            ' ', gate.Check!.Value.GetType().Name, gate.Revise?.Value.ToString() ?? "-",
            gate.Else?.Value.ToString() ?? "-")));

    [Fact]
    public void Rules_keep_their_figures()
    {
        var rules = Tales.Stages[1].Gates.Select(gate => gate.Check!.Value).ToList();
        Assert.Equal(["words/*.txt", "more.txt"], ((Rule.NoneOf)rules[0]).Files);
        Assert.Equal(new Rule.LengthBetween(0.6, 1.3, "page"), rules[1]);
        Assert.Equal(new Rule.WordsBetween(250, 900), rules[2]);
    }

    [Fact]
    public void Later_rules_are_understood_already() => Assert.Equal<Rule>(
        [
            new Rule.RepeatsBelow(0.05), new Rule.NumbersFrom("draft"), new Rule.FactsCiteSources(),
            new Rule.Sections(), new Rule.MinutesBetween(2, 3.5),
        ],
        Saga.Stages[4].Gates.Take(5).Select(gate => gate.Check!.Value));

    [Fact]
    public void A_judge_has_a_prompt_a_model_and_a_condition()
    {
        var judge = Saga.Stages[4].Gates[5];
        Assert.Equal(("prompts/judge.md", 2, "score", 0.8, Comparison.MoreOrEqual),
            (judge.Ask?.Value, judge.Models.Count, judge.Pass!.Value.Field, judge.Pass.Value.Number,
                judge.Pass.Value.Is));
    }

    [Fact]
    public void A_condition_may_count() => Assert.True(Saga.Stages[4].Gates[6].Pass!.Value.IsCount);

    [Fact]
    public void Tries_and_timeout_are_figures() => Assert.Equal(
        (4, TimeSpan.FromMinutes(90)), (Tales.Stages[1].Tries?.Value, Tales.Stages[1].Timeout?.Value));

    [Fact]
    public void A_program_has_arguments() =>
        Assert.Equal(["scripts/count", "{{key}}"], Saga.Stages[3].Arguments.Select(argument => argument.Value));

    [Fact]
    public void An_output_may_hold_lists_and_fields()
    {
        var form = Assert.IsType<OutputForm.Fields>(Saga.Stages[2].Output?.Value);
        Assert.Equal(["score", "lines", "deep"], form.All.Select(field => field.Key));
        Assert.Equal(new OutputForm.ListOf(new OutputForm.Text()), form.All[1].Value);
    }

    [Fact]
    public void Hints_for_the_forecast_are_figures()
    {
        var expect = Saga.Stages[1].Expect!;
        Assert.Equal((40d, 1200, 1800, 0.02, 0.3, 11),
            (expect.Latency!.Value.TotalSeconds, expect.In!.Value, expect.Out!.Value, expect.Fails!.Value,
                expect.Revised!.Value, expect.Parts!.Value));
    }

    [Fact]
    public void Line_ends_and_a_mark_of_the_byte_order_change_nothing()
    {
        var other = Samples.Read("\uFEFF" + Samples.Tales.Replace("\n", "\r\n"));
        Assert.Equal(
            Tales.Stages.Select(stage => (stage.Name, stage.At, stage.Argument)),
            other.Stages.Select(stage => (stage.Name, stage.At, stage.Argument)));
    }

    [Theory]
    [InlineData("book")]
    [InlineData("episodes")]
    [InlineData("filings")]
    [InlineData("personas")]
    [InlineData("podcast")]
    public void The_reference_files_are_right(string name)
    {
        var folder = Folders.Reference();
        Assert.SkipWhen(folder is null, "The reference files do not lie beside the repository.");
        Assert.Equal(name, PipelineFile.Read(Path.Combine(folder!, name + ".yaml")).Name.Value);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_the_file() => Assert.Contains(
        "there is no such file",
        Assert.Throws<PipelineFileException>(() => PipelineFile.Read("no/such/file.yaml")).Message,
        StringComparison.Ordinal);

    [Fact]
    public void A_folder_is_no_file() => Assert.Contains(
        "this is a folder",
        Assert.Throws<PipelineFileException>(() => SourceText.Read(AppContext.BaseDirectory)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void More_than_a_megabyte_is_refused() => Assert.Contains(
        "larger than 1 MB",
        Assert.Throws<PipelineFileException>(() => SourceText.FromBytes("x.yaml", new byte[SourceText.BytesMax + 1]))
            .Message,
        StringComparison.Ordinal);
}
