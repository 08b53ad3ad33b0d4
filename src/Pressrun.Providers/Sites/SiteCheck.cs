using System.Globalization;
using System.Security.Cryptography;
using AngleSharp.Html.Parser;
using Pressrun.Model;
using Pressrun.Providers.Folders;

namespace Pressrun.Providers.Sites;

/// <summary>Reads a site back as a visitor would: what was written is not yet what is there.</summary>
internal static class SiteCheck
{
    /// <summary>The first thing that is not as it should be; null if all is.</summary>
    /// <param name="root">The pipeline's folder.</param>
    /// <param name="site">What should be there.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<Outcome.Failed?> FindAsync(string root, SiteRequest site, CancellationToken ct)
    {
        var file = site.PathOf(SiteRequest.Index);
        try
        {
            var links = await LinksAsync(Path.Combine(root, file), ct);
            foreach (var page in site.Pages)
            {
                file = site.PathOf(page.Path);
                var times = links.GetValueOrDefault(SiteIndex.LinkOf(page));
                if (times != 1)
                {
                    return Missing(file, string.Create(CultureInfo.InvariantCulture,
                        $"the index names the page {times} times instead of once"));
                }

                if (await HashAsync(Path.Combine(root, file), ct) != page.Content.Hash)
                {
                    return Missing(file, "the page does not hold what was written there");
                }
            }

            return null;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return Missing(file, "the page is gone just after it was written");
        }
        catch (Exception error) when (DiskErrors.Are(error))
        {
            return DiskErrors.Of(file, error);
        }
    }

    private static Outcome.Failed Missing(string path, string cause) =>
        DiskErrors.Fail(Failure.Transient, path, $"{cause}; look what else writes there");

    private static async Task<Dictionary<string, int>> LinksAsync(string path, CancellationToken ct)
    {
        var html = await File.ReadAllTextAsync(path, ct);
        using var index = new HtmlParser().ParseDocument(html);
        return index.QuerySelectorAll("li > a[href]")
            .GroupBy(link => link.GetAttribute("href")!, StringComparer.Ordinal)
            .ToDictionary(links => links.Key, links => links.Count(), StringComparer.Ordinal);
    }

    private static async Task<string> HashAsync(string path, CancellationToken ct)
    {
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        return Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct));
    }
}
