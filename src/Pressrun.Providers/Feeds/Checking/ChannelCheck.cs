using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What a feed says of the show.</summary>
internal static class ChannelCheck
{
    public static void Check(XElement channel, Findings findings)
    {
        Require(channel, "title", FeedRules.ChannelTitle, "the show's name", findings);
        Require(channel, "description", FeedRules.ChannelDescription, "what the show is about", findings);
        CheckLink(channel, findings);
        CheckLanguage(channel, findings);
        CheckSelf(channel, findings);
        Require(channel, FeedNames.ITunes + "author", FeedRules.ChannelAuthor, "who makes the show", findings);
        CheckType(channel, findings);
        CategoryCheck.Check(channel, findings);
        OwnerCheck.Check(channel, findings);
        CheckMove(channel, findings);
        CheckPodcast(channel, findings);
        if (!channel.Elements("item").Any())
        {
            findings.Add(FeedRules.NoItems, channel, "The feed has no episode; directories ask for one.");
        }

        Miss(channel, "explicit", FeedRules.ChannelExplicit, "say `true` or `false`", findings);
        Miss(channel, "image", FeedRules.ChannelImage, "give a square cover of 1,400 to 3,000 pixels", findings);
        Miss(channel, "category", FeedRules.ChannelCategory, "choose one of Apple's", findings);
    }

    private static void Require(XElement channel, XName name, FeedRule rule, string meaning, Findings findings)
    {
        var element = channel.Element(name);
        if (element is null || element.Content().Length == 0)
        {
            var place = element ?? channel;
            findings.Add(rule, place, $"The `{name.LocalName}` of the channel is missing; say {meaning}.");
        }
    }

    private static void Miss(XElement channel, string name, FeedRule rule, string next, Findings findings)
    {
        if (channel.Element(FeedNames.ITunes + name) is null)
        {
            findings.Add(rule, channel, $"`itunes:{name}` is missing, without which Apple refuses a show; {next}.");
        }
    }

    private static void CheckLink(XElement channel, Findings findings)
    {
        var link = channel.Element("link");
        if (link is null || !WebAddress.IsOne(link.Content()))
        {
            findings.Add(FeedRules.ChannelLink, link ?? channel,
                "The `link` of the channel is no web address; give the show's page, with http or https.");
        }
    }

    private static void CheckLanguage(XElement channel, Findings findings)
    {
        if (channel.Element("language") is not { } language)
        {
            findings.Add(FeedRules.ChannelLanguage, channel,
                "`language` is missing, without which Apple refuses a show; say for instance `en-us`.");
        }
        else if (!FeedValues.IsLanguage(language.Content()))
        {
            findings.Add(FeedRules.Language, language,
                $"`{language.Content().Show()}` is no language; write for instance `en-us`.");
        }
    }

    private static void CheckSelf(XElement channel, Findings findings)
    {
        var self = channel.Elements(FeedNames.Atom + "link")
            .FirstOrDefault(link => link.Attribute("rel")?.Value == "self");
        if (self is null)
        {
            findings.Add(FeedRules.ChannelSelf, channel,
                "The feed does not say where it lies; add an `atom:link` with `rel=\"self\"`.");
        }
        else if (!WebAddress.IsOne(self.Attribute("href")?.Value ?? ""))
        {
            findings.Add(FeedRules.Self, self, "The `href` of the feed's own `atom:link` is no web address.");
        }
    }

    private static void CheckType(XElement channel, Findings findings)
    {
        if (channel.Element(FeedNames.ITunes + "type") is { } type
            && !FeedValues.IsOneOf(type.Content(), "episodic", "serial"))
        {
            findings.Add(FeedRules.ShowType, type,
                $"`{type.Content().Show()}` is no type of show; write `episodic` or `serial`.");
        }
    }

    private static void CheckMove(XElement channel, Findings findings)
    {
        if (channel.Element(FeedNames.ITunes + "new-feed-url") is { } move && !WebAddress.IsOne(move.Content()))
        {
            findings.Add(FeedRules.NewFeedUrl, move,
                $"`{move.Content().Show()}` is no web address; give the feed's new one or take the element out.");
        }

        if (channel.Element(FeedNames.ITunes + "complete") is { } complete
            && !FeedValues.IsYesOrNo(complete.Content()))
        {
            findings.Add(FeedRules.Complete, complete,
                "`itunes:complete` is neither yes nor no; write `yes` if the show has ended, else take it out.");
        }
    }

    private static void CheckPodcast(XElement channel, Findings findings)
    {
        if (channel.Element(FeedNames.Podcast + "guid") is { } guid && !Guid.TryParseExact(guid.Content(), "D", out _))
        {
            findings.Add(FeedRules.ShowGuid, guid,
                $"`{guid.Content().Show()}` is no UUID; derive one from the feed's address.");
        }

        if (channel.Element(FeedNames.Podcast + "locked") is { } locked && !FeedValues.IsYesOrNo(locked.Content()))
        {
            findings.Add(FeedRules.Locked, locked, "`podcast:locked` is neither yes nor no; write one of them.");
        }
    }
}
