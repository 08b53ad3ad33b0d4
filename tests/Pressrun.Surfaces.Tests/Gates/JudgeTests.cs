using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Surfaces.Tests.Services;

namespace Pressrun.Surfaces.Tests.Gates;

/// <summary>A model that judges what another wrote, and conditions on results.</summary>
public sealed class JudgeTests : IAsyncDisposable
{
    private const string Letter = """
            letter:
              ask: "Write to {{line}}.{{#if notes}} Better: {{notes}}{{/if}}"
              model: openai/gpt-6-luna
              gate:
                - check: words between 1 and 50
                - ask: "Judge this for {{line}}: {{letter}}"
                  model: openai/gpt-6.1-terra
                  pass: score >= 0.8
                  revise: 2
                  else: review
              save: "out/{{key}}.txt"
        """;

    private readonly OpenAiChat _vendor = new();
    private readonly ServiceShell _shell;

    public JudgeTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public async Task What_a_judge_wants_better_is_written_again_with_its_notes()
    {
        await BeginAsync(Letter, "0.5", "0.9");
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
        Assert.Equal(
            [
                "Write to name 1.", "Judge this for name 1: draft 1",
                "Write to name 1. Better: notes 1", "Judge this for name 1: draft 2",
            ],
            Prompts());
        Assert.Equal("draft 2\n", File.ReadAllText(Directory.GetFiles(_shell.Shell.PathOf("out")).Single()));
        Assert.Contains("revised", _shell.Say("spend").Output, StringComparison.Ordinal);
        _shell.Run();
        Assert.Equal(4, _shell.Requests.Count);
    }

    [Fact]
    public async Task What_never_passes_waits_for_a_person_with_the_judges_last_words()
    {
        await BeginAsync(Letter, "0.1", "0.2", "0.3");
        var (code, output, error) = _shell.Run();
        Assert.Equal(5, code);
        Assert.Contains("letter: notes 3", output + error, StringComparison.Ordinal);
        Assert.Equal(6, _shell.Requests.Count);
        Assert.False(Directory.Exists(_shell.Shell.PathOf("out")));
    }

    [Fact]
    public async Task Whoever_says_keep_gets_the_best_of_all_tries()
    {
        await BeginAsync(Letter.Replace("else: review", "else: keep", StringComparison.Ordinal), "0.1", "0.7", "0.3");
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
        Assert.Equal("draft 2\n", File.ReadAllText(Directory.GetFiles(_shell.Shell.PathOf("out")).Single()));
    }

    [Fact]
    public async Task A_rule_that_fails_is_judged_by_nobody()
    {
        await BeginAsync(Letter.Replace("1 and 50", "10 and 50", StringComparison.Ordinal), "1");
        Assert.Equal(5, _shell.Run().Code);
        Assert.Equal(3, _shell.Requests.Count);
    }

    [Fact]
    public async Task A_condition_on_the_answer_itself_costs_nothing_and_its_notes_come_back()
    {
        await _shell.BeginAsync(1, """
                view:
                  ask: "View {{line}}.{{#if notes}} Better: {{notes}}{{/if}}"
                  model: openai/gpt-6-luna
                  output: { faults: [text], notes: text }
                  gate: { pass: count(faults) = 0, revise: 1, else: review }
            """);
        _shell.Answers = (request, count) => _vendor.Answer(request, new(Text: count == 1
            ? """{"faults":["a"],"notes":"mend a"}"""
            : """{"faults":[],"notes":""}"""));
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
        Assert.Equal(["View name 1.", "View name 1. Better: `count(faults)` is 1, and should be = 0: mend a"],
            Prompts());
    }

    [Theory]
    [InlineData("pass: scor >= 1", "`view` has no field `scor`; did you mean `score`?")]
    [InlineData("{ ask: \"{{veiw}}\", pass: score >= 1 }", "unknown name `veiw`; did you mean `view`?")]
    public async Task What_a_gate_names_is_there_or_nothing_is_sent(string gate, string line)
    {
        await _shell.BeginAsync(1, $$$"""
                view:
                  ask: "View {{line}}."
                  model: openai/gpt-6-luna
                  output: { score: number }
                  gate: {{{(gate.StartsWith('{') ? gate : $"{{ {gate} }}")}}}
            """);
        var (code, _, error) = _shell.Run();
        Assert.Equal(2, code);
        Assert.Contains(line, error, StringComparison.Ordinal);
        Assert.Empty(_shell.Requests);
    }

    private IEnumerable<string> Prompts() =>
        _shell.Requests.Select(request => _vendor.PromptOf(request).Split("\n\nAnswer with")[0]);

    // Drafts are numbered; the judge gives the scores one after the other, each with notes.
    private async Task BeginAsync(string stages, params string[] scores)
    {
        await _shell.BeginAsync(1, stages);
        var (drafts, judged) = (0, 0);
        _shell.Answers = (request, _) => _vendor.Answer(request, new(
            Text: _vendor.PromptOf(request).StartsWith("Judge", StringComparison.Ordinal)
                ? $$"""{"score": {{scores[judged]}}, "notes": "notes {{++judged}}"}"""
                : $"draft {++drafts}"));
    }
}
