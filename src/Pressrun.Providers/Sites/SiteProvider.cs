using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Seams;

namespace Pressrun.Providers.Sites;

/// <summary>
/// A web site in a folder as a target: each call writes the pages, then the index, the feed and the sitemap over all of
/// them, each as a whole, and reads it all back. So what a visitor follows is there, whenever a call ends early. The
/// request's content is <c>{"path":"public","title":…,"link":"https://example.org/news","description":…,
/// "language":"en","comment":…,"pages":[{"path":"blog/0001.html","title":…,"summary":…,"date":"2026-11-22","key":…,
/// "blob":HASH,"bytes":…,"input":0}]}</c>, with the pages' contents as inputs; of these path, title, link, pages and a
/// page's path must be there, and input is the page's own place unless it says otherwise. The answer is
/// <c>{"path":"public","pages":1,"index":SHA256}</c>. Without a page nothing is written, and index is empty. Costs
/// nothing; writing twice does no harm, and what is there already is left untouched. Safe to use from several threads.
/// </summary>
/// <param name="root">The folder in which the site lies; made with the first page.</param>
/// <param name="open">Opens a blob of the store for reading.</param>
public sealed class SiteProvider(string root, Func<Blob, Stream> open) : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Name = "site";

    /// <inheritdoc/>
    public Profile Profile { get; } = new(Name, Limit.AtOnce(1) with { IsCeiling = true });

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        SiteRequest site;
        try
        {
            site = SiteRequest.Parse(call.Request);
        }
        catch (FormatException error)
        {
            return Fail(new(
                Failure.Permanent, $"The site was not written: {error.Message}. Mend the stage's `put`."));
        }

        if (site.Pages.Count == 0)
        {
            return new(Outcome.Answered.Instance, Describe(site, index: ""));
        }

        foreach (var page in site.Pages)
        {
            if (await WriteAsync(site, page, ct) is { } failed)
            {
                return Fail(failed);
            }
        }

        var index = "";
        (string File, byte[] Content)[] lists =
        [
            (SiteRequest.Index, Encoding.UTF8.GetBytes(SiteIndex.Write(site))),
            (SiteRequest.Feed, SiteXml.Feed(site)),
            (SiteRequest.Map, SiteXml.Map(site)),
        ];
        foreach (var (file, content) in lists)
        {
            var write = await FolderFiles.WriteAsync(root, site.PathOf(file), content, ct);
            if (write.Outcome is Outcome.Failed failed)
            {
                return Fail(failed);
            }

            index = file == SiteRequest.Index ? write.Sha256 : index;
        }

        return await SiteCheck.FindAsync(root, site, ct) is { } missing
            ? Fail(missing)
            : new(Outcome.Answered.Instance, Describe(site, index));
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What a site answers is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private async Task<Outcome.Failed?> WriteAsync(SiteRequest site, SitePage page, CancellationToken ct)
    {
        var path = site.PathOf(page.Path);
        try
        {
            return (await FolderFiles.WriteAsync(root, path, page.Content, open, ct)).Outcome as Outcome.Failed;
        }
        catch (StoreException)
        {
            return DiskErrors.Fail(
                Failure.Permanent, path, "its content cannot be read from the store; run `pressrun doctor`");
        }
    }

    private static Body Describe(SiteRequest site, string index) => new(TargetContent.Write(json =>
    {
        json.WriteString("path", site.Path);
        json.WriteNumber("pages", site.Pages.Count);
        json.WriteString("index", index);
    }));

    private static Reply Fail(Outcome.Failed why) => new(why, Body.Empty);
}
