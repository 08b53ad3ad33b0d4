using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Pressrun.Providers.Feeds.Checking;

/// <summary>Reads a feed's XML, or finds why it cannot be read. Nothing outside the text is ever opened.</summary>
internal static partial class FeedDocument
{
    private const int CharactersMax = 32 * 1024 * 1024;
    private const int DepthMax = 32;

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    /// <summary>The root with lines and columns, Apple's namespace in its usual spelling; null if unreadable.</summary>
    public static XElement? Load(string xml, Findings findings)
    {
        var text = xml.TrimStart('\uFEFF');
        if (text.Length > CharactersMax)
        {
            findings.Add(FeedRules.Size, 1, 1, "The feed is larger than 32 million characters; drop old episodes.");
            return null;
        }

        try
        {
            if (!IsShallow(text, findings))
            {
                return null;
            }

            using var reader = XmlReader.Create(new StringReader(text), Settings);
            var document = XDocument.Load(reader, LoadOptions.SetLineInfo);
            CheckEncoding(document, findings);
            Spell(document.Root!, findings);
            return document.Root;
        }
        catch (XmlException error)
        {
            AddFault(text, error, findings);
            return null;
        }
    }

    // A tree is built only of what is not nested endlessly.
    private static bool IsShallow(string text, Findings findings)
    {
        using var reader = XmlReader.Create(new StringReader(text), Settings);
        while (reader.Read())
        {
            if (reader.Depth > DepthMax)
            {
                var at = (IXmlLineInfo)reader;
                findings.Add(FeedRules.Size, at.LineNumber, at.LinePosition,
                    "Elements are nested more than 32 deep; a feed needs 5.");
                return false;
            }
        }

        return true;
    }

    private static void CheckEncoding(XDocument document, Findings findings)
    {
        if (document.Declaration?.Encoding is { } encoding
            && !string.Equals(encoding, "utf-8", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(FeedRules.Encoding, 1, 1, $"The encoding is {encoding}; save the feed as UTF-8.");
        }
    }

    private static void Spell(XElement root, Findings findings)
    {
        var isTold = false;
        foreach (var element in root.DescendantsAndSelf())
        {
            var space = element.Name.NamespaceName;
            if (space == FeedNames.ITunes.NamespaceName
                || !string.Equals(space, FeedNames.ITunes.NamespaceName, StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            if (!isTold)
            {
                findings.Add(FeedRules.Namespace, element,
                    $"`{space}` differs in capitals from Apple's namespace, which some readers then do not know; "
                    + $"write `{FeedNames.ITunes.NamespaceName}`.");
                isTold = true;
            }

            element.Name = FeedNames.ITunes + element.Name.LocalName;
        }
    }

    // The reader names no place for a document type, and only for that.
    private static void AddFault(string text, XmlException error, Findings findings)
    {
        var at = text.IndexOf("<!DOCTYPE", StringComparison.Ordinal);
        if (error.LineNumber == 0 && at >= 0)
        {
            var before = text.AsSpan(0, at);
            findings.Add(FeedRules.DocumentType, before.Count('\n') + 1, at - before.LastIndexOf('\n'),
                "The feed has a document type, which can hide a bomb; take the `DOCTYPE` out.");
        }
        else
        {
            findings.Add(FeedRules.Xml, error.LineNumber, error.LinePosition,
                $"The feed is not well-formed XML ({Cause(error)}); mend this place.");
        }
    }

    // The place stands in the finding already.
    private static string Cause(XmlException error) => Place().Replace(error.Message, "").TrimEnd('.', ' ');

    [GeneratedRegex(@" Line \d+, position \d+\.$", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
