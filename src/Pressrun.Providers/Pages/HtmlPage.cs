using System.Text.RegularExpressions;
using Pressrun.Providers.Feeds;

namespace Pressrun.Providers.Pages;

/// <summary>
/// A whole page of HTML5 that is well-formed XML too, readable without anything beside it, dark or light as the system
/// is, with a policy that lets nothing run in it.
/// </summary>
/// <param name="Title">Its title, any text.</param>
/// <param name="Language">Its language, such as <c>en</c> or <c>de-AT</c>.</param>
/// <param name="Body">A fragment of XHTML that can be trusted.</param>
internal sealed partial record HtmlPage(string Title, string Language, string Body)
{
    private const string Style =
        """
        :root { color-scheme: light dark; }
        body { margin: 0; background: #fdfcfa; color: #1f2328; font: 1.1rem/1.6 Georgia, "Times New Roman", serif; }
        main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
        h1, h2, h3, h4, h5, h6 { line-height: 1.25; margin: 2em 0 .6em; font-family: system-ui, sans-serif; }
        h1 { font-size: 1.9rem; margin-top: 0; }
        a { color: #0b57d0; }
        img { max-width: 100%; height: auto; }
        pre, code { font: .9em/1.5 ui-monospace, Consolas, monospace; }
        pre { overflow-x: auto; padding: 1em; background: #f0eeea; border-radius: .4em; }
        blockquote { margin: 1.2em 0; padding-left: 1em; border-left: .25em solid #c9c5bd; }
        table { display: block; overflow-x: auto; border-collapse: collapse; }
        th, td { padding: .4em .7em; border: 1px solid #c9c5bd; vertical-align: top; }
        footer { margin-top: 3em; border-top: 1px solid #c9c5bd; font-size: .85em; color: #57606a; }
        @media (prefers-color-scheme: dark) {
          body { background: #15181c; color: #e2e4e7; }
          a { color: #8ab4f8; }
          pre { background: #22262c; }
          blockquote, th, td, footer { border-color: #4a5058; }
          footer { color: #9aa3ad; }
        }
        """;

    /// <summary>What everybody who opens it should know, shown below the text. <value>Nothing.</value></summary>
    public string Comment { get; init; } = "";

    /// <summary>Where it is read. <value>On a site.</value></summary>
    public PageKind Kind { get; init; } = PageKind.Site;

    /// <summary>
    /// Whether a text has the form of a language's name (BCP 47, RFC 5646, September 2009, section 2.1); whether there
    /// is such a language is not looked up.
    /// </summary>
    public static bool IsLanguage(string text) => Tag().IsMatch(text);

    /// <summary>The page's text, with line feeds only.</summary>
    public string Write()
    {
        var images = Kind == PageKind.Site ? " img-src http: https: file: 'self';" : "";
        var title = MarkdownHtml.Escape(FeedText.OneLine(Title));
        return $"""
            <!DOCTYPE html>
            <html lang="{MarkdownHtml.Escape(Language)}">
            <head>
            <meta charset="utf-8" />
            <meta http-equiv="Content-Security-Policy" content="default-src 'none';{images} {Policy}" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="referrer" content="no-referrer" />
            <title>{title}</title>
            <style>
            {Style}
            </style>
            </head>
            <body>
            <main>
            {Body}{Footer()}
            </main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }

    // Columns of tables are aligned by styles, so styles may stand in the page; scripts, frames and forms may not.
    private const string Policy = "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

    private string Footer() => FeedText.OneLine(Comment) is { Length: > 0 } comment
        ? $"\n<footer><p>{MarkdownHtml.Escape(comment)}</p></footer>"
        : "";

    [GeneratedRegex(@"^[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8}){0,8}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
