using System.Text.RegularExpressions;
using Pressrun.Providers.Feeds;

namespace Pressrun.Adapters.Tests.Feeds;

/// <summary>
/// The public cases of the W3C feed validator for Apple's elements. Each says in a comment what must be found in it,
/// or, with an exclamation mark, what must not.
/// </summary>
public sealed partial class ConformanceTests
{
    private const string Folder = "itunes-testcases";

    private const int Cases = 22;

    // What the validator names by kind and element is here one rule each.
    private static readonly Dictionary<string, string> Rules = new(StringComparer.Ordinal)
    {
        ["ContainsHTML{element:itunes:subtitle}"] = "subtitle-markup",
        ["ContainsHTML{element:itunes:summary}"] = "summary-markup",
        ["InvalidContact{element:itunes:email}"] = "owner-email",
        ["InvalidDuration{element:itunes:duration}"] = "duration",
        ["InvalidItunesCategory{element:itunes:category}"] = "category",
        ["InvalidItunesCategory{parent:itunes:category,element:itunes:category}"] = "subcategory",
        ["InvalidItunesChannelType{element:itunes:type}"] = "show-type",
        ["InvalidLink{element:itunes:image}"] = "image-address",
        ["InvalidPositiveInteger{element:itunes:episode}"] = "episode",
        ["InvalidTrueFalse{element:itunes:explicit}"] = "explicit",
        ["InvalidYesNoClean{element:itunes:block}"] = "block",
        ["MissingAttribute{attr:href,element:itunes:image}"] = "image-href",
        ["MissingItunesElement{element:itunes:category,parent:channel}"] = "channel-category",
        ["MissingItunesElement{element:itunes:explicit,parent:channel}"] = "channel-explicit",
        ["MissingItunesElement{element:language,parent:channel}"] = "channel-language",
        ["ObsoleteItunesCategory{element:itunes:category}"] = "category-retired",
        ["TooLong{element:itunes:keywords}"] = "keywords",
        ["UndefinedElement"] = "misplaced",
        ["UndefinedElement{parent:channel,element:itunes:duration}"] = "misplaced",
        ["UnsupportedItunesFormat{extension:wmv}"] = "enclosure-format",
    };

    public static TheoryData<string> Files => TestFeeds.Find(Folder) is { } folder
        ? [.. Directory.GetFiles(folder, "*.xml").Select(file => Path.GetFileName(file)!).Order(StringComparer.Ordinal)]
        : ["absent"];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_case_is_judged_as_it_expects(string file)
    {
        var path = TestFeeds.Find($"{Folder}/{file}");
        Assert.SkipWhen(path is null, "The test data is not there; set PRESSRUN_DATA to its folder.");
        var text = File.ReadAllText(path!);
        var expected = Expectation().Match(text).Groups;
        var rule = Rules[expected["finding"].Value];
        var findings = FeedChecker.Check(text);

        if (expected["not"].Length > 0)
        {
            Assert.DoesNotContain(rule, findings.Select(finding => finding.Rule));
            Assert.DoesNotContain(findings, finding => finding.IsError);
        }
        else
        {
            Assert.Single(findings, finding => finding.Rule == rule);
        }
    }

    [Fact]
    public void All_cases_are_there()
    {
        Assert.SkipWhen(TestFeeds.Find(Folder) is null, "The test data is not there; set PRESSRUN_DATA to its folder.");

        Assert.Equal(Cases, Files.Count);
    }

    [Fact]
    public void A_large_public_feed_of_the_podcast_namespace_is_read_and_has_the_one_error_it_has()
    {
        var path = TestFeeds.Find("podcast-namespace-example.xml");
        Assert.SkipWhen(path is null, "The test data is not there; set PRESSRUN_DATA to its folder.");
        var errors = FeedChecker.Check(File.ReadAllText(path!)).Where(finding => finding.IsError);

        // Its id is a joke and no UUID.
        Assert.Equal(["show-guid"], errors.Select(finding => finding.Rule).Distinct());
    }

    [GeneratedRegex(@"Expect:\s*(?<not>!?)(?<finding>\S+)", RegexOptions.NonBacktracking)]
    private static partial Regex Expectation();
}
