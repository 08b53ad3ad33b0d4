using System.Text;
using Pressrun.Model;
using Pressrun.Pipelines.Items;
using Pressrun.Running;
using static Pressrun.Surfaces.Tests.Items.Desktop;

namespace Pressrun.Surfaces.Tests.Items;

public sealed class LineTests
{
    [Fact]
    public void A_line_is_an_item_and_comments_are_none()
    {
        using var desktop = new Desktop().Put("topics.txt", "# what to write about\nSalt roads\r\n  The deep sea  \n");
        var reading = desktop.Read("topics.txt");
        Assert.Equal(["salt-roads", "the-deep-sea"], Keys(reading));
        Assert.Equal(["""{"line":"Salt roads"}""", """{"line":"The deep sea"}"""], Inputs(reading));
        Assert.Equal(["Salt roads", "The deep sea"], All(reading).Select(item => item.Title));
        Assert.Equal(["line"], reading.Fields);
        Assert.Equal(2, reading.Count);
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void Bad_blank_and_duplicate_lines_are_told_by_number_and_lose_only_themselves()
    {
        using var desktop = new Desktop().Put("urls.txt",
            "https://example.com/a\n\nthis is no address\nhttps://example.com/a\nhttp://\npages/b.html\n");
        var reading = desktop.Read("urls.txt");
        Assert.Equal(
            [
                "urls.txt:2: is blank",
                "urls.txt:3: `this is no address` is neither an address nor a path",
                "urls.txt:4: is the same as line 1",
                "urls.txt:5: `http://` is no complete web address",
            ],
            Notes(reading));
        Assert.Equal(["""{"url":"https://example.com/a"}""", """{"url":"pages/b.html"}"""], Inputs(reading));
        Assert.Equal(["url"], reading.Fields);
    }

    [Fact]
    public void The_key_of_an_address_does_not_depend_on_other_lines()
    {
        using var desktop = new Desktop()
            .Put("one.txt", "https://a.com/b/c\n")
            .Put("two.txt", "https://a.com/b-c\nhttps://a.com/b/c\n");
        var key = Keys(desktop.Read("one.txt")).Single();
        Assert.StartsWith("a-com-b-c-", key, StringComparison.Ordinal);
        Assert.Equal(key, Keys(desktop.Read("two.txt"))[1]);
        Assert.Equal(2, Keys(desktop.Read("two.txt")).Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Different_lines_that_spell_the_same_are_both_kept()
    {
        using var desktop = new Desktop().Put("topics.txt", "Salt roads\nSALT ROADS\n");
        var keys = Keys(desktop.Read("topics.txt"));
        Assert.Equal("salt-roads", keys[0]);
        Assert.Matches("^salt-roads-[0-9a-f]{10}$", keys[1]);
    }

    [Fact]
    public void The_hash_is_that_of_a_list_of_the_same_items_and_changes_with_any_of_them()
    {
        using var desktop = new Desktop()
            .Put("a.txt", "one\ntwo\n")
            .Put("b.txt", "# first\n\none\ntwo")
            .Put("c.txt", "one\ntwo!\n");
        var reading = desktop.Read("a.txt");
        Assert.Equal(ItemSource.Of(All(reading)).Hash, reading.Source.Hash);
        Assert.Equal(reading.Source.Hash, desktop.Read("b.txt").Source.Hash);
        Assert.NotEqual(reading.Source.Hash, desktop.Read("c.txt").Source.Hash);
    }

    [Fact]
    public void A_file_changed_after_it_was_read_is_not_taken_for_what_it_was()
    {
        using var desktop = new Desktop().Put("a.txt", "one\ntwo\n");
        var reading = desktop.Read("a.txt");
        desktop.Put("a.txt", "one\ntwo and a half\n");
        var refusal = Assert.Throws<PressrunException>(() => All(reading));
        Assert.Equal("a.txt: was changed while it was read. Run again.", refusal.Message);
    }

    [Fact]
    public void Standard_input_is_lines_or_objects_and_is_read_once()
    {
        var lines = Read("one\n\ntwo\n");
        Assert.Equal(["one", "two"], Keys(lines));
        Assert.Equal(["one", "two"], Keys(lines));
        Assert.Equal(["standard input:2: is blank"], Notes(lines));
        Assert.Equal(["""{"id":"x","n":1}"""], Inputs(Read("\n{ \"id\": \"x\", \"n\": 1 }\n")));

        static ItemReading Read(string text) =>
            ItemReader.Read(new("-", ".") { StandardInput = new StringReader(text) });
    }

    [Fact]
    public void A_mark_at_the_beginning_and_a_missing_end_of_line_do_no_harm()
    {
        using var desktop = new Desktop().Put("a.txt", [0xEF, 0xBB, 0xBF, .. "one\ntwo"u8]);
        Assert.Equal(["one", "two"], Keys(desktop.Read("a.txt")));
    }

    [Fact]
    public void A_line_too_long_loses_only_itself()
    {
        var long1 = new string('x', LineReader.LengthMax + 5);
        using var desktop = new Desktop().Put("a.txt", $"one\n{long1}{long1}\ntwo\n{long1}");
        var reading = desktop.Read("a.txt");
        Assert.Equal(["one", "two"], Keys(reading));
        Assert.Equal(["a.txt:2: is longer than 1 MB", "a.txt:4: is longer than 1 MB"], Notes(reading));
    }

    [Fact]
    public void A_line_at_the_limit_of_the_buffer_is_read_whole()
    {
        for (var length = LineReader.LengthMax - 2; length <= LineReader.LengthMax; length++)
        {
            using var desktop = new Desktop().Put("a.jsonl",
                $"{{\"id\":1}}{new string(' ', length - 8)}\n{{\"id\":2}}\n");
            Assert.Equal(["1", "2"], Keys(desktop.Read("a.jsonl")));
        }
    }

    [Fact]
    public void Notes_are_kept_up_to_a_limit_and_counted_beyond()
    {
        using var desktop = new Desktop().Put("a.txt", "one" + new string('\n', 3_001));
        var reading = desktop.Read("a.txt");
        Assert.Equal((1_000, 2_000, 1), (reading.Notes.Count, reading.NotesLeftOut, reading.Count));
    }

    [Fact]
    public void A_hundred_thousand_lines_are_read_twice_the_same()
    {
        var text = new StringBuilder();
        for (var i = 0; i < 100_000; i++)
        {
            text.Append("https://example.com/").Append(i).Append('\n');
        }

        using var desktop = new Desktop().Put("urls.txt", text.ToString());
        var reading = desktop.Read("urls.txt");
        Assert.Equal(100_000, reading.Count);
        Assert.Equal(100_000, Keys(reading).Distinct(StringComparer.Ordinal).Count());
        Assert.Empty(reading.Notes);
    }

    [Fact]
    public void An_item_that_no_journal_line_could_hold_is_left_out()
    {
        using var desktop = new Desktop().Put("a.txt", new string('x', 70_000) + "\nshort\n");
        var reading = desktop.Read("a.txt");
        Assert.Equal(["short"], Keys(reading));
        Assert.StartsWith("a.txt:1: has fields of 68 KB, and 60 KB is the most", Notes(reading)[0],
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_title_is_shortened_and_a_title_is_the_best_name_there_is()
    {
        using var desktop = new Desktop().Put("a.jsonl",
            $$"""
              {"url":"x.html","title":"{{new string('t', 300)}}"}
              {"url":"y.html","name":"Anna"}
              {"n":1}
              """);
        Item[] items = All(desktop.Read("a.jsonl"));
        Assert.Equal(201, items[0].Title!.Length);
        Assert.Equal("Anna", items[1].Title);
        Assert.Null(items[2].Title);
    }
}
