using System.Text.Json;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Surfaces.Tests.Services;

namespace Pressrun.Surfaces.Tests.Gates;

/// <summary>Research whose sources are held against what the search returned, over a socket.</summary>
[Trait("Row", "EPI-31")]
public sealed class CitationTests : IAsyncDisposable
{
    private const string Stage = """
            research:
              ask: "Search for {{line}}.{{#if notes}} Better: {{notes}}{{/if}}"
              model: perplexity/sonar
              output: { facts: [text], sources: [url] }
              gate: { check: facts cite sources, revise: 1, else: review }
              save: "out/{{key}}.json"
        """;

    private const string Good =
        """{"facts":["Owls hear. [1]"],"sources":["https://night.example/owls"],"found":["https://lie.example/"]}""";

    private const string Planted =
        """
        {"facts":["Bats hear. [1]"],
         "sources":["https://night.example/bats"],"found":["https://night.example/bats"]}
        """;

    private readonly PerplexityAgent _vendor = new();
    private readonly ServiceShell _shell;

    public CitationTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public async Task A_planted_source_is_revised_once_and_what_then_is_true_is_kept_with_what_was_found()
    {
        await BeginAsync(Planted, Good);
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
        Assert.Contains("Better: The search did not return “https://night.example/bats”: name only addresses",
            _vendor.PromptOf(_shell.Requests.Last()), StringComparison.Ordinal);
        using var saved = JsonDocument.Parse(File.ReadAllText(Directory.GetFiles(_shell.Shell.PathOf("out")).Single()));
        Assert.Equal(PerplexityAgent.Found,
            saved.RootElement.GetProperty("found").EnumerateArray().Select(address => address.GetString()!));
    }

    [Fact]
    public async Task A_source_planted_again_waits_for_a_person()
    {
        await BeginAsync(Planted, Planted);
        var (code, output, error) = _shell.Run();
        Assert.Equal(5, code);
        Assert.Contains("The search did not return", output + error, StringComparison.Ordinal);
        Assert.Equal(2, _shell.Requests.Count);
        Assert.False(Directory.Exists(_shell.Shell.PathOf("out")));
    }

    [Fact]
    public async Task A_fenced_answer_is_read_without_the_line_behind_it()
    {
        await BeginAsync($"Here it is:\n```json\n{Good}\n```");
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
    }

    [Theory]
    [InlineData("{ facts: [text], sources: [url] }", "{ facts: [text], links: [url] }", "`facts` and `sources`")]
    [InlineData("sources: [url] }", "sources: [url], found: [url] }", "adds the field `found`")]
    [InlineData("sources: [url] }", "sources: [text] }", "`facts` and `sources`")]
    public async Task What_cannot_be_checked_is_refused_before_anything_is_sent(string old, string now, string line)
    {
        await _shell.BeginAsync(1, Stage.Replace(old, now, StringComparison.Ordinal));
        var (code, _, error) = _shell.Run();
        Assert.Equal(2, code);
        Assert.Contains(line, error, StringComparison.Ordinal);
        Assert.Empty(_shell.Requests);
    }

    [Fact]
    public async Task A_model_that_does_not_search_cannot_be_checked()
    {
        await using var shell = new ServiceShell(new OpenAiChat());
        await shell.BeginAsync(1, Stage.Replace("perplexity/sonar", "openai/gpt-6-luna", StringComparison.Ordinal));
        var (code, _, error) = shell.Run();
        Assert.Equal(2, code);
        Assert.Contains("`openai/gpt-6-luna` does not say what it searched and found", error, StringComparison.Ordinal);
        Assert.Empty(shell.Requests);
    }

    private async Task BeginAsync(params string[] answers)
    {
        await _shell.BeginAsync(1, Stage);
        _shell.Answers = (request, count) => _vendor.Answer(request, new(Text: answers[count - 1]));
    }
}
