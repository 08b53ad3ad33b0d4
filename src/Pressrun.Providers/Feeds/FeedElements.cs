using System.Xml;
using System.Xml.Linq;

namespace Pressrun.Providers.Feeds;

/// <summary>Writes the elements of a feed by their usual names, such as <c>itunes:author</c>.</summary>
internal sealed class FeedElements(XmlWriter xml)
{
    private static readonly Dictionary<string, XNamespace> Spaces = new(StringComparer.Ordinal)
    {
        ["atom"] = FeedNames.Atom,
        ["content"] = FeedNames.Content,
        ["itunes"] = FeedNames.ITunes,
        ["podcast"] = FeedNames.Podcast,
    };

    /// <summary>Opens the document and its channel.</summary>
    public void Begin()
    {
        xml.WriteStartElement("rss");
        xml.WriteAttributeString("version", "2.0");
        foreach (var (prefix, space) in Spaces.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            xml.WriteAttributeString("xmlns", prefix, ns: null, space.NamespaceName);
        }

        xml.WriteStartElement("channel");
    }

    public void Open(string name)
    {
        if (name.Split(':') is [var prefix, var local])
        {
            xml.WriteStartElement(prefix, local, Spaces[prefix].NamespaceName);
        }
        else
        {
            xml.WriteStartElement(name);
        }
    }

    public void Close() => xml.WriteEndElement();

    /// <summary>An element with a text.</summary>
    public void Text(string name, string text, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        Open(name);
        foreach (var attribute in attributes)
        {
            xml.WriteAttributeString(attribute.Name, attribute.Text);
        }

        xml.WriteString(text);
        Close();
    }

    /// <summary>An element with a text, left out where there is none.</summary>
    public void Optional(string name, string? text)
    {
        if (text is not null && FeedText.Clean(text) is { Length: > 0 } clean)
        {
            Text(name, clean);
        }
    }

    /// <summary>An element with attributes only.</summary>
    public void Empty(string name, params ReadOnlySpan<(string Name, string Text)> attributes)
    {
        Open(name);
        foreach (var attribute in attributes)
        {
            xml.WriteAttributeString(attribute.Name, attribute.Text);
        }

        Close();
    }

    /// <summary>A category, with its subcategory inside where there is one.</summary>
    public void Category(string category, string? subcategory)
    {
        Open("itunes:category");
        xml.WriteAttributeString("text", category);
        if (subcategory is not null)
        {
            Empty("itunes:category", ("text", subcategory));
        }

        Close();
    }

    /// <summary>Who owns the feed; left out where nothing is known.</summary>
    public void Owner(string? name, string? email)
    {
        if (name is null && email is null)
        {
            return;
        }

        Open("itunes:owner");
        Optional("itunes:name", name);
        Optional("itunes:email", email);
        Close();
    }

    /// <summary>Tells other hosts not to take the feed over; the owner is who may lift that.</summary>
    public void Locked(string? owner)
    {
        if (owner is null)
        {
            Text("podcast:locked", "yes");
        }
        else
        {
            Text("podcast:locked", "yes", ("owner", FeedText.OneLine(owner)));
        }
    }
}
