using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Pressrun.Adapters.Tests.Folders;
using Pressrun.Model;
using Pressrun.Providers.Feeds;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>A feed as a target of a stage.</summary>
public sealed class FeedProviderTests : IDisposable
{
    private const string Channel = """
        {"title":"Loud Pages","link":"https://pages.example/show","description":"Read aloud.","language":"en"}
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-feed-");
    private readonly TargetCalls _calls = new();

    private string Feed => Path.Combine(_folder.FullName, "public", "feed.xml");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task An_episode_has_the_size_and_the_duration_of_its_sound()
    {
        await WriteAsync("""[{"guid":"a","title":"A","path":"a b.mp3"}]""", Sound("100", 9), Sound("200", 7));
        var item = XDocument.Load(Feed).Root!.Element("channel")!.Element("item")!;

        Assert.Equal("9", item.Element("enclosure")!.Attribute("length")!.Value);
        Assert.Equal("audio/mpeg", item.Element("enclosure")!.Attribute("type")!.Value);
        Assert.Equal("https://pages.example/show/a%20b.mp3", item.Element("enclosure")!.Attribute("url")!.Value);
        Assert.Contains("<itunes:duration>100<", await File.ReadAllTextAsync(Feed, Ct), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_episode_may_name_its_input()
    {
        await WriteAsync("""
            [{"guid":"a","title":"A","url":"https://cdn.example/a.m4a","input":1,"number":2},
             {"guid":"b","title":"B","path":"b.wav","input":0,"number":1}]
            """, Sound("100", 9), Sound("200", 7));
        var text = await File.ReadAllTextAsync(Feed, Ct);

        Assert.Contains("""url="https://cdn.example/a.m4a" length="7" type="audio/x-m4a" """, text,
            StringComparison.Ordinal);
        Assert.Contains("""length="9" type="audio/wav" """, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_answer_names_path_episodes_and_hash()
    {
        var call = Call("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("100", 9));
        var provider = Provider();
        var answer = provider.Read(call, await provider.SendAsync(call, 1, Ct));
        var hash = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Feed, Ct)));

        Assert.Equal($$"""{"path":"public/feed.xml","episodes":1,"sha256":"{{hash}}"}""", answer.Text);
    }

    [Fact]
    public async Task Everything_a_request_may_say_comes_into_the_feed()
    {
        var reply = await Provider().SendAsync(TargetCalls.Of("feed", "feed.xml", """
            {"path":"public/feed.xml","channel":{"title":"T","link":"https://pages.example","description":"D",
             "language":"en-us","author":"Au","ownerName":"On","ownerEmail":"o@e.example","explicit":true,
             "type":"serial","image":"c.png","category":"Arts","subcategory":"Books","feedUrl":"feed.xml",
             "copyright":"Cr","comment":"Co"},
             "episodes":[{"guid":"a","title":"A","path":"a.mp3","input":0,"type":"audio/mpeg","description":"Ed",
             "link":"https://l.example/","published":"2026-11-01T07:30:00+01:00","number":3,"explicit":true,
             "transcript":"a.srt","chapters":"a.json"}]}
            """, Sound("100", 9)), 1, Ct);
        var text = await File.ReadAllTextAsync(Feed, Ct);

        Assert.IsType<Outcome.Answered>(reply.Outcome);
        Assert.Empty(FeedChecker.Check(text));
        Assert.All((string[])[">Au<", ">On<", ">o@e.example<", ">true<", ">serial<", "c.png", "\"Arts\"", "\"Books\"",
            "https://pages.example/feed.xml", ">Cr<", "<!-- Co -->", ">Ed<", ">https://l.example/<",
            ">Sun, 01 Nov 2026 06:30:00 GMT<", "episode>3<", "application/x-subrip", "json+chapters"],
            part => Assert.Contains(part, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_same_feed_again_leaves_the_file_untouched()
    {
        var call = Call("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("100", 9));
        var first = await Provider().SendAsync(call, 1, Ct);
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(Feed, time);
        var second = await Provider().SendAsync(call, 1, Ct);

        Assert.Equal(time, File.GetLastWriteTimeUtc(Feed));
        Assert.Equal(first.Body.ToText(), second.Body.ToText());
    }

    [Fact]
    public async Task A_feed_with_an_error_does_not_replace_a_good_one()
    {
        await WriteAsync("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("100", 9));
        var good = await File.ReadAllTextAsync(Feed, Ct);
        var reply = await WriteAsync("""
            [{"guid":"a","title":"A","path":"a.mp3"},{"guid":"a","title":"B","path":"b.mp3"}]
            """, Sound("100", 9), Sound("200", 9));

        Assert.Equal("public/feed.xml: the feed was not written, because line 21, column 8 would break the rule "
            + "guid-repeated. `a` names two episodes, of which players show one; change the newer.", Why(reply));
        Assert.Equal(good, await File.ReadAllTextAsync(Feed, Ct));
    }

    [Fact]
    public async Task An_episode_without_sound_is_no_episode() => Assert.Contains("enclosure-length",
        Why(await WriteAsync("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("0", 0))),
        StringComparison.Ordinal);

    [Fact]
    public async Task A_sound_that_cannot_be_measured_is_named_by_its_episode() => Assert.Equal(
        "The feed was not written: how long the episode `A` plays cannot be told from its sound. "
            + "Mend the stage's `put`.",
        Why(await WriteAsync("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("noise", 9))));

    [Fact]
    public async Task A_sound_the_store_has_lost_is_an_outcome()
    {
        var provider = new FeedProvider(_folder.FullName,
            _ => throw new StoreException(StoreFault.Damaged, "somewhere: blob is missing"), Measure);

        Assert.Equal("The feed was not written: a sound cannot be read from the store; run `pressrun doctor`.",
            Why(await provider.SendAsync(
                Call("""[{"guid":"a","title":"A","path":"a.mp3"}]""", Sound("1", 1)), 1, Ct)));
    }

    [Theory]
    [InlineData("""[{"guid":"a","title":"A","path":"a.mp3","input":1}]""", "no sound among the inputs")]
    [InlineData("""[{"guid":"a","title":"A","path":"a.mp3","input":-1}]""", "no sound among the inputs")]
    [InlineData("""[{"guid":"a","title":"A","path":"a.mp3","input":0.5}]""", "`input` is no whole number")]
    [InlineData("""[{"guid":"a","title":"A"}]""", "`path` is missing")]
    [InlineData("""[{"guid":"a","path":"a.mp3"}]""", "`title` is missing")]
    [InlineData("""[{"guid":"a","title":"A","path":"a.mp3","published":"tomorrow"}]""", "`published` is no time")]
    [InlineData("""[{"guid":"a","title":"A","path":"a.mp3","explicit":"no"}]""", "`explicit` is neither")]
    [InlineData("""[{"guid":"a","title":"A","url":"javascript:x"}]""", "`javascript:x`, the address of the sound")]
    [InlineData("""[7]""", "an object is missing")]
    [InlineData("""{}""", "`episodes` is no list")]
    [InlineData("""[""", "no JSON")]
    public async Task A_request_that_makes_no_sense_fails_for_good_and_writes_nothing(string episodes, string cause)
    {
        Assert.Contains(cause, Why(await WriteAsync(episodes, Sound("1", 1))), StringComparison.Ordinal);
        Assert.False(File.Exists(Feed));
    }

    [Fact]
    public async Task A_path_that_leaves_the_folder_is_refused()
    {
        var reply = await Provider().SendAsync(TargetCalls.Of(
            "feed", "feed.xml", $$"""{"path":"../feed.xml","channel":{{Channel}},"episodes":[]}"""), 1, Ct);

        Assert.StartsWith("../feed.xml: the path holds `..`", Why(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_for_one_at_once_and_no_money()
    {
        Assert.Equal("1 at once", Assert.Single(Provider().Profile.LaneOf("feed.xml").Limits).ToString());
        Assert.Equal(RecoveryWay.Repeat, Provider().Profile.Recovery);
        Assert.Equal(Money.Zero, Provider().Estimate(TargetCalls.Of("feed", "feed.xml", "{}")).WorstCase);
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Why(Reply reply)
    {
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(Failure.Permanent, failed.Class);
        Assert.DoesNotContain("pressrun-feed-", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Cause);
        return failed.Cause;
    }

    // Stands in for a player: the sound says its own seconds.
    private static TimeSpan Measure(Stream sound)
    {
        using var reader = new StreamReader(sound);
        var seconds = reader.ReadToEnd();
        return TimeSpan.FromSeconds(seconds.Length == 0 ? 0 : int.Parse(seconds, CultureInfo.InvariantCulture));
    }

    private static Call Call(string episodes, params IReadOnlyList<Blob> sounds) => TargetCalls.Of(
        "feed", "feed.xml", $$"""{"path":"public/feed.xml","channel":{{Channel}},"episodes":{{episodes}}}""", sounds);

    private Blob Sound(string seconds, int bytes) =>
        _calls.Keep(bytes == 0 ? [] : Encoding.UTF8.GetBytes(seconds.PadLeft(bytes)));

    private FeedProvider Provider() => new(_folder.FullName, _calls.Open, Measure);

    private Task<Reply> WriteAsync(string episodes, params IReadOnlyList<Blob> sounds) =>
        Provider().SendAsync(Call(episodes, sounds), 1, Ct);
}
