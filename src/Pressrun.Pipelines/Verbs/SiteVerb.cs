using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Writes a web site over every item that is done: the pages, held to what readers may be given, then index, feed and
/// sitemap over all of them. One call writes it, so that an index never leads to what is not there.
/// </summary>
/// <param name="folder">The template of its folder.</param>
/// <param name="root">Folder before it; empty for none.</param>
/// <param name="sources">The stages whose results are its pages, at least one.</param>
/// <param name="words">What is said of it.</param>
/// <param name="pipeline">Name of the pipeline, the title where there is no other.</param>
/// <param name="names">What the names in its own templates stand for.</param>
/// <param name="scopes">What the names in the templates of its pages stand for.</param>
internal sealed class SiteVerb(
    Template folder, string root, IReadOnlyList<SiteSource> sources, SiteWords words, string pipeline, Names names,
    BatchScopes scopes) : Verb
{
    private static readonly string[] Summaries = ["summary", "description", "excerpt"];

    /// <summary>The stage that fetched the items' pages, which have dates and excerpts; null for none.</summary>
    public string? PageOf { get; init; }

    /// <summary>What everybody who looks at it should know, such as that it was made by stand-ins.</summary>
    public string Comment { get; init; } = "";

    /// <inheritdoc/>
    public override string Fingerprint => $"site/1 {folder.Hash} {root} {PageOf} {Comment} {words.Hash} "
        + string.Join(' ', sources.Select(source => $"{source.Stage} {source.IsPage} {source.Path.Hash}"));

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        await scopes.ReadAsync(context);
        var language = await TextAsync(words.Language, context) ?? "en";
        var (pages, blobs) = (new List<Page>(), new List<Blob>());
        foreach (var source in sources)
        {
            await foreach (var (item, outputs) in context.BatchAsync(source.Stage))
            {
                if (outputs is [{ } output])
                {
                    var (page, blob) = await PageAsync(context, source, item, output, language);
                    pages.Add(page);
                    blobs.Add(blob);
                }
            }
        }

        if (pages.Count == 0)
        {
            // A site without pages is none: what lies there stays.
            return Output.Of("{}");
        }

        var path = root + await names.RenderPathAsync(folder, context);
        var title = await TextAsync(words.Title, context) ?? pipeline;
        var (link, description) = (
            await TextAsync(words.Link, context) ?? "", await TextAsync(words.Description, context));
        var content = JsonText.Of(json =>
        {
            json.WriteString("path", path);
            json.WriteString("title", title);
            json.WriteString("link", link);
            json.WriteMaybe("description", description);
            json.WriteString("language", language);
            json.WriteMaybe("comment", Comment);
            json.WriteStartArray("pages");
            foreach (var (place, page) in pages.Index())
            {
                json.WriteStartObject();
                json.WriteString("path", page.Path);
                json.WriteString("title", page.Title);
                json.WriteMaybe("summary", page.Summary);
                json.WriteMaybe("date", page.Date);
                json.WriteString("key", page.Key);
                json.WriteString("blob", blobs[place].Hash);
                json.WriteNumber("bytes", blobs[place].Length);
                json.WriteNumber("input", place);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
        return Output.Of((await context.CallAsync(new("site", "index.html", content) { Inputs = blobs })).Text);
    }

    private async Task<(Page Page, Blob Content)> PageAsync(
        StageContext context, SiteSource source, Item item, Output output, string language)
    {
        var text = source.IsPage
            ? await context.ReadTextAsync(output)
            : await MainText.ReadAsync(context, output);
        var title = PageTitle.OneLine(words.PageTitle is { } own ? scopes.Render(own, item)
            : source.IsPage ? PageTitle.Of(text) : "");
        title = title.Length > 0 ? title : PageTitle.OneLine(item.Title ?? item.Key);
        var html = source.IsPage ? text : (await context.CallAsync(new("local", "html", JsonText.Of(json =>
        {
            json.WriteString("title", title);
            json.WriteString("language", language);
            json.WriteString("comment", Comment);
            json.WriteString("markdown", text);
            json.WriteBoolean("is_mail", value: false);
        })))).Text;
        var page = PageOf is null ? null : scopes.Find(PageOf, item);
        return (new(scopes.RenderPath(source.Path, item), title, SummaryOf(item, page), DateOf(item, page), item.Key),
            await MailVerb.HoldAsync(context, html, isMail: false));
    }

    private string SummaryOf(Item item, Fields? page) => PageTitle.OneLine(
        words.Summary is { } own ? scopes.Render(own, item)
        : Names.FieldsOf(item).Where(field => Summaries.Contains(field.Key, StringComparer.Ordinal))
            .Select(field => field.Value.Text).FirstOrDefault(text => text.Length > 0)
            ?? page?.Find("excerpt")?.Text ?? "");

    private string? DateOf(Item item, Fields? page)
    {
        if (words.Date is not { } own)
        {
            return ItemDate.Of(item, page);
        }

        var written = scopes.Render(own, item);
        return written.AsSpan().IsWhiteSpace() ? null : ItemDate.Read(written) ?? throw new CallFailedException(
            $"the `date` of {item.Key} is `{PageTitle.OneLine(written)}`, which is none; write it as 2026-11-22");
    }

    private async Task<string?> TextAsync(Template? template, StageContext context) =>
        template is null ? null
        : PageTitle.OneLine(await names.RenderAsync(template, context)) is { Length: > 0 } text ? text
        : null;

    private sealed record Page(string Path, string Title, string Summary, string? Date, string Key);
}
