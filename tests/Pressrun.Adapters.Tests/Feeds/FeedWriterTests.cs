using System.Text;
using System.Xml.Linq;
using Pressrun.Providers.Feeds;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>What is written into a feed.</summary>
public sealed class FeedWriterTests
{
    private static readonly XNamespace ITunes = "http://www.itunes.com/dtds/podcast-1.0.dtd";
    private static readonly XNamespace Podcast = "https://podcastindex.org/namespace/1.0";
    private static readonly XNamespace Content = "http://purl.org/rss/1.0/modules/content/";

    private static readonly char Half = (char)0xD83D;

    /// <remarks>The lines of namespaces and notes are left to other tests: they are wide.</remarks>
    [Fact]
    public void The_sample_is_written_as_it_always_was() => Assert.Equal("""
        <?xml version="1.0" encoding="utf-8"?>
        <!-- Written anew by each run - - do not edit. -->
          <channel>
            <title>Loud Pages</title>
            <link>https://pages.example/show</link>
            <description>Articles, read aloud.</description>
            <language>en-us</language>
            <copyright>The readers</copyright>
            <atom:link href="https://pages.example/show/feed.xml" rel="self" type="application/rss+xml" />
            <itunes:author>The Pressrun readers</itunes:author>
            <itunes:explicit>false</itunes:explicit>
            <itunes:type>episodic</itunes:type>
            <itunes:image href="https://pages.example/show/cover.png" />
            <itunes:category text="Society &amp; Culture">
              <itunes:category text="Documentary" />
            </itunes:category>
            <itunes:owner>
              <itunes:name>A. Reader</itunes:name>
              <itunes:email>reader@pages.example</itunes:email>
            </itunes:owner>
            <podcast:guid>a19565c2-b61f-53ef-9386-5935e08fd171</podcast:guid>
            <podcast:locked owner="reader@pages.example">yes</podcast:locked>
            <item>
              <title>The second page</title>
              <description>More.</description>
              <content:encoded>&lt;p&gt;More.&lt;/p&gt;</content:encoded>
              <pubDate>Mon, 02 Nov 2026 00:00:00 GMT</pubDate>
              <guid isPermaLink="false">item-2</guid>
              <enclosure url="https://pages.example/show/two.m4a" length="9000000000" type="audio/x-m4a" />
              <itunes:duration>7200</itunes:duration>
              <itunes:episode>2</itunes:episode>
              <itunes:episodeType>full</itunes:episodeType>
              <itunes:explicit>false</itunes:explicit>
            </item>
            <item>
              <title>The first page</title>
              <link>https://source.example/first?a=1&amp;b=2</link>
              <description>Where it all begins.

        And goes on.</description>
              <pubDate>Sun, 01 Nov 2026 06:30:00 GMT</pubDate>
              <guid isPermaLink="false">item-1</guid>
              <enclosure url="https://pages.example/show/one.mp3" length="480123" type="audio/mpeg" />
              <itunes:duration>61</itunes:duration>
              <itunes:episode>1</itunes:episode>
              <itunes:episodeType>full</itunes:episodeType>
              <itunes:explicit>false</itunes:explicit>
              <podcast:transcript url="https://pages.example/show/one.vtt" type="text/vtt" />
              <podcast:chapters url="https://pages.example/show/one.json" type="application/json+chapters" />
            </item>
          </channel>
        </rss>

        """,
        string.Join('\n', Sample.Text.Split('\n').Where(line => line.Length < 110)));

    [Fact]
    public void The_same_input_gives_the_same_text() =>
        Assert.Equal(Sample.Text, FeedWriter.Write(Sample.Channel, [Sample.First, Sample.Second]));

    [Fact]
    public void The_newest_episode_comes_first_and_one_without_a_time_last()
    {
        var undated = Sample.First with { Guid = "undated", Published = null };
        var twin = Sample.First with { Guid = "twin", Number = 7 };

        Assert.Equal(["item-2", "twin", "item-1", "undated"],
            Items(Sample.Channel, undated, Sample.First, twin, Sample.Second).Select(Guid));
    }

    [Fact]
    public void Episodes_that_are_equal_in_time_keep_their_order()
    {
        var episodes = Enumerable.Range(1, 20)
            .Select(at => Sample.First with { Guid = $"{at}", Published = null, Number = null }).ToArray();

        Assert.Equal(episodes.Select(episode => episode.Guid), Items(Sample.Channel, episodes).Select(Guid));
    }

    [Theory]
    [InlineData("AT&T <b>bold</b>")]
    [InlineData("]]> <![CDATA[ x ]]>")]
    [InlineData("</title><enclosure url=\"https://evil.example\"/>")]
    [InlineData("<!-- --> <?php ?> &amp; &lt;")]
    [InlineData("quotes \" ' and ünï çödé 🎙")]
    public void A_hostile_title_stays_the_text_it_is(string title)
    {
        var item = Assert.Single(Items(Sample.Channel with { Title = title }, Sample.First with { Title = title }));

        Assert.Equal(title, item.Element("title")!.Value);
        Assert.Equal(title, item.Parent!.Element("title")!.Value);
        Assert.Empty(item.Element("title")!.Elements());
    }

    [Fact]
    public void What_xml_cannot_hold_is_taken_out_of_every_text()
    {
        var hostile = $"a\0b\u0001c\u000bd\u001be\u0086f\uFFFEg{Half}h\r\ni\u007f";
        var channel = Sample.Channel with
        {
            Title = hostile,
            Description = hostile,
            Author = hostile,
            OwnerName = hostile,
            Copyright = hostile,
            Comment = hostile + "--",
        };
        var item = Assert.Single(Items(channel, Sample.First with
        {
            Guid = hostile,
            Title = hostile,
            Description = hostile,
        }));

        Assert.Equal("abcdef\uFFFDg\uFFFDh i", item.Element("title")!.Value);
        Assert.Equal("abcdef\uFFFDg\uFFFDh i", Guid(item));
        Assert.Equal("abcdef\uFFFDg\uFFFDh\ni", item.Element("description")!.Value);
        Assert.Equal("abcdef\uFFFDg\uFFFDh i", item.Parent!.Element("title")!.Value);
    }

    [Fact]
    public void Markup_in_a_description_is_shown_and_not_carried_out()
    {
        var item = Assert.Single(Items(Sample.Channel, Sample.First with
        {
            Description = "1 < 2 & Q&A <script>x</script> &lt; R&D",
            Link = null,
        }));

        Assert.Equal("1 < 2 & Q&amp;A &lt;script>x&lt;/script> &amp;lt; R&amp;D", item.Element("description")!.Value);
        Assert.Equal("<p>1 &lt; 2 &amp; Q&amp;A &lt;script&gt;x&lt;/script&gt; &amp;lt; R&amp;D</p>",
            item.Element(Content + "encoded")!.Value);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("ü")]
    [InlineData("漢")]
    [InlineData("👩‍👩‍👧‍👦")]
    [InlineData("&a")]
    [InlineData("e\u0301")]
    public void A_description_is_cut_at_4000_bytes_between_two_characters(string character)
    {
        var text = string.Concat(Enumerable.Repeat(character, 5000));
        var item = Assert.Single(Items(Sample.Channel, Sample.First with { Description = text }));
        var written = item.Element("description")!.Value;
        var plain = written.Replace("&amp;", "&", StringComparison.Ordinal);
        var length = Encoding.UTF8.GetByteCount(written);

        Assert.InRange(length, 4000 - 26, 4000);
        Assert.EndsWith("…", plain, StringComparison.Ordinal);
        Assert.Equal(text[..(plain.Length - 1)], plain[..^1]);
        Assert.Equal(0, (plain.Length - 1) % character.Length);
    }

    [Fact]
    public void A_description_of_4000_bytes_is_whole()
    {
        var text = new string('x', 4000);

        Assert.Equal(text,
            Assert.Single(Items(Sample.Channel with { Description = text }, Sample.First)).Parent!
                .Element("description")!.Value);
    }

    [Theory]
    [InlineData("https://pages.example/show", "one.mp3", "https://pages.example/show/one.mp3")]
    [InlineData("https://pages.example/show/", "a b/ü.mp3", "https://pages.example/show/a%20b/%C3%BC.mp3")]
    [InlineData("https://pages.example/show/index.html?x=1#y", "one.mp3", "https://pages.example/show/one.mp3")]
    [InlineData("https://pages.example", "one.mp3", "https://pages.example/one.mp3")]
    [InlineData("https://pages.example/show", "/one.mp3", "https://pages.example/one.mp3")]
    [InlineData("https://pages.example", "HTTP://cdn.example/one.mp3?a=1&b=2", "http://cdn.example/one.mp3?a=1&b=2")]
    [InlineData("https://pages.example/show", "https://bücher.example/x.mp3", "https://xn--bcher-kva.example/x.mp3")]
    [InlineData("https://pages.example/show", "one.mp3?at=10:30", "https://pages.example/show/one.mp3?at=10:30")]
    public void An_address_is_made_absolute_against_the_shows_page(string link, string address, string expected)
    {
        var item = Assert.Single(Items(
            Sample.Channel with { Link = link }, Sample.First with { EnclosureUrl = address }));

        Assert.Equal(expected, item.Element("enclosure")!.Attribute("url")!.Value);
    }

    [Theory]
    [InlineData("javascript:alert(1)")]
    [InlineData("file:///etc/passwd")]
    [InlineData("data:audio/mpeg;base64,AAAA")]
    [InlineData("ftp://pages.example/x.mp3")]
    [InlineData("https://name:word@pages.example/x.mp3")]
    [InlineData("https://")]
    [InlineData("")]
    public void An_address_no_feed_can_hold_is_refused_by_name(string address)
    {
        var error = Assert.Throws<FormatException>(
            () => Items(Sample.Channel, Sample.First with { EnclosureUrl = address }));

        Assert.StartsWith($"`{address}`, the address of the sound, ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_strangers_link_that_is_no_web_address_is_left_out()
    {
        var item = Assert.Single(Items(Sample.Channel, Sample.First with { Link = "javascript:alert(1)" }));

        Assert.Null(item.Element("link"));
        Assert.DoesNotContain("javascript", item.ToString(), StringComparison.Ordinal);
    }

    /// <remarks>The two ids that the podcast namespace's own documents name.</remarks>
    [Theory]
    [InlineData("https://mp3s.nashownotes.com/pc20rss.xml", "917393e3-1b1e-5cef-ace4-edaa54e1f810")]
    [InlineData("http://mp3s.nashownotes.com/pc20rss.xml//", "917393e3-1b1e-5cef-ace4-edaa54e1f810")]
    [InlineData("https://podnews.net/rss", "9b024349-ccf0-5f69-a609-6b82873eab3c")]
    public void The_shows_id_comes_from_the_feeds_address(string address, string id)
    {
        var channel = XDocument.Parse(FeedWriter.Write(Sample.Channel with { FeedUrl = address }, [])).Root!
            .Element("channel")!;

        Assert.Equal(id, channel.Element(Podcast + "guid")!.Value);
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(1, "1")]
    [InlineData(400, "1")]
    [InlineData(1_499, "1")]
    [InlineData(1_500, "2")]
    [InlineData(36_000_000, "36000")]
    public void A_duration_is_whole_seconds_and_at_least_one_where_there_is_sound(int milliseconds, string written)
    {
        var item = Assert.Single(Items(
            Sample.Channel, Sample.First with { Duration = TimeSpan.FromMilliseconds(milliseconds) }));

        Assert.Equal(written, item.Element(ITunes + "duration")!.Value);
    }

    [Fact]
    public void What_is_not_known_is_left_out()
    {
        var text = FeedWriter.Write(
            new("A", "https://pages.example", "B", "en"),
            [new("g", "t", "x.mp3", 1, "audio/mpeg", TimeSpan.FromSeconds(1))]);

        foreach (var name in (string[])["<!--", "owner", "image", "category", "atom:link", "podcast:guid", "pubDate",
            "itunes:author", "copyright", "transcript ", "chapters", "content:encoded", "itunes:episode>"])
        {
            Assert.DoesNotContain(name, text, StringComparison.Ordinal);
        }
    }

    private static List<XElement> Items(FeedChannel channel, params FeedEpisode[] episodes) =>
        [.. XDocument.Parse(FeedWriter.Write(channel, episodes)).Root!.Element("channel")!.Elements("item")];

    private static string Guid(XElement item) => item.Element("guid")!.Value;
}
