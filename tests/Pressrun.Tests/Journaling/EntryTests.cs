using System.Text;
using Pressrun.Journaling;
using Pressrun.Model;

namespace Pressrun.Tests.Journaling;

public sealed class EntryTests
{
    public static TheoryData<int> Places => [.. Enumerable.Range(0, Samples.All().Count)];

    [Fact]
    public void There_is_a_sample_of_every_kind_of_record() => Assert.Equal(
        typeof(Record).GetNestedTypes().Where(type => type.IsSubclassOf(typeof(Record)))
            .Select(type => type.Name).Order(),
        Samples.All().Select(record => record.GetType().Name).Distinct().Order());

    [Theory]
    [MemberData(nameof(Places))]
    public void A_record_comes_back_with_all_its_fields(int place)
    {
        var (lines, raw) = Write(Samples.All()[place]);
        var back = Assert.Single(EntryReader.Read(lines, raw, 1, 77));
        Assert.Equal(Samples.Describe(Samples.All()[place]), Samples.Describe(back));
    }

    [Fact]
    public void An_entry_comes_back_in_order_and_stamped()
    {
        var (lines, raw) = Write([.. Samples.All()]);
        var back = EntryReader.Read(lines, raw, 5, 77);
        Assert.Equal(Samples.All().Select(Samples.Describe), back.Select(Samples.Describe));
        Assert.Equal(Enumerable.Range(5 * 1_024, back.Count).Select(seq => ((long)seq, 77L)),
            back.Select(record => (record.Seq, record.At)));
    }

    [Fact]
    public void One_record_read_alone_equals_that_of_the_whole_entry()
    {
        var (lines, raw) = Write([.. Samples.All()]);
        Assert.All(EntryReader.Read(lines, raw, 5, 77), record => Assert.Equal(
            Samples.Describe(record), Samples.Describe(EntryReader.ReadOne(lines, raw, record.Seq, 77))));
    }

    [Fact]
    public void A_record_behind_the_last_one_is_refused()
    {
        var (lines, raw) = Write(new Record.Note(0, "a", "b"));
        Assert.Throws<FormatException>(() => EntryReader.ReadOne(lines, raw, 1_025, 0));
    }

    [Fact]
    public void An_emptied_writer_forgets_what_it_wrote()
    {
        using var writer = new EntryWriter();
        Samples.All().ToList().ForEach(writer.Add);
        writer.Clear();
        writer.Add(new Record.Note(0, "a", "b"));
        Assert.Equal(
            """{"k":"note","v":1,"who":"a","text":"b"}""" + "\n", Encoding.UTF8.GetString(writer.Lines.Span));
        Assert.Equal(0, writer.Raw.Length);
    }

    [Fact]
    public void A_record_is_one_line_whatever_text_it_holds() =>
        Assert.All(Samples.All(), record => Assert.Equal(1, Write(record).Lines.Count(one => one == (byte)'\n')));

    [Theory]
    [InlineData(0xd800)]
    [InlineData(0xdc00)]
    public void A_lone_surrogate_becomes_the_replacement_character(int surrogate)
    {
        var text = $"a{(char)surrogate}b";
        var (lines, raw) = Write(new Record.Note(0, text, ""), new Record.Done(0, "w", "", "f", Output.Of(text)));
        var back = EntryReader.Read(lines, raw, 1, 0);
        Assert.Equal(("a\ufffdb", "a\ufffdb"), (((Record.Note)back[0]).Who, ((Record.Done)back[1]).Output.Text));
    }

    [Fact]
    public void A_result_keeps_its_hash_also_where_its_text_had_to_be_mended()
    {
        var output = Output.Of("a\ud800b");
        Assert.Equal(Output.Of("a\ufffdb").Hash, output.Hash);
    }

    [Fact]
    public void An_unknown_field_is_passed_over() => Assert.Equal(
        "b", ((Record.Note)Read("""{"k":"note","v":1,"new":[1,{}],"who":"a","text":"b"}""")).Text);

    [Theory]
    [InlineData("""{"k":"wish","v":1}""", "`wish`")]
    [InlineData("""{"k":"note","v":2,"who":"a","text":"b"}""", "version 2 of `note`")]
    [InlineData("""{"k":"note","v":1,"who":"a"}""", "record 7168")]
    [InlineData("""{"k":"note","v":1,"who":"a","text":5}""", "record 7168")]
    [InlineData("""{"k":"note","v":1""", "record 7168")]
    [InlineData("[]", "record 7168")]
    [InlineData("", "record 7168")]
    [InlineData("""{"k":"done","v":1,"stage":"s","fingerprint":"f","hash":"h"}""", "neither text nor blob")]
    [InlineData("""{"k":"unknown","v":1,"stage":"s","key":"12","attempt":1,"of":1,"cause":"","try":true}""", "32 hex")]
    public void A_line_that_cannot_be_read_is_refused_and_says_so(string line, string says) =>
        Assert.Contains(says, Assert.Throws<FormatException>(() => Read(line)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("[0,11]")]
    [InlineData("[10,1]")]
    [InlineData("[-1,3]")]
    [InlineData("[3,-1]")]
    [InlineData("[2147483647,2147483647]")]
    [InlineData("[0,99999999999]")]
    public void A_body_outside_the_entry_is_refused(string place)
    {
        var line = $$"""{"k":"done","v":1,"stage":"s","fingerprint":"f","hash":"h","raw":{{place}}}""";
        Assert.Throws<FormatException>(
            () => EntryReader.Read(Encoding.UTF8.GetBytes(line + "\n"), new byte[10], 1, 0));
    }

    [Fact]
    public void An_entry_that_ends_inside_a_line_is_refused()
    {
        var (lines, raw) = Write(new Record.Note(0, "a", "b"));
        Assert.Throws<FormatException>(() => EntryReader.Read(lines.AsSpan(0, lines.Length - 1), raw, 1, 0));
    }

    [Fact]
    public void A_body_of_64_KB_belongs_into_a_record_and_a_larger_one_does_not()
    {
        Write(new Record.Done(1, "w", "", "f", Output.Of(new string('x', Body.InlineMax))));
        var large = new Record.Done(1, "w", "", "f", Output.Of(new string('x', Body.InlineMax + 1)));
        var refused = Assert.Throws<ArgumentException>(() => Write(large));
        Assert.Contains("65537", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_outcome_is_no_reply()
    {
        var reply = new Record.Reply(1, "w", 1, default, 1, new(new Outcome.Unknown("x"), Body.Empty), default);
        Assert.Throws<ArgumentException>(() => Write(reply));
    }

    [Fact]
    public void The_checksum_changes_with_every_byte_of_lines_and_bodies()
    {
        var (lines, raw) = Write([.. Samples.All()]);
        var right = EntryWriter.Checksum(lines, raw);
        foreach (var bytes in new[] { lines, raw })
        {
            for (var place = 0; place < bytes.Length; place++)
            {
                bytes[place] ^= 1;
                Assert.NotEqual(right, EntryWriter.Checksum(lines, raw));
                bytes[place] ^= 1;
            }
        }

        Assert.Equal(right, EntryWriter.Checksum(lines, raw));
    }

    private static Record Read(string line) =>
        EntryReader.Read(Encoding.UTF8.GetBytes(line + "\n"), default, 7, 0).Single();

    private static (byte[] Lines, byte[] Raw) Write(params IReadOnlyList<Record> records)
    {
        using var writer = new EntryWriter();
        foreach (var record in records)
        {
            writer.Add(record);
        }

        return (writer.Lines.ToArray(), writer.Raw.ToArray());
    }
}
