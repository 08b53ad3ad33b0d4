using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What a feed says of one episode, but for its sound.</summary>
internal static class ItemCheck
{
    public static void Check(XElement item, bool isSerial, Findings findings)
    {
        var title = item.Element("title");
        if (title is null || title.Content().Length == 0)
        {
            findings.Add(FeedRules.ItemTitle, title ?? item, "An episode has no title; give it one.");
        }

        if (item.Element("link") is { } link && !WebAddress.IsOne(link.Content()))
        {
            findings.Add(FeedRules.ItemLink, link,
                $"`{link.Content().Show()}` is no web address; give the episode's page or take the link out.");
        }

        CheckGuid(item, findings);
        if (item.Element("pubDate") is null)
        {
            findings.Add(FeedRules.ItemDate, item,
                "An episode has no date, so that players cannot order it; give it a `pubDate`.");
        }

        CheckNumbers(item, isSerial, findings);
        CheckFile(item, "transcript", FeedRules.Transcript, findings, IsTranscript);
        CheckFile(item, "chapters", FeedRules.Chapters, findings, IsChapters);
    }

    private static void CheckGuid(XElement item, Findings findings)
    {
        if (item.Element("guid") is not { } guid)
        {
            findings.Add(FeedRules.ItemGuid, item,
                "An episode has no `guid`; without one players take a corrected title for a new episode.");
            return;
        }

        var text = guid.Content();
        if (text.Length == 0)
        {
            findings.Add(FeedRules.GuidEmpty, guid, "The `guid` of an episode is empty; give it a lasting name.");
        }
        else if (guid.Attribute("isPermaLink")?.Value != "false" && !WebAddress.IsOne(text))
        {
            findings.Add(FeedRules.GuidPermalink, guid,
                $"`{text.Show()}` is no web address, which a `guid` is taken for; say `isPermaLink=\"false\"`.");
        }
    }

    private static void CheckNumbers(XElement item, bool isSerial, Findings findings)
    {
        var kind = item.Element(FeedNames.ITunes + "episodeType");
        if (kind is not null && !FeedValues.IsOneOf(kind.Content(), "full", "trailer", "bonus"))
        {
            findings.Add(FeedRules.EpisodeType, kind,
                $"`{kind.Content().Show()}` is no type of episode; write `full`, `trailer` or `bonus`.");
        }

        var number = item.Element(FeedNames.ITunes + "episode");
        CheckNumber(number, FeedRules.Episode, findings);
        CheckNumber(item.Element(FeedNames.ITunes + "season"), FeedRules.Season, findings);
        if (isSerial && number is null && (kind is null || kind.Content() == "full"))
        {
            findings.Add(FeedRules.SerialNumber, item,
                "An episode of a serial show has no number; give it an `itunes:episode`.");
        }
    }

    private static void CheckNumber(XElement? number, FeedRule rule, Findings findings)
    {
        if (number is not null && !FeedValues.IsPositive(number.Content()))
        {
            findings.Add(rule, number, $"`{number.Content().Show()}` is no whole number above 0; write one.");
        }
    }

    private static void CheckFile(
        XElement item, string name, FeedRule rule, Findings findings, Predicate<string> isType)
    {
        foreach (var file in item.Elements(FeedNames.Podcast + name))
        {
            if (!WebAddress.IsOne(file.Attribute("url")?.Value ?? "")
                || !isType(file.Attribute("type")?.Value ?? ""))
            {
                findings.Add(rule, file, $"`podcast:{name}` needs a `url` with http or https and its media `type`.");
            }
        }
    }

    private static bool IsTranscript(string type) => FeedValues.IsOneOf(type,
        "text/plain", "text/html", "text/vtt", "application/json", "application/x-subrip", "application/srt");

    // The namespace's own example still shows the second one.
    private static bool IsChapters(string type) => FeedValues.IsOneOf(type, MediaTypes.Chapters, "application/json");
}
