namespace Pressrun.Pipelines.Files.Binding;

/// <summary>A kind of target <c>put</c> can name.</summary>
/// <param name="Name">What stands before <c>://</c>.</param>
/// <param name="Doc">What it does.</param>
/// <param name="IsLater">Whether only a later version carries it out.</param>
internal sealed record PutScheme(string Name, string Doc, bool IsLater = false)
{
    /// <summary>A target as it is written; empty for what only a later version carries out.</summary>
    public string Example { get; init; } = "";

    /// <summary>What <c>with</c> may name, in words; empty for nothing.</summary>
    public string With { get; init; } = "";

    /// <summary>All of them, in the order in which they are listed.</summary>
    public static readonly IReadOnlyList<PutScheme> All =
    [
        new("folder",
            "Writes the result of the stage above to a file; of text, `.html` makes a page and `.epub` a book.")
        {
            Example = "folder://public/{{key}}.mp3",
        },
        new("feed", "Builds a podcast feed; wants `once`.")
        {
            Example = "feed://public/feed.xml",
            With = "`link` (where it will be found, must be given) `title description language author owner email "
                + "explicit type image category subcategory copyright`",
        },
        new("site", "Builds a site of all pages, with index, feed and sitemap; wants `once`.")
        {
            Example = "site://public",
            With = "`link` (where it will be found, must be given); `title` (default: the pipeline's name) "
                + "`description` `language` (`en`); `pages`, the stages whose results are its pages (the first needed "
                + "that renders `.html`); of each page `path` (`{{key}}.html`), `page_title` (its `<title>`), "
                + "`summary` (the item's `summary`, `description` or `excerpt`), `date` (the item's, as for `mail://`)",
        },
        new("mail", "Writes a mail for each item into a folder, as `.eml`.")
        {
            Example = "mail://outbox",
            With = "`from` and `to` (must be given; several with commas); `subject` (the page's `<title>`), `text` "
                + "(made of the page), `date` (the item's `date`, `published`, `filed`, `filing_date` or `filed_at`, "
                + "else what `fetch` found), `unsubscribe`",
        },
        new("smtp", "Hands a mail for each item to a mail server, at port 587 if none is given.")
        {
            Example = "smtp://smtp.example.org:587",
            With = "as for `mail://`",
        },
        new("s3", "Uploads to S3 storage.", IsLater: true),
        new("azure", "Uploads to Azure Blob storage.", IsLater: true),
        new("git", "Commits and pushes.", IsLater: true),
        new("http", "As `https://`, unencrypted.")
        {
            Example = "http://intranet.example/hook",
            With = "as for `https://`",
        },
        new("https", "Posts to an address, with an Idempotency-Key.")
        {
            Example = "https://example.org/hooks/{{key}}",
            With = "`body` (a template or a file of one; the result of the stage above), `type` (`application/json`; "
                + "`text/plain` for a text)",
        },
    ];

    /// <summary>The scheme of a target; null if it has none, or one nobody knows.</summary>
    public static PutScheme? Of(string target) => All.FirstOrDefault(
        scheme => target.StartsWith(scheme.Name + "://", StringComparison.Ordinal));
}
