using System.Text;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Providers.Folders;

/// <summary>
/// A folder as a target: each call saves one file below it. The request's content is
/// <c>{"path":"out/x.mp3","text":"…"}</c> for a text, saved as UTF-8, or
/// <c>{"path":"out/x.mp3","blob":"HASH"}</c> with that blob as its only input; the answer is
/// <c>{"path":…,"bytes":…,"sha256":…}</c>. Costs nothing; saving twice does no harm. Safe to use from several threads.
/// </summary>
/// <param name="root">The folder; made with the first file.</param>
/// <param name="open">Opens a blob of the store for reading.</param>
public sealed class FolderProvider(string root, Func<Blob, Stream> open) : IProvider
{
    /// <inheritdoc/>
    public Profile Profile { get; } = new("folder", Limit.AtOnce(4) with { IsCeiling = true });

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        string path;
        string? text;
        try
        {
            (path, text) = Parse(call.Request);
        }
        catch (FormatException error)
        {
            return Fail(new(
                Failure.Permanent, $"Nothing was saved: {error.Message}; mend the stage's `put` or `save`."));
        }

        try
        {
            var write = text is null
                ? await FolderFiles.WriteAsync(root, path, call.Request.Inputs[0], open, ct)
                : await FolderFiles.WriteAsync(root, path, Encoding.UTF8.GetBytes(text), ct);
            return new(write.Outcome, write.IsThere ? Describe(path, write) : Body.Empty);
        }
        catch (StoreException)
        {
            return Fail(DiskErrors.Fail(
                Failure.Permanent, path, "its content cannot be read from the store; run `pressrun doctor`"));
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What a folder answers is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private static (string Path, string? Text) Parse(Request request)
    {
        using var content = TargetContent.Parse(request.Content);
        var path = content.RootElement.Text("path") ?? throw new FormatException("`path` is missing");
        var text = content.RootElement.Text("text");
        var blob = content.RootElement.Text("blob");
        return (text, blob, request.Inputs) switch
        {
            (not null, null, []) => (path, text),
            (null, not null, [var input]) when input.Hash == blob => (path, null),
            (not null, not null, _) or (null, null, _) =>
                throw new FormatException($"`{PathRules.Show(path)}` needs either `text` or `blob`"),
            _ => throw new FormatException($"the inputs are not what `{PathRules.Show(path)}` says"),
        };
    }

    private static Body Describe(string path, FolderWrite write) => new(TargetContent.Write(json =>
    {
        json.WriteString("path", path);
        json.WriteNumber("bytes", write.Bytes);
        json.WriteString("sha256", write.Sha256);
    }));

    private static Reply Fail(Outcome.Failed why) => new(why, Body.Empty);
}
