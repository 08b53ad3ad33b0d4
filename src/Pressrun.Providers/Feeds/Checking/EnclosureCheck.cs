using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What a feed says of an episode's sound.</summary>
internal static class EnclosureCheck
{
    public static void Check(XElement item, Findings findings)
    {
        CheckDuration(item, findings);
        if (item.Element("enclosure") is not { } enclosure)
        {
            findings.Add(FeedRules.ItemEnclosure, item, "An episode has no `enclosure`, so there is nothing to play.");
            return;
        }

        var url = enclosure.Attribute("url")?.Value ?? "";
        if (!WebAddress.IsOne(url))
        {
            findings.Add(FeedRules.EnclosureUrl, enclosure,
                $"The `url` of the sound, `{url.Show()}`, is no web address; give one with http or https.");
        }

        if (!FeedValues.IsPositive(enclosure.Attribute("length")?.Value ?? ""))
        {
            findings.Add(FeedRules.EnclosureLength, enclosure,
                "The `length` of the sound is no whole number above 0; give its size in bytes.");
        }

        CheckType(enclosure, url, findings);
    }

    private static void CheckType(XElement enclosure, string url, Findings findings)
    {
        var type = enclosure.Attribute("type")?.Value ?? "";
        if (!FeedValues.IsMediaType(type))
        {
            findings.Add(FeedRules.EnclosureType, enclosure,
                "The `type` of the sound is no media type; write for instance `audio/mpeg`.");
        }
        else if (!MediaTypes.IsPlayable(url) || !MediaTypes.IsPlayableType(type))
        {
            findings.Add(FeedRules.EnclosureFormat, enclosure,
                $"Apple plays no `{type.Show()}` under this name; offer MP3 (`audio/mpeg`) or M4A.");
        }
        else if (!MediaTypes.Agree(url, type))
        {
            findings.Add(FeedRules.EnclosureMismatch, enclosure,
                $"The sound's name does not end as `{type.Show()}` does; correct the `type` or the name.");
        }
    }

    private static void CheckDuration(XElement item, Findings findings)
    {
        if (item.Element(FeedNames.ITunes + "duration") is not { } duration)
        {
            findings.Add(FeedRules.ItemDuration, item,
                "An episode does not say how long it plays; give its seconds in `itunes:duration`.");
        }
        else if (!FeedValues.IsDuration(duration.Content()))
        {
            findings.Add(FeedRules.Duration, duration,
                $"`{duration.Content().Show()}` is no duration above 0; write seconds or hours:minutes:seconds.");
        }
    }
}
