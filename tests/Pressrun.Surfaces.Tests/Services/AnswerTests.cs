using System.Text.Json;
using Pressrun.Adapters.Tests.Services.Fakes;

namespace Pressrun.Surfaces.Tests.Services;

/// <summary>Answers with a form, answers cut off, and answers that are none.</summary>
public sealed class AnswerTests : IAsyncDisposable
{
    private const string Shaped = """
            view:
              ask: "Judge {{line}}."
              model: openai/gpt-6-luna
              output: { score: number, notes: text, sources: [url] }
              with: { max_tokens: 300 }
            mail:
              needs: view
              ask: "Mail {{view.score}}: {{view.notes}} {{#each view.sources}}<{{this}}>{{/each}}"
              model: openai/gpt-6-luna
              save: "out/{{key}}.txt"
        """;

    private const string Plain = """
            letter:
              ask: "Write to {{line}}."
              model: openai/gpt-6-luna
              with: { max_tokens: 300 }
              save: "out/{{key}}.txt"
        """;

    private readonly OpenAiChat _vendor = new();
    private readonly ServiceShell _shell;

    public AnswerTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    public async Task An_answer_has_the_form_that_was_asked_for_and_its_fields_have_names()
    {
        await BeginAsync(Shaped, _ =>
            """{"score": 0.9, "notes": "Fine.", "sources": ["https://a.example/x"], "more": 1}""");
        Succeeds();
        var schema = _shell.Requests.First().Body.GetProperty("response_format").GetProperty("json_schema");
        Assert.True(schema.GetProperty("strict").GetBoolean());
        Assert.Equal(["score", "notes", "sources"],
            schema.GetProperty("schema").GetProperty("required").EnumerateArray().Select(name => name.GetString()));
        Assert.Contains("Mail 0.9: Fine. <https://a.example/x>", _vendor.PromptOf(_shell.Requests.Last()));
        Assert.Equal(2, _shell.Requests.Count);
    }

    [Fact]
    public async Task A_stage_runs_over_a_list_inside_an_answer()
    {
        await BeginAsync("""
                cards:
                  ask: "Cards for {{line}}."
                  model: openai/gpt-6-luna
                  output: { title: text, cards: [{ front: text, back: { text: text } }] }
                card:
                  each: cards.cards
                  ask: "Explain {{part.front}}: {{part.back.text}} ({{part.number}}) of {{cards.title}}."
                  model: openai/gpt-6-luna
                  save: "out/{{key}}-{{part.number}}.txt"
            """, count => count == 1
            ? """{"title":"T","cards":[{"front":"a","back":{"text":"A"}},{"front":"b","back":{"text":"B"}}]}"""
            : $"answer {count}");
        Succeeds();
        Assert.Equal(["Explain a: A (1) of T.", "Explain b: B (2) of T."],
            _shell.Requests.Skip(1).Select(_vendor.PromptOf).Order(StringComparer.Ordinal));
        Assert.Equal(2, Directory.GetFiles(_shell.Shell.PathOf("out")).Length);
    }

    [Fact]
    public async Task A_fence_around_it_is_passed_over()
    {
        await BeginAsync(Shaped, _ =>
            "Here you {are}:\n```json\n{\"score\": 1, \"notes\": \"a\", \"sources\": []}\n```\nBye.");
        Succeeds();
    }

    [Fact]
    public async Task What_does_not_fit_is_asked_again_with_the_reason_and_paid_each_time()
    {
        await BeginAsync(Shaped, count => count == 1
            ? """{"score": "high", "sources": ["ftp://a"]}"""
            : """{"score": 1, "notes": "a", "sources": []}""");
        Succeeds();
        Assert.Equal(3, _shell.Requests.Count);
        Assert.Contains("`score` must be a number; `notes` is missing; `sources[0]` must be an address",
            _vendor.PromptOf(_shell.Requests.ElementAt(1)));
    }

    [Fact]
    public async Task What_never_fits_fails_its_item_and_is_never_passed_on()
    {
        await BeginAsync(Shaped, _ => "I would rather not.");
        var (code, output, error) = _shell.Run();
        Assert.Equal(1, code);
        Assert.Contains("openai/gpt-6-luna answered 3 times in another form than `output` says, the last time because "
            + "it is not one JSON object", output + error);
        Assert.Equal(3, _shell.Requests.Count);
        _shell.Run();
        Assert.Equal(3, _shell.Requests.Count);
    }

    [Fact]
    public async Task Answers_that_were_no_use_hold_a_stage_once_and_not_those_that_are_tried_after_them()
    {
        await _shell.BeginAsync(8, Shaped.Replace("view:", "view:\n      limits: 1 at once", StringComparison.Ordinal));
        _shell.Answers = (request, _) => _vendor.Answer(request, new(Text: "I would rather not."));
        var (code, output, error) = _shell.Run();
        Assert.Equal(1, code);
        Assert.Contains("is not one JSON object; what was answered is not asked again, so change the prompt",
            output + error);
        _shell.Answers = (request, _) => _vendor.Answer(
            request, new(Text: """{"score": 1, "notes": "a", "sources": []}"""));
        (_, output, error) = _shell.Run("retry");
        Assert.DoesNotContain("is held", output + error);
        Assert.InRange(Directory.GetFiles(_shell.Shell.PathOf("out")).Length, 1, 3);
    }

    [Fact]
    public async Task What_is_paid_again_is_counted_without_the_files_that_are_written_beside_it()
    {
        await _shell.BeginAsync(5, Plain);
        _shell.Answers = (request, _) => _vendor.Answer(request, new());
        Succeeds();
        var paid = _shell.Billed / 1_000_000m;
        var file = _shell.Shell.PathOf("letters.yaml");
        File.WriteAllText(file, File.ReadAllText(file).Replace(
            "Write to", "Wrote to", StringComparison.Ordinal));
        var (code, _, error) = _shell.Run();
        Assert.Equal(2, code);
        Assert.Contains(FormattableString.Invariant($"About ${paid} is paid again"), error);
    }

    [Fact]
    public async Task A_field_nobody_asked_for_is_found_before_anything_is_sent()
    {
        await BeginAsync(Shaped.Replace("view.notes", "view.nodes", StringComparison.Ordinal), _ => "");
        var (code, _, error) = _shell.Run();
        Assert.Equal(2, code);
        Assert.Contains("`view` has no field `nodes`; did you mean `notes`?", error);
        Assert.Empty(_shell.Requests);
    }

    [Fact]
    public async Task A_text_cut_off_is_continued_where_it_stopped()
    {
        await BeginAsync(Plain, _ => "");
        _shell.Answers = (request, count) => count switch
        {
            1 => Cut(request, "Dear Ann, I wr"),
            2 => Cut(request, "ite to you bec"),
            _ => _vendor.Answer(request, new(Text: "ause I can.")),
        };
        Succeeds();
        Assert.Equal("Dear Ann, I write to you because I can.", Saved());
        Assert.Contains("Dear Ann, I write to you bec", _vendor.PromptOf(_shell.Requests.Last()));
    }

    [Fact]
    public async Task A_form_cut_off_is_asked_again_with_room_for_more()
    {
        await BeginAsync(Shaped, _ => "");
        _shell.Answers = (request, count) => count == 1
            ? Cut(request, "{\"score\": 1, \"no")
            : _vendor.Answer(request, new(Text: """{"score": 1, "notes": "a", "sources": []}"""));
        Succeeds();
        Assert.Equal([300, 600], _shell.Requests.Take(2)
            .Select(request => request.Body.GetProperty("max_completion_tokens").GetInt32()));
    }

    [Fact]
    public async Task What_is_cut_off_for_ever_is_never_passed_on()
    {
        await BeginAsync(Plain, _ => "");
        _shell.Answers = (request, _) => Cut(request, "and so on ");
        var (code, output, error) = _shell.Run();
        Assert.Equal(1, code);
        Assert.Contains("stopped at its length limit again and again; allow it more with `max_tokens`", output + error);
        Assert.False(Directory.Exists(_shell.Shell.PathOf("out")));
        Assert.Equal(8, _shell.Requests.Count);
    }

    [Fact]
    public async Task Nothing_is_no_answer_and_asked_for_again()
    {
        await BeginAsync(Plain, count => count == 1 ? " \n" : "Dear Ann");
        Succeeds();
        Assert.Equal((2, "Dear Ann"), (_shell.Requests.Count, Saved()));
    }

    [Fact]
    public async Task A_model_that_declines_fails_its_item_with_its_words()
    {
        await BeginAsync(Plain, _ => "");
        _shell.Answers = (request, _) => Declined(request);
        var (code, output, error) = _shell.Run();
        Assert.Equal(1, code);
        Assert.Contains("openai/gpt-6-luna declined to answer: I can't help with that.", output + error);
        Assert.Single(_shell.Requests);
    }

    [Fact]
    public async Task Offline_a_form_is_filled_too()
    {
        await BeginAsync("""
                view:
                  ask: "Judge it.\n\n{{line}} came by the river. It was late, and all lamps were lit in the town."
                  model: openai/gpt-6-luna
                  output: { score: number, good: yes-no, notes: text, sources: [url] }
                  save: "out/{{key}}.json"
            """, _ => "");
        var (code, output, error) = _shell.Run("run", "--offline");
        Assert.True(code == 0, output + error);
        using var saved = JsonDocument.Parse(File.ReadAllText(
            Directory.GetFiles(_shell.Shell.PathOf("offline/out")).Single()));
        Assert.Equal(3, saved.RootElement.GetProperty("sources").GetArrayLength());
        Assert.Empty(_shell.Requests);
    }

    private Task BeginAsync(string stages, Func<int, string> says)
    {
        _shell.Answers = (request, count) => _vendor.Answer(request, new(Text: says(count)));
        return _shell.BeginAsync(1, stages);
    }

    private void Succeeds()
    {
        var (code, output, error) = _shell.Run();
        Assert.True(code == 0, output + error);
    }

    private string Saved() => File.ReadAllText(Directory.GetFiles(_shell.Shell.PathOf("out")).Single()).TrimEnd();

    private FakeReply Cut(FakeRequest request, string text)
    {
        var whole = System.Text.Encoding.UTF8.GetString(_vendor.Answer(request, new(Text: text)).Body);
        return new(200, whole.Replace("\"stop\"", "\"length\"", StringComparison.Ordinal)) { Micros = 1 };
    }

    private FakeReply Declined(FakeRequest request)
    {
        var whole = System.Text.Encoding.UTF8.GetString(_vendor.Answer(request, new(Text: "")).Body);
        return new(200, whole.Replace(
            "\"refusal\":null", "\"refusal\":\"I can't help with that.\"", StringComparison.Ordinal));
    }
}
