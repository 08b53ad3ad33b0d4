using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Sites;

/// <summary>What a site is asked for.</summary>
/// <param name="Path">Its folder.</param>
/// <param name="Title">Its title.</param>
/// <param name="Link">The address its folder has on the web, http or https.</param>
/// <param name="Description">What it is about; may be empty.</param>
/// <param name="Language">The language it is in, such as <c>en</c>.</param>
/// <param name="Comment">What everybody who looks at it should know; may be empty.</param>
/// <param name="Pages">Its pages, the newest first, those without a date last; may be empty.</param>
internal sealed record SiteRequest(
    string Path, string Title, string Link, string Description, string Language, string Comment,
    IReadOnlyList<SitePage> Pages)
{
    // The sitemap protocol 0.9 (sitemaps.org) allows 50,000 addresses; one is the index.
    private const int PagesMax = 49_999;

    /// <summary>What lists the pages for readers.</summary>
    public const string Index = "index.html";

    /// <summary>What tells programs of new pages.</summary>
    public const string Feed = "feed.xml";

    /// <summary>What lists the pages for search engines.</summary>
    public const string Map = "sitemap.xml";

    /// <summary>The path of one of the site's files below the pipeline's folder.</summary>
    public string PathOf(string file) => $"{Path}/{file}";

    /// <summary>The address of one of the site's files on the web; its index has that of its folder.</summary>
    public string AddressOf(string file) =>
        WebAddress.Resolve(Link, file == Index ? "./" : WebAddress.OfPath(file))!;

    /// <summary>Reads a request.</summary>
    /// <exception cref="FormatException">Something is missing or of the wrong kind; the message names it.</exception>
    public static SiteRequest Parse(Request request)
    {
        using var document = TargetContent.Parse(request.Content);
        var root = document.RootElement;
        if (root.Member("pages") is not { ValueKind: JsonValueKind.Array } pages || pages.GetArrayLength() > PagesMax)
        {
            throw new FormatException($"`pages` is no list of at most {PagesMax} pages");
        }

        var link = Require(root, "link");
        if (!WebAddress.IsOne(link))
        {
            throw new FormatException("`link` is no web address; write for instance `https://example.org/news`");
        }

        var all = pages.EnumerateArray().Select((page, place) => ToPage(page, place, request.Inputs)).ToList();
        Check(all);
        return new(Require(root, "path").TrimEnd('/'), FeedText.OneLine(Require(root, "title")), link,
            FeedText.OneLine(root.Text("description") ?? ""), FeedText.OneLine(root.Text("language") ?? "en"),
            FeedText.OneLine(root.Text("comment") ?? ""),
            [.. all.OrderByDescending(page => page.Date ?? DateTimeOffset.MinValue)]);
    }

    private static SitePage ToPage(JsonElement page, int place, IReadOnlyList<Blob> inputs)
    {
        var path = Require(page, "path");
        if (PathRules.Objection(path) is { } objection)
        {
            throw new FormatException($"`{PathRules.Show(path)}`: {objection}");
        }

        var input = page.Member("input") is { } number ? Number(number) : place;
        if (input < 0 || input >= inputs.Count || (page.Text("blob") is { } blob && blob != inputs[input].Hash))
        {
            throw new FormatException($"the inputs are not what `{PathRules.Show(path)}` says");
        }

        var title = FeedText.OneLine(page.Text("title") ?? "");
        var key = FeedText.OneLine(page.Text("key") ?? "");
        return new(path, title.Length > 0 ? title : key.Length > 0 ? key : path, inputs[input])
        {
            Summary = FeedText.OneLine(page.Text("summary") ?? ""),
            Date = page.Text("date") is { } date
                ? IsoTime.Read(date) ?? throw new FormatException(
                    $"the `date` of `{PathRules.Show(path)}` is no date; write for instance `2026-11-22`")
                : null,
            Key = key,
        };
    }

    // Upper and lower case are one file on some disks, and a web host may run on such a one.
    private static void Check(List<SitePage> pages)
    {
        var paths = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { Index, Feed, Map };
        foreach (var page in pages.Where(page => !paths.Add(page.Path)))
        {
            var isShared = pages.Count(other =>
                other.Path.Equals(page.Path, StringComparison.OrdinalIgnoreCase)) > 1;
            throw new FormatException(isShared
                ? $"two pages would lie at `{PathRules.Show(page.Path)}`; give each its own path"
                : $"a page would lie at `{PathRules.Show(page.Path)}`, which the site makes itself; rename the page");
        }
    }

    private static int Number(JsonElement number) =>
        number.ValueKind == JsonValueKind.Number && number.TryGetInt32(out var value)
            ? value
            : throw new FormatException("`input` is no whole number");

    private static string Require(JsonElement parent, string name) =>
        parent.Text(name) is { Length: > 0 } text ? text : throw new FormatException(string.Create(
            CultureInfo.InvariantCulture, $"`{name}` is missing"));
}
