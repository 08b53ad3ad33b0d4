using System.Text;
using Pressrun.Adapters.Tests.Folders;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Git;

namespace Pressrun.Adapters.Tests.Git;

/// <summary>A repository of its own for each test.</summary>
public abstract class GitTests : IAsyncLifetime
{
    protected const string Key = "Pressrun-Key: 00000000000000000000000000000001";

    private protected GitScene Scene { get; } = new();

    private protected TargetCalls Calls { get; } = new();

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await Scene.InitAsync();

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Scene.Dispose();
        return default;
    }

    private protected static string Content(string repository, string path, string text, string? message = null) =>
        Encoding.UTF8.GetString(TargetContent.Write(json =>
        {
            json.WriteString("repository", repository);
            json.WriteString("path", path);
            json.WriteString("text", text);
            json.WriteString("message", message);
        }));

    private protected static Call CallOf(string path, string text, string? message = null) =>
        TargetCalls.Of("git", "x", Content("public", path, text, message));

    private protected Call BlobCall(string path, byte[] content)
    {
        var blob = Calls.Keep(content);
        return TargetCalls.Of(
            "git", "x", $$"""{"repository":"public","path":"{{path}}","blob":"{{blob.Hash}}"}""", blob);
    }

    private protected GitProvider ProviderOf(GitOptions? options = null, TimeProvider? time = null) =>
        new(Scene.Folder, Calls.Open, options ?? new(), time ?? TimeProvider.System);

    private protected Task<Reply> SendAsync(string path, string text, string? message = null) =>
        ProviderOf().SendAsync(CallOf(path, text, message), 1, Ct);

    private protected void LeaveLock(string name, string content, int minutes)
    {
        var file = Scene.PathOf($".git/{name}");
        File.WriteAllText(file, content);
        File.SetLastWriteTimeUtc(file, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-minutes));
    }

    private protected static void Answered(Reply reply) => Assert.Equal(Outcome.Answered.Instance, reply.Outcome);

    private protected static Outcome.Failed Failed(Failure failure, Reply reply)
    {
        var failed = Assert.IsType<Outcome.Failed>(reply.Outcome);
        Assert.Equal(failure, failed.Class);
        return failed;
    }
}
