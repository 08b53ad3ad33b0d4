using System.Text;
using System.Text.Json;
using Pressrun.Adapters.Tests.Rigging;
using Pressrun.Pipelines.Items;
using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class OutlineTests
{
    private const string Lighthouse =
        """
        # The Lighthouse

        Genre: mystery
        A keeper finds a boat without a crew.

        ## Chapter 1: The Boat
        - importance: 5
        - An empty boat at dawn
          - its lamp still warm

        ### Scene two
        The keeper climbs down.

        ## Chapter 2: The Log
        - Pages are missing

        ## Chapter 3: The Storm
        importance: 4
        Wind from the north.
        """;

    [Fact]
    public void A_chapter_of_markdown_is_an_item_that_sees_its_neighbours()
    {
        using var desktop = new Desktop().Put("outline.md", Lighthouse);
        var reading = desktop.Read("outline.md");
        Assert.Equal(["1", "2", "3"], Keys(reading));
        Assert.Equal(["The Boat", "The Log", "The Storm"], All(reading).Select(item => item.Title));
        Assert.Equal(
            ["number", "title", "outline", "book", "neighbours", "about", "genre", "importance"], reading.Fields);
        Assert.Empty(reading.Notes);
        var log = FieldsOf(reading, 1);
        Assert.Equal(2, log.GetProperty("number").GetInt32());
        Assert.Equal("The Lighthouse", log.GetProperty("book").GetString());
        Assert.Equal("- Pages are missing", log.GetProperty("outline").GetString());
        Assert.Equal(
            """
            Before: chapter 1, The Boat
            - An empty boat at dawn
              - its lamp still warm

            ### Scene two
            The keeper climbs down.

            After: chapter 3, The Storm
            Wind from the north.
            """,
            log.GetProperty("neighbours").GetString());
    }

    [Fact]
    public void A_number_given_below_a_heading_is_a_field_and_a_text_is_a_note_too()
    {
        using var desktop = new Desktop().Put("outline.md",
            "# B\n## One\n**Importance:** 0.5\n* mood: dark\n* the keeper wakes\n* weather: fog\n## Two\n");
        var first = FieldsOf(desktop.Read("outline.md"), 0);
        Assert.Equal("0.5", first.GetProperty("importance").GetRawText());
        Assert.Equal("dark", first.GetProperty("mood").GetString());
        Assert.False(first.TryGetProperty("weather", out _));
        Assert.Equal("* mood: dark\n* the keeper wakes\n* weather: fog", first.GetProperty("outline").GetString());
    }

    [Fact]
    public void What_is_said_of_the_book_is_said_to_every_chapter_and_a_chapter_may_say_otherwise()
    {
        using var desktop = new Desktop().Put("outline.md",
            "# B\npov: Anna\nA long night.\n## One\n## Two\npov: Bo\n");
        var reading = desktop.Read("outline.md");
        Assert.Equal(["Anna", "Bo"], Texts(reading, "pov"));
        Assert.Equal(["pov: Anna\nA long night.", "pov: Anna\nA long night."], Texts(reading, "about"));
    }

    [Theory]
    [InlineData("## Chapter 12 - The Storm", 12, "The Storm")]
    [InlineData("## **Chapter IV: The Storm**", 4, "The Storm")]
    [InlineData("## chapter eleven. The Storm ##", 11, "The Storm")]
    [InlineData("## Kapitel 3 – Der Sturm", 3, "Der Sturm")]
    [InlineData("## Chapter 5 The Storm", 5, "The Storm")]
    [InlineData("## Chapter 7", 7, "Chapter 7")]
    [InlineData("## 9. The Storm", 9, "The Storm")]
    [InlineData("## Chapter House", 1, "Chapter House")]
    [InlineData("## Chapter XIIII: The Storm", 1, "Chapter XIIII: The Storm")]
    [InlineData("## 1984", 1, "1984")]
    public void A_number_is_read_as_people_write_it(string heading, int number, string title)
    {
        using var desktop = new Desktop().Put("outline.md", heading);
        var chapter = FieldsOf(desktop.Read("outline.md"), 0);
        Assert.Equal(number, chapter.GetProperty("number").GetInt32());
        Assert.Equal(title, chapter.GetProperty("title").GetString());
    }

    [Fact]
    public void Chapters_without_a_number_get_one_that_no_other_has()
    {
        using var desktop = new Desktop()
            .Put("a.md", "# B\n## Dawn\n## Noon\n")
            .Put("b.md", "# B\n## Prologue\n## Chapter 1: A\n## Interlude\n## Chapter 2: B\n## Chapter 3: C\n## End");
        Assert.Equal(["1", "2"], Keys(desktop.Read("a.md")));
        Assert.Equal(["0", "1", "7", "2", "3", "6"], Keys(desktop.Read("b.md")));
    }

    [Fact]
    public void Chapters_may_begin_with_one_mark_if_they_are_numbered()
    {
        using var desktop = new Desktop().Put("night-sky.md", "# Chapter 1: Dusk\n## Scene\n# Chapter 2: Dark\n");
        var reading = desktop.Read("night-sky.md");
        Assert.Equal(["Dusk", "Dark"], Texts(reading, "title"));
        Assert.Equal(["## Scene", ""], Texts(reading, "outline"));
        Assert.Equal("night-sky", Texts(reading, "book")[0]);
    }

    [Fact]
    public void A_heading_between_fences_is_a_note()
    {
        using var desktop = new Desktop().Put("outline.md", "# B\n## One\n```\n## Two\n```\n## Three\n");
        Assert.Equal(["One", "Three"], Texts(desktop.Read("outline.md"), "title"));
    }

    [Fact]
    public void Plain_text_with_numbered_chapters_is_an_outline()
    {
        using var desktop = new Desktop().Put("outline.txt",
            "The Lighthouse\n==============\nGenre: mystery\n\nChapter 1: The Boat\n  - importance: 5\n" +
            "  - An empty boat\n    - its lamp\n\nChapter 2: The Log\n\tPages are missing\n\tChapter 9: not here\n");
        var reading = desktop.Read("outline.txt");
        Assert.Equal(["1", "2"], Keys(reading));
        Assert.Equal(["The Lighthouse", "The Lighthouse"], Texts(reading, "book"));
        Assert.Equal(["- An empty boat\n  - its lamp", "Pages are missing\nChapter 9: not here"],
            Texts(reading, "outline"));
        Assert.Equal(["mystery", "mystery"], Texts(reading, "genre"));
        Assert.Equal(5, FieldsOf(reading, 0).GetProperty("importance").GetInt32());
    }

    [Fact]
    public void Markdown_in_a_text_file_is_the_same_outline()
    {
        using var desktop = new Desktop().Put("outline.md", Lighthouse).Put("outline.txt", Lighthouse);
        Assert.Equal(Inputs(desktop.Read("outline.md")), Inputs(desktop.Read("outline.txt")));
    }

    [Theory]
    [InlineData("Salt roads\nChapter 11: who pays for a bankruptcy\nThe deep sea\nChapter 7: farms\n")]
    [InlineData("Chapter 1 was hard\nChapter 2 was harder\n")]
    [InlineData("Chapter 1: The Boat\n")]
    [InlineData("# 1. News\nhttps://example.com/a\n# 2. Sport\nhttps://example.com/b\n")]
    [InlineData("# Chapter 1\nhttps://example.com/a\n# Chapter 2\nhttps://example.com/b\n")]
    public void Plain_text_that_only_mentions_chapters_remains_a_list(string text)
    {
        using var desktop = new Desktop().Put("a.txt", text);
        Assert.Single(desktop.Read("a.txt").Fields);
    }

    [Fact]
    public void Bad_headings_are_told_by_line_and_lose_only_themselves()
    {
        using var desktop = new Desktop().Put("outline.md",
            "# B\n## Chapter 1: A\n##\n## Chapter 1: Again\n## Chapter 2: C\nimportance: 1\nimportance: 2\n" +
            $"{new string('x', LineReader.LengthMax + 1)}\n## Chapter 3: D\n");
        var reading = desktop.Read("outline.md");
        Assert.Equal(["1", "3"], Keys(reading));
        Assert.Equal(
            [
                "outline.md:3: is a heading without words",
                "outline.md:4: has the number 1 of line 2; number one of the chapters anew",
                "outline.md:5: is a chapter that gives `importance` twice",
                "outline.md:8: is longer than 1 MB",
            ],
            Notes(reading));
        Assert.Equal(["After: chapter 3, D", "Before: chapter 1, A"], Texts(reading, "neighbours"));
    }

    [Theory]
    [InlineData("# B\n## One\n# C\n## Two\n",
        "outline.md:3: has a second title there. Only the book's begins with `#`; begin a chapter's with `##`.")]
    [InlineData("# B\nNothing but words.\n",
        "outline.md: is no list of items. For one item a file write a pattern, such as `*.md`.")]
    [InlineData("",
        "outline.md: is no list of items. For one item a file write a pattern, such as `*.md`.")]
    public void What_is_no_outline_is_refused(string text, string message)
    {
        using var desktop = new Desktop().Put("outline.md", text);
        Assert.Equal(message, desktop.Refusal("outline.md"));
    }

    [Fact]
    public void Long_notes_reach_their_own_chapter_whole_and_the_neighbours_cut()
    {
        var notes = string.Concat(Enumerable.Repeat("🦀", 4_500));
        using var desktop = new Desktop().Put("outline.md", $"# B\n## One\n{notes}\n## Two\n");
        var reading = desktop.Read("outline.md");
        Assert.Equal(notes, Texts(reading, "outline")[0]);
        var before = Texts(reading, "neighbours")[1];
        Assert.Equal($"Before: chapter 1, One\n{notes[..8_000]}…", before);
    }

    [Fact]
    public void Words_that_every_chapter_would_carry_are_not_without_limit()
    {
        using var desktop = new Desktop().Put("outline.md", $"# B\n{new string('x', 40_001)}\n## One\n");
        Assert.StartsWith("outline.md: has 40,001 characters before its first chapter, and 40,000 are the most",
            desktop.Refusal("outline.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a.md")]
    [InlineData("a.txt")]
    public void Whatever_a_file_holds_it_gives_chapters_notes_or_a_refusal(string name)
    {
        string[] pieces =
        [
            "# ", "## ", "### ", "##", "Chapter 1: ", "Chapter 2", "Chapter II. ", "\n", "\n", "- ", "  ", "\t", "x",
            "importance: 5", "id: 7", "**", ":", "```", "---", "日", "\u2028", "\r", "title: T", "url: http://a.b/c",
        ];
        using var desktop = new Desktop();
        var random = new Random(7);
        var chapters = 0;
        for (var round = 0; round < 600; round++)
        {
            var text = new StringBuilder("Chapter 1: A\n## Chapter 1: A\nChapter 2: B\n");
            for (var left = random.Next(12); left > 0; left--)
            {
                text.Append(pieces[random.Next(pieces.Length)]);
            }

            desktop.Put(name, text.ToString());
            try
            {
                var reading = desktop.Read(name);
                Assert.Equal(reading.Count, Keys(reading).Distinct(StringComparer.Ordinal).Count());
                chapters += reading.Count;
            }
            catch (PressrunException refusal)
            {
                Assert.StartsWith(name, refusal.Message, StringComparison.Ordinal);
            }
        }

        Assert.True(chapters > 300, $"Only {chapters} chapters could be read: the test says little.");
    }

    [Theory]
    [InlineData("origin-of-species", 15, "The Origin of Species")]
    [InlineData("sherlock-holmes", 12, "The Adventures of Sherlock Holmes")]
    [InlineData("art-of-war", 13, "The Art of War")]
    public void A_real_outline_gives_every_chapter(string name, int count, string book)
    {
        var folder = SharedData.Folder("books");
        var reading = ItemReader.Read(new($"{name}.outline.md", folder));
        Assert.Empty(reading.Notes);
        Assert.Equal(Enumerable.Range(1, count).Select(number => $"{number}"), Keys(reading));
        Assert.All(Texts(reading, "book"), text => Assert.Equal(book, text));
        Assert.Equal(["author", "genre", "premise"], reading.Fields.Skip(6).Order(StringComparer.Ordinal).Take(3));
    }

    private static JsonElement FieldsOf(ItemReading reading, int place) => JsonElement.Parse(Inputs(reading)[place]);

    private static string[] Texts(ItemReading reading, string field) =>
        [.. Inputs(reading).Select(input => JsonElement.Parse(input).GetProperty(field).GetString()!)];
}
