using System.Text;
using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>What a feed may say of the show and of an episode alike.</summary>
internal static class SharedCheck
{
    // Apple cut keywords there while it still read them; the W3C validator holds to it.
    private const int KeywordsCharacters = 255;

    public static void Check(XElement parent, Findings findings)
    {
        CheckDescription(parent, findings);
        CheckExplicit(parent, findings);
        foreach (var image in parent.Elements(FeedNames.ITunes + "image"))
        {
            CheckImage(image, findings);
        }

        CheckBlock(parent, findings);
        CheckOldTexts(parent, findings);
        CheckDate(parent, "pubDate", findings);
        CheckDate(parent, "lastBuildDate", findings);
    }

    private static void CheckDescription(XElement parent, Findings findings)
    {
        if (parent.Element("description") is { } description
            && Encoding.UTF8.GetByteCount(description.Content()) > FeedText.DescriptionBytes)
        {
            findings.Add(FeedRules.DescriptionLength, description,
                "The description is longer than 4,000 bytes, the most Apple takes; shorten it.");
        }
    }

    private static void CheckExplicit(XElement parent, Findings findings)
    {
        if (parent.Element(FeedNames.ITunes + "explicit") is not { } mark
            || FeedValues.IsOneOf(mark.Content(), "true", "false"))
        {
            return;
        }

        var isOld = FeedValues.IsOneOf(mark.Content(), "yes", "no", "clean", "explicit");
        findings.Add(isOld ? FeedRules.ExplicitOld : FeedRules.Explicit, mark,
            $"`{mark.Content().Show()}` {(isOld ? "is how it once was said" : "is neither yes nor no")}; "
            + "write `true` or `false`.");
    }

    private static void CheckImage(XElement image, Findings findings)
    {
        var address = image.Attribute("href");
        if (address is null)
        {
            findings.Add(FeedRules.ImageHref, image, "`itunes:image` has no `href`; give the picture's address there.");
        }
        else if (!WebAddress.IsOne(address.Value))
        {
            findings.Add(FeedRules.ImageAddress, image,
                $"`{address.Value.Show()}` is no web address; give the picture's, with http or https.");
        }
        else if (!FeedValues.EndsIn(address.Value, ".jpg", ".jpeg", ".png"))
        {
            findings.Add(FeedRules.ImageFormat, image,
                "The picture is not named .jpg or .png; Apple takes no other.");
        }
    }

    private static void CheckBlock(XElement parent, Findings findings)
    {
        if (parent.Element(FeedNames.ITunes + "block") is { } block && !FeedValues.IsYesOrNo(block.Content()))
        {
            findings.Add(FeedRules.Block, block,
                "`itunes:block` is neither yes nor no; write `yes` to hide from directories, else take it out.");
        }
    }

    private static void CheckOldTexts(XElement parent, Findings findings)
    {
        if (parent.Element(FeedNames.ITunes + "keywords") is { } keywords
            && keywords.Content().Length > KeywordsCharacters)
        {
            findings.Add(FeedRules.Keywords, keywords, "The keywords are longer than 255 characters; take them out.");
        }

        CheckPlain(parent, "subtitle", FeedRules.SubtitleMarkup, findings);
        CheckPlain(parent, "summary", FeedRules.SummaryMarkup, findings);
    }

    private static void CheckPlain(XElement parent, string name, FeedRule rule, Findings findings)
    {
        if (parent.Element(FeedNames.ITunes + name) is { } text && FeedText.HoldsMarkup(text.Content()))
        {
            findings.Add(rule, text, $"`itunes:{name}` holds HTML, which is shown as it stands; write plain text.");
        }
    }

    private static void CheckDate(XElement parent, string name, Findings findings)
    {
        if (parent.Element(name) is not { } date)
        {
            return;
        }

        var fault = MailDate.Check(date.Content());
        if (fault is MailDate.Fault.Form)
        {
            findings.Add(FeedRules.Date, date,
                $"`{date.Content().Show()}` is no date of RFC 822; "
                + "write for instance `Sun, 01 Nov 2026 06:30:00 GMT`.");
        }
        else if (fault is MailDate.Fault.Weekday)
        {
            findings.Add(FeedRules.Weekday, date,
                $"`{date.Content().Show()}` was another day of the week; correct it or leave the day out.");
        }
    }
}
