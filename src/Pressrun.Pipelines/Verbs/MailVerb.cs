using System.Text.Json;
using Pressrun.Model;
using Pressrun.Pipelines.Templates;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>
/// Mails the result of another stage: into a folder, or to a server. A page is held to what a mail may be first: no
/// script, no image, links to the web only. The result is the receipt.
/// </summary>
/// <param name="stage">The stage whose result is mailed.</param>
/// <param name="isPage">Whether that result is a page; else it is text.</param>
/// <param name="words">From, to and the rest.</param>
/// <param name="names">What the templates' names stand for.</param>
/// <param name="care">Tries and timeout.</param>
internal sealed class MailVerb(string stage, bool isPage, MailWords words, Names names, Care care) : Verb
{
    /// <summary>The template of the file, with its folder; null where it goes to a server.</summary>
    public Template? File { get; init; }

    /// <summary>Folder before the file; empty for none.</summary>
    public string Root { get; init; } = "";

    /// <summary>The server; null where it goes to a file.</summary>
    public string? Server { get; init; }

    /// <summary>The stage that fetched the item's page, which has a date; null for none.</summary>
    public string? PageOf { get; init; }

    /// <summary>Whether stand-ins have made it, which every reader should know.</summary>
    public bool IsOffline { get; init; }

    /// <inheritdoc/>
    public override string Fingerprint =>
        $"mail/1 {stage} {isPage} {Root} {File?.Hash} {Server} {PageOf} {IsOffline} {words.Hash}";

    /// <inheritdoc/>
    public override async Task<Output> RunAsync(StageContext context)
    {
        var result = context.Inputs(stage)[0];
        var page = isPage ? await PageAsync(context, result) : null;
        var text = words.Text is { } own ? await names.RenderAsync(own, context)
            : isPage ? null
            : await MainText.ReadAsync(context, result);
        var subject = PageTitle.OneLine(words.Subject is { } given
            ? await names.RenderAsync(given, context)
            : PageTitle.Of(page ?? ""));
        if (subject.Length == 0)
        {
            throw new CallFailedException(words.Subject is null
                ? "the page has no title that could be the subject; give it one, or the stage `with: { subject: … }`"
                : "the subject is empty; what `with: { subject: … }` names has no value here");
        }

        var (from, date) = (await names.RenderAsync(words.From, context), await DateAsync(context));
        var to = new List<string>();
        foreach (var one in words.To)
        {
            to.Add(await names.RenderAsync(one, context));
        }

        var unsubscribe = words.Unsubscribe is { } link ? await names.RenderAsync(link, context) : null;
        var path = File is null ? null : Root + await names.RenderPathAsync(File, context);
        var content = JsonText.Of(json =>
        {
            WriteTarget(json, path);
            json.WriteString("from", from);
            json.WriteStartArray("to");
            to.ForEach(json.WriteStringValue);
            json.WriteEndArray();
            json.WriteString("subject", IsOffline ? $"[offline] {subject}" : subject);
            json.WriteMaybe("text", text);
            json.WriteMaybe("html", page);
            json.WriteString("date", date);
            json.WriteMaybe("list_unsubscribe", unsubscribe);
        });
        var request = Server is null ? new Request("mail", "eml", content) : new Request("smtp", "mail", content);
        return Output.Of((await context.CallAsync(care.Of(request))).Text);
    }

    /// <summary>A page held to what readers may be given, as a file of the store.</summary>
    public static async Task<Blob> HoldAsync(StageContext context, string html, bool isMail) =>
        (await context.CallAsync(new("local", "page", JsonText.Of(json =>
        {
            json.WriteString("html", html);
            json.WriteBoolean("is_mail", isMail);
        })))).Blob!;

    private static async Task<string> PageAsync(StageContext context, Output result)
    {
        var held = await HoldAsync(context, await context.ReadTextAsync(result), isMail: true);
        return await context.ReadTextAsync(Output.Of(held));
    }

    private void WriteTarget(Utf8JsonWriter json, string? path)
    {
        if (path is null)
        {
            json.WriteString("server", Server);
            return;
        }

        var name = path.LastIndexOf('/') + 1;
        json.WriteString("outbox", path[..(name - 1)]);
        json.WriteString("name", path[name..^".eml".Length]);
    }

    private async Task<string> DateAsync(StageContext context)
    {
        if (words.Date is { } given)
        {
            var written = await names.RenderAsync(given, context);
            return ItemDate.Read(written) ?? throw new CallFailedException(
                $"`date` is `{PageTitle.OneLine(written)}`, which is none; write it as 2026-11-22");
        }

        Fields? page = null;
        if (PageOf is not null)
        {
            using var document = JsonDocument.Parse(await context.ReadTextAsync(context.Inputs(PageOf)[0]));
            page = Fields.From(document.RootElement);
        }

        return ItemDate.Of(context.Item, page) ?? throw new CallFailedException(
            "the item has no date its mail could bear; give it a field `date`, such as 2026-11-22, or the stage "
            + "`with: { date: … }`");
    }
}
