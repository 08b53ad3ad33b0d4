using System.Text;
using System.Xml;
using Markdig;
using Markdig.Parsers;
using Markdig.Renderers;
using Pressrun.Providers.Feeds;

namespace Pressrun.Providers.Pages;

/// <summary>
/// Makes a fragment of well-formed XHTML of Markdown that nobody vouches for: no tag of its own, no script, only links
/// that <see cref="LinkRule"/> allows. The same text gives the same fragment.
/// </summary>
internal static class MarkdownHtml
{
    // The parser's time grows with the square of what may begin or end a link, or part a table, within one paragraph.
    private const int MarksMax = 4_000;

    private static readonly string[] Marks = ["](", "://", "www.", ":-"];

    // No attributes, no raw tags: both would let a text say what it does instead of what it means.
    private static readonly MarkdownPipeline Pipeline =
        new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().DisableHtml().Build();

    /// <summary>
    /// The fragment, with line feeds only; empty for a blank text. A text too intricate to be parsed, such as a
    /// thousand quotations within each other, is shown as it is written.
    /// </summary>
    public static string Render(string markdown, PageKind kind)
    {
        var text = FeedText.Clean(markdown);
        if (!IsIntricate(text))
        {
            try
            {
                var html = FeedText.Clean(Parse(text, kind));
                if (IsWellFormed(html))
                {
                    return html;
                }
            }
            catch (ArgumentException)
            {
                // The parser's word for what is nested too deep.
            }
        }

        return AsWritten(text);
    }

    /// <summary>A text as it may stand between tags or in an attribute.</summary>
    public static string Escape(string text) => text
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("<", "&lt;", StringComparison.Ordinal)
        .Replace(">", "&gt;", StringComparison.Ordinal)
        .Replace("\"", "&quot;", StringComparison.Ordinal);

    private static string Parse(string text, PageKind kind)
    {
        var document = MarkdownParser.Parse(text, Pipeline);
        SafeLinks.Hold(document, kind);
        using var html = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.Render(document);
        return html.ToString();
    }

    private static bool IsIntricate(string text)
    {
        var count = 0;
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (line.IsWhiteSpace())
            {
                count = 0;
                continue;
            }

            foreach (var mark in Marks)
            {
                count += line.Count(mark);
            }

            if (count > MarksMax)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsWellFormed(string html)
    {
        try
        {
            using var xml = XmlReader.Create(new StringReader($"<div>{html}</div>"));
            while (xml.Read())
            {
                // Reading is the check.
            }

            return true;
        }
        catch (XmlException)
        {
            return false;
        }
    }

    private static string AsWritten(string text)
    {
        var html = new StringBuilder();
        foreach (var paragraph in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            var lines = Escape(paragraph.Trim('\n')).Replace("\n", "<br />\n", StringComparison.Ordinal);
            html.Append("<p>").Append(lines).Append("</p>\n");
        }

        return html.ToString().TrimEnd();
    }
}
