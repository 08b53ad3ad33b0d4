using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Seams;

namespace Pressrun.Providers.Mail;

/// <summary>
/// A folder of mails as a target: each call writes one <c>.eml</c> file, which every mail program opens and every
/// server takes. The request's content is <c>{"outbox":"outbox","name":"0001","from":"A &lt;a@b&gt;","to":["c@d"],
/// "subject":…,"text":…,"html":…,"date":"2026-11-22","list_unsubscribe":"https://…"}</c>; of text and html one may be
/// missing, and list_unsubscribe too. The answer is <c>{"path":"outbox/0001.eml","bytes":…,"sha256":…,
/// "message_id":"&lt;…&gt;"}</c>. Costs nothing; the same request gives the same bytes, so writing twice does no harm.
/// Safe to use from several threads.
/// </summary>
/// <param name="root">The folder in which the outbox lies; made with the first mail.</param>
public sealed class MailProvider(string root) : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Name = "mail";

    /// <inheritdoc/>
    public Profile Profile { get; } = new(Name, Limit.AtOnce(4) with { IsCeiling = true });

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        string path, id;
        byte[] mail;
        try
        {
            using var content = TargetContent.Parse(call.Request.Content);
            var letter = Letter.Parse(content.RootElement);
            var outbox = Letter.Line(content.RootElement, "outbox").TrimEnd('/');
            path = $"{outbox}/{Letter.Line(content.RootElement, "name")}.eml";
            id = LetterWriter.IdOf(letter, call.Request.Content);
            mail = LetterWriter.Write(letter, call.Request.Content);
        }
        catch (FormatException error)
        {
            return new(new Outcome.Failed(Failure.Permanent,
                $"No mail was written: {error.Message}. Mend the stage's `put`."), Body.Empty);
        }

        var write = await FolderFiles.WriteAsync(root, path, mail, ct);
        return new(write.Outcome, write.IsThere ? Describe(path, write, id) : Body.Empty);
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What an outbox answers is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static Body Describe(string path, FolderWrite write, string id) => new(TargetContent.Write(json =>
    {
        json.WriteString("path", path);
        json.WriteNumber("bytes", write.Bytes);
        json.WriteString("sha256", write.Sha256);
        json.WriteString("message_id", id);
    }));
}
