using System.Diagnostics;
using System.IO.Compression;
using System.Text.Json;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Pipelines.Items;
using Pressrun.Surfaces.Tests.FirstRun;
using Pressrun.Surfaces.Tests.Targets;

namespace Pressrun.Surfaces.Tests.Books;

/// <summary>The shipped book, written by <c>init</c> and made offline.</summary>
public sealed class BookTests
{
    private const string Checker = "/usr/bin/epubcheck";
    private const int Chapters = 6;

    private static readonly bool IsFull = Environment.GetEnvironmentVariable("PRESSRUN_CHECK") == "full";
    private static readonly bool HasFullSets = Environment.GetEnvironmentVariable("PRESSRUN_FULL_SETS") == "1";

    [Fact]
    [Trait("Row", "BOOK-30")]
    public void One_command_makes_a_whole_book_of_chapters_in_their_order()
    {
        using var shell = Make();
        Notes.Run(shell, 0, "run", "book.yaml", "--offline");
        var chapters = Enumerable.Range(1, Chapters).Select(number => Notes.Read(shell, $"offline/book/{number}.md"));
        Assert.Equal(Chapters, chapters.Distinct(StringComparer.Ordinal).Count());
        Assert.StartsWith("At eleven minutes past four", Notes.Read(shell, "offline/book/1.md"),
            StringComparison.Ordinal);
        var page = Notes.Read(shell, "offline/book/book.html");
        string[] titles = ["The Clock Stops", "What the Ledger Said", "Across the Standing Sea", "The Lender",
            "Seven Notes and a Rest", "High Water"];
        var places = Array.ConvertAll(titles, title => page.IndexOf($"<h2>{title}</h2>", StringComparison.Ordinal));
        Assert.All(places, place => Assert.True(place > 0));
        Assert.Equal(places.Order(), places);
    }

    [Fact]
    public void What_stand_ins_wrote_says_so_in_the_page_and_in_the_book()
    {
        using var shell = Make();
        Notes.Run(shell, 0, "run", "book.yaml", "--offline");
        Assert.Contains("stand-ins", Notes.Read(shell, "offline/book/book.html"), StringComparison.Ordinal);
        using var book = ZipFile.OpenRead(shell.PathOf("offline/book/book.epub"));
        Assert.Contains(book.Entries, entry =>
            new StreamReader(entry.Open()).ReadToEnd().Contains("stand-ins", StringComparison.Ordinal));
        Assert.False(Directory.Exists(shell.PathOf("book")));
    }

    [Fact]
    public void Two_runs_give_the_same_book_to_the_byte_and_a_third_has_nothing_to_do()
    {
        using var first = Make();
        using var second = Make();
        Notes.Run(first, 0, "run", "book.yaml", "--offline");
        Notes.Run(second, 0, "run", "book.yaml", "--offline", "--workers", "1");
        Assert.Equal(first.Tree("offline"), second.Tree("offline"));
        Assert.Contains("nothing to do", Notes.Run(first, 0, "run", "book.yaml", "--offline"),
            StringComparison.Ordinal);
        Assert.Equal(second.Tree("offline"), first.Tree("offline"));
    }

    [Fact]
    [Trait("Row", "BOOK-01")]
    public void The_outline_is_the_same_as_markdown_as_text_and_as_yaml()
    {
        using var shell = Make();
        var markdown = Inputs("outline.md");
        Assert.Equal(Chapters, markdown.Count);
        Assert.Equal(markdown, Inputs("outlines/book.txt"));
        Assert.Equal(markdown, Inputs("outlines/book.yaml"));

        List<string> Inputs(string from) =>
            [.. ItemReader.Read(new(from, shell.Folder)).Source.Read().Select(item => item.Input)];
    }

    [Fact]
    [Trait("Row", "BOOK-02")]
    public void Name_and_genre_can_be_set_from_outside()
    {
        using var shell = Make();
        Notes.Run(shell, 0, "run", "book.yaml", "--offline", "--set", "name=my-book", "--set", "genre=noir");
        Assert.True(File.Exists(shell.PathOf("offline/book/my-book.epub")));
        Assert.Contains("of the noir book", Notes.Run(shell, 0, "show", "latest/1/draft", "--prompt"),
            StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "BOOK-03")]
    public void Two_chapters_are_written_without_the_others()
    {
        using var shell = Make();
        Notes.Run(shell, 0, "run", "book.yaml", "--offline", "--items", "1-2");
        Assert.True(File.Exists(shell.PathOf("offline/book/2.md")));
        Assert.False(File.Exists(shell.PathOf("offline/book/3.md")));
    }

    [Fact]
    [Trait("Row", "BOOK-07")]
    public void Without_a_key_nothing_is_sent_and_both_ways_out_are_said()
    {
        using var shell = Make();
        var (code, _, error) = shell.Run("run", "book.yaml");
        Assert.Equal(4, code);
        Assert.Contains("--offline", error, StringComparison.Ordinal);
        Assert.Contains("GROQ_API_KEY", error, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Row", "BOOK-12")]
    public async Task Killed_again_and_again_it_comes_to_the_same_book()
    {
        using var calm = Make();
        Notes.Run(calm, 0, "run", "book.yaml", "--offline");
        var expected = calm.Tree("offline");
        var draws = new Random(5);
        for (var kills = 0; kills < (IsFull ? 20 : 2);)
        {
            // A life that comes to its end before it is killed is compared, and the work begins anew.
            using var shell = Make();
            var code = -1;
            while (code != 0)
            {
                code = await LiveAsync(shell, TimeSpan.FromMilliseconds(300 + draws.Next(2_000)));
                Assert.True(code is 0 or 137, $"exit code {code}");
                kills += code == 137 ? 1 : 0;
            }

            Assert.Equal(expected, shell.Tree("offline"));
        }
    }

    [Fact]
    public async Task The_formats_own_checker_has_nothing_to_say_to_the_offline_book()
    {
        Assert.SkipUnless(IsFull, "It takes Java half a minute.");
        Assert.SkipUnless(File.Exists(Checker), "epubcheck is not installed: its Debian package has this name.");
        using var shell = Make();
        Notes.Run(shell, 0, "run", "book.yaml", "--offline");
        await CheckAsync(shell, "offline/book/book.epub");
    }

    [Theory]
    [Trait("Row", "BOOK-01")]
    [InlineData("sherlock-holmes", 12)]
    [InlineData("art-of-war", 13)]
    [InlineData("origin-of-species", 15)]
    public async Task An_outline_of_a_real_book_becomes_a_book(string outline, int chapters)
    {
        using var shell = Make();
        shell.Write("outline.md", File.ReadAllText(
            Path.Combine(SharedData.Folder("books"), $"{outline}.outline.md")));
        // These name their genre themselves, give no importance, and say little of each chapter.
        shell.Write("book.yaml", Notes.Read(shell, "book.yaml")
            .Replace("genre: fantasy, ", "", StringComparison.Ordinal)
            .Replace(", order: importance desc", "", StringComparison.Ordinal)
            .Replace("words between 200 and 600", "words between 1 and 600", StringComparison.Ordinal));
        var some = HasFullSets ? chapters : 3;
        Notes.Run(shell, 0, "run", "book.yaml", "--offline", "--limit", $"{some}");
        Assert.Equal(some, Directory.EnumerateFiles(shell.PathOf("offline/book"), "*.md")
            .Count(file => char.IsAsciiDigit(Path.GetFileName(file)[0])));
        if (HasFullSets)
        {
            using (var book = ZipFile.OpenRead(shell.PathOf("offline/book/book.epub")))
            {
                Assert.Equal(chapters, book.Entries.Count(entry =>
                    entry.Name.StartsWith("chapter-", StringComparison.Ordinal)));
            }

            await CheckAsync(shell, "offline/book/book.epub");
        }
    }

    private static Shell Make()
    {
        var shell = new Shell();
        Notes.Run(shell, 0, "init", "book");
        return shell;
    }

    private static async Task CheckAsync(Shell shell, string book)
    {
        using var process = Process.Start(new ProcessStartInfo(
            "java", ["-jar", Checker, book, "--json", "report.json"])
        {
            WorkingDirectory = shell.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        using var report = JsonDocument.Parse(Notes.Read(shell, "report.json"));
        var counts = report.RootElement.GetProperty("checker");
        Assert.True(counts.GetProperty("nFatal").GetInt32() + counts.GetProperty("nError").GetInt32()
            + counts.GetProperty("nWarning").GetInt32() == 0, string.Concat(said));
    }

    // The command as a process of its own, which may be killed.
    private static async Task<int> LiveAsync(Shell shell, TimeSpan killAfter)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "Pressrun.Cli.dll"), "run", "book.yaml", "--offline",
                "--progress", "none"])
        {
            WorkingDirectory = shell.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        })!;
        var said = Task.WhenAll(process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken),
            process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        await Task.WhenAny(process.WaitForExitAsync(TestContext.Current.CancellationToken), Task.Delay(killAfter));
        if (!process.HasExited)
        {
            process.Kill();
        }

        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await said;
        return process.ExitCode;
    }
}
