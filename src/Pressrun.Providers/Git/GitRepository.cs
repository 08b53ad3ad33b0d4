using System.Globalization;
using System.Text;
using Pressrun.Model;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Git;

/// <summary>
/// A repository as the git program sees it: nothing of it runs, nobody is asked for a password, and no text is taken
/// for an option or a pattern.
/// </summary>
/// <param name="folder">Its folder.</param>
/// <param name="options">In whose name commits are made.</param>
/// <param name="runner">Runs git.</param>
/// <param name="time">The clock, for the dates of commits.</param>
internal sealed class GitRepository(string folder, GitOptions options, ProgramRunner runner, TimeProvider time)
{
    // Hooks, watchers, housekeeping in the background, and line ends that are rewritten.
    private static readonly string[] Before =
    [
        "-c", "core.hooksPath=/dev/null", "-c", "core.fsmonitor=false", "-c", "core.askPass=",
        "-c", "core.autocrlf=false", "-c", "core.safecrlf=false", "-c", "commit.gpgSign=false",
        "-c", "push.gpgSign=false", "-c", "gc.auto=0", "-c", "maintenance.auto=false", "--literal-pathspecs",
    ];

    private const string Remotes = "refs/remotes/";
    private const string Followed = "%(upstream:remotename)%0a%(upstream:remoteref)%0a%(upstream)";

    /// <summary>Its folder.</summary>
    public string Folder => folder;

    /// <summary>Git's own folder in it; throws <see cref="GitException"/> if it is no repository.</summary>
    public async Task<string> FolderOfGitAsync(CancellationToken ct)
    {
        var lines = await LinesAsync(["rev-parse", "--is-inside-work-tree", "--absolute-git-dir"], ct);
        return lines is ["true", var place] ? place
            : throw new GitException(Failure.Permanent,
                "the repository has no files of its own; give one that `git clone` makes without --bare");
    }

    /// <summary>The branch that is checked out, such as <c>refs/heads/main</c>.</summary>
    public async Task<string> BranchAsync(CancellationToken ct) =>
        await RunAsync(["symbolic-ref", "--quiet", "HEAD"], "", ct) is { Code: 0 } end
            ? Text(end).Trim()
            : throw new GitException(Failure.Permanent,
                "no branch is checked out in the repository; run `git switch` there, then run again");

    /// <summary>Takes the file as it lies there for the next commit; whether that differs from the last one.</summary>
    public async Task<bool> StageAsync(string path, CancellationToken ct)
    {
        await LinesAsync(["add", "--force", "--", path], ct);
        var end = await RunAsync(
            ["diff", "--cached", "--quiet", "--no-ext-diff", "--no-textconv", "--", path], "", ct);
        return end.Code switch
        {
            0 => false,
            1 => true,
            _ => throw GitWords.Of(end, "diff"),
        };
    }

    /// <summary>Commits the file alone, whatever else is prepared there.</summary>
    /// <param name="path">The file.</param>
    /// <param name="message">The first line.</param>
    /// <param name="key">Of which call it is.</param>
    /// <param name="ct">Ends it.</param>
    public async Task CommitAsync(string path, string message, CallKey key, CancellationToken ct)
    {
        var end = await RunAsync(
            ["commit", "--quiet", "--no-verify", "--cleanup=verbatim", "--file=-", "--only", "--", path],
            $"{message}\n\nPressrun-Key: {key}\n", ct);
        if (end.Code != 0)
        {
            throw GitWords.Of(end, "commit");
        }
    }

    /// <summary>The last commit in which the file changed, 40 or 64 hex digits.</summary>
    public async Task<string> CommitOfAsync(string path, CancellationToken ct) =>
        await LinesAsync(["rev-list", "-1", "HEAD", "--", path], ct) is [var commit] ? commit
            : throw new GitException(Failure.Transient, "somebody changes the repository just now; try again later");

    /// <summary>Pushes a branch to the one it follows; that one's name, empty where it follows none.</summary>
    public async Task<string> PushAsync(string branch, CancellationToken ct)
    {
        if (await LinesAsync(
                ["for-each-ref", "--count=1", $"--format={Followed}", branch], ct)
            is not [{ Length: > 0 } remote and not ".", { Length: > 0 } there, { Length: > 0 } known])
        {
            return "";
        }

        // A branch that was never fetched has no commits here to compare with.
        var ahead = await RunAsync(["rev-list", "--count", $"{known}..{branch}", "--"], "", ct);
        if (ahead.Code != 0 || Text(ahead).Trim() != "0")
        {
            await LinesAsync(
                [
                    "push", "--quiet", "--no-verify", "--recurse-submodules=no", "--no-follow-tags", "--", remote,
                    $"{branch}:{there}",
                ],
                ct);
        }

        return known.StartsWith(Remotes, StringComparison.Ordinal) ? known[Remotes.Length..] : known;
    }

    private async Task<string[]> LinesAsync(string[] arguments, CancellationToken ct)
    {
        var end = await RunAsync(arguments, "", ct);
        return end.Code == 0
            ? Text(end).TrimEnd('\n').Split('\n')
            : throw GitWords.Of(end, arguments[0]);
    }

    private async Task<ProgramResult.Ended> RunAsync(string[] arguments, string input, CancellationToken ct)
    {
        var start = new ProgramStart("git", [.. Before, .. arguments])
        {
            Input = input,
            Folder = folder,
            Variables = Variables(),
        };
        return await runner.RunAsync(start, ct) is var result && result is ProgramResult.Ended end
            ? end
            : throw GitWords.Of(result, arguments[0]);
    }

    private Dictionary<string, string> Variables()
    {
        var now = string.Create(
            CultureInfo.InvariantCulture, $"@{time.GetUtcNow().ToUnixTimeSeconds()} +0000");
        Dictionary<string, string> variables = new(StringComparer.Ordinal)
        {
            // The repository is the folder itself, never one that the folder happens to lie in.
            ["GIT_CEILING_DIRECTORIES"] = Path.GetDirectoryName(folder) ?? "",
            ["GIT_TERMINAL_PROMPT"] = "0",
            ["GIT_ASKPASS"] = "",
            ["SSH_ASKPASS_REQUIRE"] = "never",
            ["GCM_INTERACTIVE"] = "never",
            ["GIT_EDITOR"] = "true",
            ["GIT_AUTHOR_NAME"] = options.Author,
            ["GIT_AUTHOR_EMAIL"] = options.Email,
            ["GIT_AUTHOR_DATE"] = now,
            ["GIT_COMMITTER_NAME"] = options.Author,
            ["GIT_COMMITTER_EMAIL"] = options.Email,
            ["GIT_COMMITTER_DATE"] = now,
        };

        // It opens no key, it names the program that has them: without it nobody with a passphrase could push.
        if (Environment.GetEnvironmentVariable("SSH_AUTH_SOCK") is { Length: > 0 } agent)
        {
            variables["SSH_AUTH_SOCK"] = agent;
        }

        return variables;
    }

    private static string Text(ProgramResult.Ended end) => Encoding.UTF8.GetString(end.Output.Span);
}
