using Pressrun.Model;
using Pressrun.Providers.Books;

namespace Pressrun.Providers.Local;

/// <summary>
/// <c>epub</c>: binds chapters of Markdown to a book, an EPUB 3. Content is
/// <c>{"title", "author", "language", "comment", "chapters": [{"title", "markdown"}]}</c>; there are no inputs.
/// </summary>
internal sealed class EpubTask : LocalTask
{
    /// <inheritdoc/>
    public override string Name => "epub";

    /// <inheritdoc/>
    public override Task<Body> RunAsync(Call call, CancellationToken ct) =>
        Task.FromResult(new Body(Epub.Write(Book.Read(call.Request.Content), ct)));

    /// <inheritdoc/>
    public override Answer Read(Call call, Reply reply) => reply.Body.Blob is { } blob
        ? new("", blob)
        : throw new FormatException("A book must be a blob, but this one lies in the journal itself.");
}
