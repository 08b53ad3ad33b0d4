using System.Globalization;
using System.Net;
using System.Text;
using Pressrun.Providers.Feeds;

namespace Pressrun.Providers.Sites;

/// <summary>The page that leads readers to all others: one file, without scripts and without anything loaded.</summary>
internal static class SiteIndex
{
    // Nothing a stranger's title could smuggle in would be loaded or run.
    private const string Policy = "default-src 'none'; style-src 'unsafe-inline'";

    private const string Look = """
        :root { color-scheme: light dark }
        body { max-width: 42rem; margin: 2rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif }
        ol { list-style: none; padding: 0 }
        li { margin: 1.5rem 0 }
        li a { font-weight: 600; overflow-wrap: anywhere }
        li p { margin: .2rem 0; overflow-wrap: anywhere }
        time, footer { font-size: .85rem; opacity: .75 }
        footer { margin-top: 3rem; border-top: 1px solid; padding-top: .5rem }
        """;

    /// <summary>The page, to be saved as UTF-8.</summary>
    public static string Write(SiteRequest site)
    {
        var page = new StringBuilder()
            .Append("<!DOCTYPE html>\n<html lang=\"").Append(Escape(site.Language)).Append("\">\n<head>\n")
            .Append("<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
            .Append("<meta http-equiv=\"Content-Security-Policy\" content=\"").Append(Policy).Append("\">\n")
            .Append("<title>").Append(Escape(site.Title)).Append("</title>\n");
        if (site.Description.Length > 0)
        {
            page.Append("<meta name=\"description\" content=\"").Append(Escape(site.Description)).Append("\">\n");
        }

        page.Append("<link rel=\"canonical\" href=\"").Append(Escape(site.AddressOf(SiteRequest.Index)))
            .Append("\">\n<link rel=\"alternate\" type=\"application/atom+xml\" href=\"").Append(SiteRequest.Feed)
            .Append("\">\n<style>\n").Append(Look).Append("\n</style>\n</head>\n<body>\n<h1>")
            .Append(Escape(site.Title)).Append("</h1>\n");
        if (site.Description.Length > 0)
        {
            page.Append("<p>").Append(Escape(site.Description)).Append("</p>\n");
        }

        page.Append("<ol>\n");
        foreach (var one in site.Pages)
        {
            Append(page, one);
        }

        page.Append("</ol>\n");
        if (site.Comment.Length > 0)
        {
            page.Append("<footer>").Append(Escape(site.Comment)).Append("</footer>\n");
        }

        return page.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>The address by which the index leads to a page: relative, so that the folder works anywhere.</summary>
    public static string LinkOf(SitePage page) => WebAddress.OfPath(page.Path);

    private static void Append(StringBuilder page, SitePage one)
    {
        page.Append("<li");
        if (one.Key.Length > 0)
        {
            page.Append(" data-key=\"").Append(Escape(one.Key)).Append('"');
        }

        page.Append("><a href=\"").Append(Escape(LinkOf(one))).Append("\">").Append(Escape(one.Title)).Append("</a>");
        if (one.Date is { } date)
        {
            var day = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            page.Append(" <time datetime=\"").Append(day).Append("\">").Append(day).Append("</time>");
        }

        if (one.Summary.Length > 0)
        {
            page.Append("\n<p>").Append(Escape(one.Summary)).Append("</p>");
        }

        page.Append("</li>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
