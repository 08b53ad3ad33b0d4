using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Books;
using Pressrun.Providers.Feeds;
using Pressrun.Providers.Pages;

namespace Pressrun.Providers.Local;

/// <summary>
/// <c>html</c>: makes a page of Markdown. Content is <c>{"title", "language", "comment", "markdown", "is_mail"}</c>; a
/// mail holds no images. There are no inputs.
/// </summary>
internal sealed class HtmlTask : LocalTask
{
    /// <inheritdoc/>
    public override string Name => "html";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct) =>
        Task.FromResult(Body.FromText(PageOf(call.Request.Content).Write()));

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => new(reply.Body.ToText());

    private static HtmlPage PageOf(string content)
    {
        try
        {
            using var document = JsonDocument.Parse(content);
            var root = document.RootElement;
            var title = FeedText.OneLine(ContentText.Find(root, "title"));
            if (title.Length == 0)
            {
                throw new LocalTaskException("a page needs a title: give it one");
            }

            var isMail = root.TryGetProperty("is_mail", out var mail) && mail.GetBoolean();
            var kind = isMail ? PageKind.Mail : PageKind.Site;
            var text = MarkdownHtml.Render(TitledText.Below(title, ContentText.Find(root, "markdown")), kind);
            return new(title, Book.LanguageOf(root), $"<h1>{MarkdownHtml.Escape(title)}</h1>\n{text}")
            {
                Comment = ContentText.Find(root, "comment"),
                Kind = kind,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new LocalTaskException(
                "the page cannot be read: expected title, language, comment and markdown as texts, and is_mail as true "
                + "or false",
                fault);
        }
    }
}
