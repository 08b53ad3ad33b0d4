using System.Text;
using AngleSharp.Dom;
using Pressrun.Providers.Articles;

namespace Pressrun.Providers.Mail;

/// <summary>
/// What a reader sees of an HTML mail, for programs that show no HTML: text without tags, links with their addresses.
/// </summary>
internal static class PlainText
{
    private static readonly string[] Linked = ["http://", "https://", "mailto:"];

    /// <summary>The text, paragraphs apart by a blank line; empty if the page shows none.</summary>
    public static string Of(string html)
    {
        var text = new StringBuilder();
        // The parser leaves out what nests too deep, so neither a page nor this walk can exhaust the stack.
        Write(PageParser.Parse(html).DocumentElement, text);
        return PlainArticle.Paragraphs(text.ToString());
    }

    private static void Write(INode node, StringBuilder text)
    {
        if (node is not IElement element)
        {
            text.Append(node.NodeType == NodeType.Text ? OnOneLine(node.TextContent) : "");
            return;
        }

        if (Tags.Unread.Contains(element.LocalName) || IsHidden(element))
        {
            return;
        }

        var (before, after) = Around(element.LocalName);
        text.Append(before);
        var start = text.Length;
        foreach (var child in element.ChildNodes)
        {
            Write(child, text);
        }

        if (element.LocalName == "a" && AddressOf(element) is { } address
            && text.ToString(start, text.Length - start).Trim() is var words && words != address)
        {
            text.Append(words.Length > 0 ? " " : "").Append('(').Append(address).Append(')');
        }

        text.Append(after);
    }

    private static (string Before, string After) Around(string name) => name switch
    {
        "br" => ("\n", ""),
        "li" => ("\n- ", "\n"),
        "td" or "th" => ("", " "),
        "tr" or "dt" or "dd" => ("\n", "\n"),
        _ when Tags.Blocks.Contains(name) => ("\n\n", "\n\n"),
        _ => ("", ""),
    };

    private static bool IsHidden(IElement element) => element.HasAttribute("hidden")
        || element.GetAttribute("style")?.Replace(" ", "", StringComparison.Ordinal)
            .Contains("display:none", StringComparison.OrdinalIgnoreCase) == true;

    private static string? AddressOf(IElement link) =>
        link.GetAttribute("href")?.Trim() is { } address && !address.Any(char.IsWhiteSpace)
        && Linked.Any(scheme => address.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            ? address
            : null;

    // Line ends of the source are spaces to a reader.
    private static string OnOneLine(string text) => string.Concat(text.Select(letter =>
        letter is '\n' or '\r' or '\t' or '\f' ? ' ' : letter));
}
