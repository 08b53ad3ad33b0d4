using System.Text.Json;
using Pressrun.Model;
using Pressrun.Providers.Pages;

namespace Pressrun.Providers.Local;

/// <summary>
/// <c>page</c>: holds a page of HTML to what readers may be given, and makes a file of it. Content is
/// <c>{"html", "is_mail"}</c>; a mail holds no images and loads nothing. There are no inputs.
/// </summary>
internal sealed class PageTask : LocalTask
{
    /// <inheritdoc/>
    public override string Name => "page";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct)
    {
        try
        {
            using var document = JsonDocument.Parse(call.Request.Content);
            var root = document.RootElement;
            var isMail = root.TryGetProperty("is_mail", out var mail) && mail.GetBoolean();
            var html = ContentText.Find(root, "html");
            return Task.FromResult(Body.FromText(HeldPage.Of(html, isMail ? PageKind.Mail : PageKind.Site)));
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new LocalTaskException(
                "the page cannot be read: expected html as text, and is_mail as true or false", fault);
        }
    }

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => reply.Body.Blob is { } blob
        ? new("", blob)
        : throw new FormatException("A page must be a blob, but this one lies in the journal itself.");
}
