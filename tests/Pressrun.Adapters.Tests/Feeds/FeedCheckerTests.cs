using System.Reflection;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Feeds.Checking;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>What the checker finds in a good feed into which one fault was put.</summary>
public sealed class FeedCheckerTests
{
    public static TheoryData<string, string, string> Faults => PlantedFaults.All;

    [Fact]
    public void Nothing_is_found_in_a_feed_of_our_own() => Assert.Empty(FeedChecker.Check(Sample.Text));

    [Theory]
    [MemberData(nameof(Faults))]
    public void A_planted_fault_is_found_and_nothing_else(string rule, string good, string bad)
    {
        var feed = PlantedFaults.Plant(Sample.Text, good, bad);
        var findings = FeedChecker.Check(feed);

        Assert.Equal([rule], findings.Select(finding => finding.Rule).Distinct());
        var lines = feed.Split('\n');
        Assert.All(findings, finding =>
        {
            Assert.InRange(finding.Line, 1, lines.Length);
            Assert.InRange(finding.Column, 1, lines[finding.Line - 1].Length + 1);
            Assert.EndsWith(".", finding.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("System.", finding.Message, StringComparison.Ordinal);
        });
    }

    [Fact]
    public void Every_rule_has_a_planted_fault() => Assert.Equal(
        Rules().Select(rule => rule.Name).Order(StringComparer.Ordinal),
        Faults.Select(row => row.Data.Item1).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void No_two_rules_have_one_name() => Assert.Distinct(Rules().Select(rule => rule.Name));

    [Fact]
    public void A_finding_says_where_it_is()
    {
        var feed = PlantedFaults.Plant(Sample.Text, "<itunes:duration>7200<", "<itunes:duration>long<");
        var finding = Assert.Single(FeedChecker.Check(feed));

        Assert.Equal("`long` is no duration above 0; write seconds or hours:minutes:seconds.", finding.Message);
        Assert.Contains("<itunes:duration>long<", feed.Split('\n')[finding.Line - 1], StringComparison.Ordinal);
        Assert.Equal(8, finding.Column);
        Assert.True(finding.IsError);
    }

    [Fact]
    public void Findings_come_in_the_order_of_the_feed()
    {
        var feed = Sample.Text
            .Replace("type=\"audio", "type=\"/audio", StringComparison.Ordinal)
            .Replace("<language>en-us", "<language>?", StringComparison.Ordinal);

        Assert.Equal(["language", "enclosure-type", "enclosure-type"],
            FeedChecker.Check(feed).Select(finding => finding.Rule));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("plain text")]
    [InlineData("<rss>")]
    [InlineData("<rss><channel>&nbsp;</channel></rss>")]
    [InlineData("\0")]
    public void What_is_no_xml_is_one_finding(string text) =>
        Assert.Equal("xml", Assert.Single(FeedChecker.Check(text)).Rule);

    [Fact]
    public void Half_a_character_is_one_finding() => Assert.Equal("xml",
        Assert.Single(FeedChecker.Check($"<rss version=\"2.0\"><channel>{(char)0xD800}</channel></rss>")).Rule);

    [Theory]
    [InlineData("<!DOCTYPE rss SYSTEM \"file:///etc/passwd\"><rss/>")]
    [InlineData("<!DOCTYPE rss [<!ENTITY a SYSTEM \"http://127.0.0.1:9/\">]><rss>&a;</rss>")]
    [InlineData("<?xml version=\"1.0\"?>\n<!DOCTYPE a [<!ENTITY b \"bb\"><!ENTITY c \"&b;&b;\">]>\n<rss>&c;</rss>")]
    [InlineData("<!DOCTYPE rss>\n<rss/>")]
    [InlineData("  \n <!DOCTYPE\nrss [<!ENTITY % p SYSTEM \"x\"> %p;]><rss/>")]
    public void A_document_type_is_refused_unread(string text)
    {
        var finding = Assert.Single(FeedChecker.Check(text.TrimStart()));

        Assert.Equal("document-type", finding.Rule);
        Assert.True(finding.IsError);
    }

    [Fact]
    public void Endless_nesting_is_refused_before_it_is_built()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 200_000));

        Assert.Equal("size", Assert.Single(FeedChecker.Check($"<rss>{deep}")).Rule);
    }

    [Fact]
    public void No_more_than_a_thousand_findings_are_kept() =>
        Assert.Equal(1000, FeedChecker.Check(
            $"<rss version=\"2.0\"><channel>{string.Concat(Enumerable.Repeat("<item/>", 900))}</channel></rss>").Count);

    [Theory]
    [InlineData("Sun, 01 Nov 2026 06:30:00 GMT")]
    [InlineData("1 Nov 2026 06:30 +0100")]
    [InlineData("Sun, 1 Nov 26 06:30:00 EST")]
    public void Every_date_of_the_mail_format_is_taken(string date) => Assert.Empty(FeedChecker.Check(
        PlantedFaults.Plant(Sample.Text, "Sun, 01 Nov 2026 06:30:00 GMT", date)));

    [Theory]
    [InlineData("7200")]
    [InlineData("7:40")]
    [InlineData("90:05")]
    [InlineData("01:02:03")]
    public void Every_form_of_a_duration_is_taken(string duration) => Assert.Empty(FeedChecker.Check(
        PlantedFaults.Plant(Sample.Text, "<itunes:duration>7200<", $"<itunes:duration>{duration}<")));

    private static IEnumerable<FeedRule> Rules() => typeof(FeedRules)
        .GetProperties(BindingFlags.Public | BindingFlags.Static)
        .Select(property => property.GetValue(null))
        .OfType<FeedRule>();
}
