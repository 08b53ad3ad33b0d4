using System.IO.Compression;
using Pressrun.Adapters.Tests.Services.Fakes;
using Pressrun.Surfaces.Tests.Services;
using Pressrun.Surfaces.Tests.Targets;

namespace Pressrun.Surfaces.Tests.Books;

/// <summary>The shipped book, written by a model behind a real socket that bills what it answers.</summary>
public sealed class PaidBookTests : IAsyncDisposable
{
    // One bible, one look at continuity, and for each chapter a draft, two editors, the rewriting and the judge.
    private const int Calls = 1 + (6 * 5) + 1;

    // Without limits: nothing here is about waiting for them.
    private readonly VllmChat _vendor = new();
    private readonly ServiceShell _shell;

    public PaidBookTests() => _shell = new(_vendor);

    public async ValueTask DisposeAsync() => await _shell.DisposeAsync();

    [Fact]
    [Trait("Row", "BOOK-16")]
    public async Task Every_call_is_paid_once_and_a_second_run_pays_nothing()
    {
        await BeginAsync();
        Run(0, "run", "book.yaml");
        Assert.Equal(Calls, _shell.Requests.Count);
        Run(0, "run", "book.yaml");
        Assert.Equal(Calls, _shell.Requests.Count);
    }

    [Fact]
    [Trait("Row", "BOOK-15")]
    public async Task One_worker_asks_what_ten_ask_and_gets_the_same_book()
    {
        await BeginAsync();
        Run(0, "run", "book.yaml", "--workers", "10");
        var (prompts, tree) = (Prompts().Order(StringComparer.Ordinal).ToList(), _shell.Shell.Tree("book"));
        Directory.Delete(_shell.Shell.PathOf(".pressrun"), recursive: true);
        Directory.Delete(_shell.Shell.PathOf("book"), recursive: true);
        Run(0, "run", "book.yaml", "--workers", "1");
        Assert.Equal(prompts, Prompts().Skip(Calls).Order(StringComparer.Ordinal));
        Assert.Equal(tree, _shell.Shell.Tree("book"));
    }

    [Fact]
    [Trait("Row", "BOOK-20")]
    public async Task Climax_opening_and_ending_are_begun_first()
    {
        await BeginAsync();
        Run(0, "run", "book.yaml", "--workers", "1");
        Assert.Equal([5, 1, 6, 3, 4, 2], Prompts().Where(IsDraft).Select(ChapterOf));
    }

    [Fact]
    [Trait("Row", "BOOK-31")]
    public async Task Each_chapter_is_written_from_the_bible_and_what_its_neighbours_are_about()
    {
        await BeginAsync();
        Run(0, "run", "book.yaml");
        Assert.StartsWith("You keep the bible", Prompts().First(), StringComparison.Ordinal);
        Assert.All(Prompts().Where(IsDraft), prompt =>
            Assert.Contains("THE BIBLE OF THE BOOK", prompt, StringComparison.Ordinal));
        var third = Prompts().Single(prompt => IsDraft(prompt) && ChapterOf(prompt) == 3);
        Assert.Contains("Before: chapter 2, What the Ledger Said", third, StringComparison.Ordinal);
        Assert.Contains("After: chapter 4, The Lender", third, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "BOOK-32")]
    public async Task A_chapter_that_turns_in_circles_is_written_again_with_the_reason()
    {
        await BeginAsync();
        var answers = _shell.Answers;
        var isFirst = 1;
        _shell.Answers = (request, count) => _vendor.PromptOf(request) is var prompt && IsRewriting(prompt)
            && ChapterOf(prompt) == 4 && Interlocked.Exchange(ref isFirst, 0) == 1
                ? _vendor.Answer(request, new(Text: string.Concat(Enumerable.Repeat(
                    "The tide came in and the tide went out and nobody said a word about it. ", 20)).Trim()))
                : answers(request, count);
        Run(0, "run", "book.yaml");
        Assert.Equal(Calls + 1, _shell.Requests.Count);
        Assert.Contains("Your last version was not good enough",
            Prompts().Last(prompt => IsRewriting(prompt) && ChapterOf(prompt) == 4), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "BOOK-33")]
    public async Task A_chapter_tried_again_is_all_that_is_bought_and_the_book_is_joined_anew()
    {
        await BeginAsync();
        var answers = _shell.Answers;
        _shell.Answers = (request, count) => _vendor.PromptOf(request) is var prompt && IsDraft(prompt)
            && ChapterOf(prompt) == 3 ? new FakeReply(400, """{"error":{"message":"no"}}""") : answers(request, count);
        Run(1, "run", "book.yaml");
        Assert.Equal(5, ChaptersInBook());
        var before = _shell.Requests.Count;
        _shell.Answers = answers;
        Run(0, "retry", "book.yaml", "--items", "3");
        var bought = Prompts().Skip(before).ToList();
        Assert.All(bought.Where(prompt => IsDraft(prompt) || IsRewriting(prompt)), prompt =>
            Assert.Equal(3, ChapterOf(prompt)));
        // The five of the chapter, and the one that reads the whole book.
        Assert.Equal(6, bought.Count);
        Assert.Equal(6, ChaptersInBook());
    }

    private static bool IsDraft(string prompt) => prompt.StartsWith("You are a novelist", StringComparison.Ordinal);

    private static bool IsRewriting(string prompt) =>
        prompt.StartsWith("You revise a chapter", StringComparison.Ordinal);

    private static int ChapterOf(string prompt)
    {
        var mark = IsRewriting(prompt) ? ": chapter " : "Write chapter ";
        return prompt[prompt.IndexOf(mark, StringComparison.Ordinal) + mark.Length] - '0';
    }

    // 300 words, none of which stands four times beside the same others.
    private static string Text(int chapter) => string.Join(' ', Enumerable.Range(1, 30).Select(sentence =>
        $"Wave{chapter}x{sentence} met stone{sentence * 7} while bell{sentence * 3} told keeper{sentence + chapter} "
        + $"of harbour{sentence * 5} again."));

    private async Task BeginAsync()
    {
        await _shell.BeginAsync(1, "  none: { render: x }");
        File.Delete(_shell.Shell.PathOf("letters.yaml"));
        Notes.Run(_shell.Shell, 0, "init", "book");
        var lines = Notes.Read(_shell.Shell, "book.yaml").Split('\n')
            .Where(line => !line.StartsWith("  anthropic:", StringComparison.Ordinal))
            .Select(line => line.StartsWith("  groq:", StringComparison.Ordinal)
                ? $"  own: {{ kind: {_shell.Kind}, key: env:VENDOR_KEY, url: \"{_shell.Address}\" }}"
                : line.Replace(
                    "groq/openai/gpt-oss-120b, anthropic/claude-sonnet-5-5", "own/some", StringComparison.Ordinal));
        _shell.Shell.Write("book.yaml", string.Join('\n', lines));
        _shell.Answers = (request, _) => _vendor.Answer(request, new(Text: _vendor.PromptOf(request) switch
        {
            var prompt when prompt.StartsWith("You keep the bible", StringComparison.Ordinal) =>
                "THE BIBLE OF THE BOOK.",
            var prompt when IsDraft(prompt) => $"Draft of {ChapterOf(prompt)}. {Text(ChapterOf(prompt))}",
            var prompt when IsRewriting(prompt) => Text(ChapterOf(prompt)),
            var prompt when prompt.StartsWith("You are the continuity", StringComparison.Ordinal) =>
                """{"items": [], "notes": ""}""",
            _ => """{"score": 0.9, "notes": "fine"}""",
        }));
    }

    private void Run(int code, params string[] words)
    {
        var (ended, output, error) = _shell.Say([.. words, "--allow-unknown-price"]);
        Assert.True(ended == code, $"exit code {ended}: {output}{error}");
    }

    private int ChaptersInBook()
    {
        using var book = ZipFile.OpenRead(_shell.Shell.PathOf("book/book.epub"));
        return book.Entries.Count(entry => entry.Name.StartsWith("chapter-", StringComparison.Ordinal));
    }

    private IEnumerable<string> Prompts() => _shell.Requests.Select(_vendor.PromptOf);
}
