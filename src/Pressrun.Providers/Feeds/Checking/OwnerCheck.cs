using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Whether the owner can be asked.</summary>
internal static class OwnerCheck
{
    public static void Check(XElement channel, Findings findings)
    {
        if (channel.Element(FeedNames.ITunes + "owner") is not { } owner)
        {
            return;
        }

        var name = owner.Element(FeedNames.ITunes + "name");
        var email = owner.Element(FeedNames.ITunes + "email");
        if (name is null || name.Content().Length == 0 || email is null)
        {
            findings.Add(FeedRules.OwnerIncomplete, owner,
                "`itunes:owner` lacks its name or e-mail address; give both or neither.");
        }

        if (email is not null && !FeedValues.IsEmail(email.Content()))
        {
            findings.Add(FeedRules.OwnerEmail, email,
                $"`{email.Content().Show()}` is no e-mail address; write for instance `me@example.org`.");
        }
    }
}
