using System.Globalization;
using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Providers.Programs;
using Pressrun.Seams;

namespace Pressrun.Providers.Git;

/// <summary>
/// A git repository as a target: each call writes one file, commits it alone, and pushes the branch if it follows
/// another. The request's content is <c>{"repository":"public","path":"a/b.mp3","blob":"HASH","message":…}</c> with
/// that blob as its only input, or with a <c>text</c> instead of the blob; the message may be left out. The answer is
/// <c>{"repository":…,"path":…,"bytes":…,"sha256":…,"commit":…,"pushed":"origin/main"}</c>. What is in the last commit
/// already is not committed again, whatever ended the attempt before; each commit names its call in a trailer
/// <c>Pressrun-Key</c>. Hooks do not run. Costs nothing. Safe to use from several threads, one call at a time.
/// </summary>
public sealed class GitProvider : IProvider
{
    /// <summary>The provider's name.</summary>
    public const string Name = "git";

    private readonly string _root;
    private readonly Func<Blob, Stream> _open;
    private readonly GitOptions _options;
    private readonly TimeProvider _time;
    private readonly ProgramRunner _runner;

    /// <summary>Throws <see cref="ArgumentException"/> if an option is outside its range.</summary>
    /// <param name="root">The folder below which the repositories lie.</param>
    /// <param name="open">Opens a blob of Pressrun's store for reading.</param>
    /// <param name="options">In whose name commits are made, and how long git may take.</param>
    /// <param name="time">Tells time, for the dates of commits and for time limits.</param>
    public GitProvider(string root, Func<Blob, Stream> open, GitOptions options, TimeProvider time)
        : this(root, open, options, time, new ProgramRunner())
    {
    }

    /// <param name="root">The folder below which the repositories lie.</param>
    /// <param name="open">Opens a blob.</param>
    /// <param name="options">In whose name commits are made.</param>
    /// <param name="time">Tells time.</param>
    /// <param name="runner">Runs git.</param>
    internal GitProvider(
        string root, Func<Blob, Stream> open, GitOptions options, TimeProvider time, ProgramRunner runner)
    {
        options.Check();
        (_root, _open, _options, _time, _runner) = (root, open, options, time, runner);
    }

    /// <inheritdoc/>
    public Profile Profile { get; } = new(Name, Limit.AtOnce(1) with { IsCeiling = true });

    /// <inheritdoc/>
    public Demand Estimate(Call call) => default;

    /// <inheritdoc/>
    public async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        GitRequest request;
        try
        {
            request = GitRequest.Parse(call.Request);
        }
        catch (FormatException error)
        {
            return Fail(new(Failure.Permanent, $"Nothing was published: {error.Message}. Mend the stage's `put`."));
        }

        using var limit = new CancellationTokenSource(_options.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, ct);
        try
        {
            return await PublishAsync(call, request, either.Token);
        }
        catch (GitException error)
        {
            return Fail(new(error.Failure, $"{request.Place}: {error.Message}"));
        }
        catch (StoreException error)
        {
            return Fail(new(error.MayPass ? Failure.Transient : Failure.Permanent,
                $"{request.Place}: its content cannot be read from the store; run `pressrun doctor`"));
        }
        catch (Exception error) when (DiskErrors.Are(error))
        {
            return Fail(DiskErrors.Of(request.Path, error));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // Whatever is half done is seen, and finished, by the next attempt.
            return Fail(new(Failure.Transient, string.Create(CultureInfo.InvariantCulture,
                $"{request.Place}: git did not end within {_options.Timeout.TotalSeconds:0.###} s; try again later")));
        }
    }

    /// <inheritdoc/>
    public Answer Read(Call call, Reply reply) => reply.Body.Blob is null
        ? new(reply.Body.ToText())
        : throw new FormatException("What git answers is short, and this is not.");

    /// <inheritdoc/>
    public Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult<Reply?>(null);

    private async Task<Reply> PublishAsync(Call call, GitRequest request, CancellationToken ct)
    {
        var folder = FolderOf(request);
        var repository = new GitRepository(folder, _options, _runner, _time);
        using var claim = new GitClaim(await repository.FolderOfGitAsync(ct));
        var branch = await repository.BranchAsync(ct);
        await claim.BeginAsync(branch, _options.Timeout, _time, ct);
        try
        {
            var reply = await PublishAsync(call, request, repository, branch, ct);
            claim.End();
            return reply;
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Git has ended by itself: a lock that lies there now is somebody else's.
            claim.End();
            throw;
        }
    }

    private async Task<Reply> PublishAsync(
        Call call, GitRequest request, GitRepository repository, string branch, CancellationToken ct)
    {
        var folder = repository.Folder;
        if (RealPath.Of(Path.Combine(folder, request.Path)) != Path.GetFullPath(request.Path, folder))
        {
            throw new GitException(Failure.Permanent, "a link lies on the way; remove it or choose another path");
        }

        var write = request.Text is { } text
            ? await FolderFiles.WriteAsync(folder, request.Path, Encoding.UTF8.GetBytes(text), ct)
            : await FolderFiles.WriteAsync(folder, request.Path, call.Request.Inputs[0], _open, ct);
        if (!write.IsThere)
        {
            return new(write.Outcome, Body.Empty);
        }

        if (await repository.StageAsync(request.Path, ct))
        {
            await repository.CommitAsync(request.Path, request.Message, call.Key, ct);
        }

        var commit = await repository.CommitOfAsync(request.Path, ct);
        var pushed = _options.Pushes ? await repository.PushAsync(branch, ct) : "";
        return new(Outcome.Answered.Instance, new(TargetContent.Write(json =>
        {
            json.WriteString("repository", request.Repository);
            json.WriteString("path", request.Path);
            json.WriteNumber("bytes", write.Bytes);
            json.WriteString("sha256", write.Sha256);
            json.WriteString("commit", commit);
            json.WriteString("pushed", pushed);
        })));
    }

    private string FolderOf(GitRequest request)
    {
        var root = RealPath.Of(_root);
        var folder = RealPath.Of(Path.Combine(root, request.Repository));
        if (!RealPath.IsBelow(root, folder))
        {
            throw new GitException(Failure.Permanent,
                "a link on the way to the repository leads out of the pipeline's folder; remove it");
        }

        return Path.Exists(Path.Combine(folder, ".git")) ? folder
            : throw new GitException(Failure.Permanent,
                "the folder is no git repository; run `git init` or `git clone` there first");
    }

    private static Reply Fail(Outcome.Failed why) => new(why, Body.Empty);
}
