using System.Text.Json;
using System.Text.Json.Nodes;
using Pressrun.Model;
using Pressrun.Pipelines.Items;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;
using static System.FormattableString;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Fetches a page and takes its article out: two calls, so that a better extraction fetches nothing again. The result
/// is a JSON object: the text, title, slug and what else the page says of itself.
/// </summary>
/// <param name="address">The template of the address.</param>
/// <param name="names">What its names stand for.</param>
/// <param name="care">Tries and timeout of the page's call.</param>
internal sealed class FetchVerb(Template address, Names names, Care care) : Verb
{
    private const int HashDigits = 8;

    // What is taken out of filings, and how; another number takes it out anew and fetches nothing.
    private const int FilingReader = 1;

    /// <summary>
    /// Of filings of the SEC, how many tokens of their Items a model is to read. <value>Null: articles.</value>
    /// </summary>
    public int? FilingTokens { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint => FilingTokens is { } tokens
        ? Invariant($"fetch/1 {address.Hash} filing/{FilingReader} {tokens}")
        : $"fetch/1 {address.Hash}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var url = (await names.RenderAsync(address, context)).Trim();
        var page = await context.CallAsync(
            care.Of(new("fetch", HostOf(url), JsonText.Of(json => json.WriteString("url", url)))));
        var article = await context.CallAsync(RequestOf(url, context) with { Inputs = [page.Blob!] });
        var fields = JsonNode.Parse(article.Text)!.AsObject();
        Refuse(fields, url);
        foreach (var name in Optional)
        {
            // There for every page, so that a template may name it.
            fields[name] ??= "";
        }

        fields["slug"] = SlugOf((string?)fields["title"] ?? "", url, context.Item.Key);
        return Output.Of(fields.ToJsonString(Relaxed));
    }

    private Request RequestOf(string url, StageContext context) => FilingTokens is not { } tokens
        ? new("local", "extract", JsonText.Of(json => json.WriteString("url", url)))
        : new("local", "filing", JsonText.Of(json =>
        {
            json.WriteString("url", url);
            // An item that knows its form is believed: a filing's own words for it vary.
            json.WriteString("form", Names.FieldsOf(context.Item)
                .Where(field => field.Key == "form").Select(field => field.Value.Text).FirstOrDefault(""));
            json.WriteNumber("tokens", tokens);
            json.WriteNumber("reader", FilingReader);
        }));

    private static readonly string[] Optional =
        ["title", "text", "byline", "language", "site_name", "address", "published", "excerpt"];

    private static JsonSerializerOptions Relaxed { get; } =
        new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The lane of the call: one host is asked politely, one call at a time.
    private static string HostOf(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return "file";
        }

        // Before anything of it is written down.
        return address.UserInfo.Length > 0
            ? throw new PressrunException($"the address at {address.Host} holds a user name or a password; take it out")
            : address.IdnHost.ToLowerInvariant().TrimEnd('.');
    }

    // A page that is no article is nothing to pay for: a person looks at it.
    private static void Refuse(JsonObject fields, string url)
    {
        if (fields["is_paywalled"] is JsonValue paywalled && paywalled.GetValue<bool>())
        {
            throw new HeldException($"{url} is behind a paywall: the page says that its text is not free to read; "
                + "if you have access, save it as a file and list that");
        }

        if (fields["is_too_short"] is JsonValue tooShort && tooShort.GetValue<bool>())
        {
            throw new HeldException($"{url} holds too little text for an article; look whether it is one, "
                + "then take the line out or list its text as a file");
        }
    }

    // Two articles of one title must not meet in one file. A title in another writing has no letters a path may have:
    // then the last part of the address names it.
    private static string SlugOf(string title, string url, string key)
    {
        var last = url.TrimEnd('/').Split('/')[^1].Split('?', '#')[0];
        var name = title.Any(char.IsAsciiLetter) ? title : Path.GetFileNameWithoutExtension(last);
        return $"{Slug.Of(name)}-{Output.Of(key).Hash[..HashDigits]}";
    }
}
