using System.Text;
using Pressrun.Providers.Programs;

namespace Pressrun.Adapters.Tests.Git;

/// <summary>A pipeline's folder with a repository in it, and one elsewhere that it may follow.</summary>
internal sealed class GitScene : IDisposable
{
    private readonly ProgramRunner _runner = new();

    public GitScene() => Folder = Directory.CreateTempSubdirectory("pressrun-test-").FullName;

    public string Folder { get; }

    public string Repository => Path.Combine(Folder, "public");

    public string Remote => Path.Combine(Folder, "remote.git");

    public string PathOf(string path) => Path.Combine(Repository, path);

    /// <summary>Runs git in the repository; what it wrote.</summary>
    public Task<string> GitAsync(params string[] arguments) => GitAsync(Repository, arguments);

    public async Task<string> GitAsync(string folder, string[] arguments)
    {
        string[] who = ["-c", "user.name=A person", "-c", "user.email=person@example.org"];
        var result = await _runner.RunAsync(
            new("git", [.. who, .. arguments]) { Folder = folder }, TestContext.Current.CancellationToken);
        var end = Assert.IsType<ProgramResult.Ended>(result);
        Assert.True(end.Code == 0, $"git {string.Join(' ', arguments)}: {end.Errors}");
        return Encoding.UTF8.GetString(end.Output.Span).TrimEnd('\n');
    }

    public async Task InitAsync()
    {
        Directory.CreateDirectory(Repository);
        await GitAsync("init", "--quiet", "--initial-branch=main");
    }

    /// <summary>Gives the branch another to follow.</summary>
    public async Task FollowAsync()
    {
        await GitAsync(Folder, ["init", "--quiet", "--bare", "--initial-branch=main", Remote]);
        await File.WriteAllTextAsync(PathOf("README"), "x", TestContext.Current.CancellationToken);
        await GitAsync("add", "README");
        await GitAsync("commit", "--quiet", "--message=Begin");
        await GitAsync("remote", "add", "origin", Remote);
        await GitAsync("push", "--quiet", "--set-upstream", "origin", "main");
    }

    /// <summary>Commits made since the beginning.</summary>
    public async Task<int> CommitsAsync() =>
        (await GitAsync("rev-list", "HEAD")).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length;

    public void Dispose()
    {
        // What git keeps can only be read, which Windows takes for a reason not to delete it.
        foreach (var file in Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories))
        {
            if (new FileInfo(file).LinkTarget is null)
            {
                File.SetAttributes(file, FileAttributes.Normal);
            }
        }

        Directory.Delete(Folder, recursive: true);
    }
}
