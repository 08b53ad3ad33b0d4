using Pressrun.Adapters.Tests.Folders;
using Pressrun.Model;
using Pressrun.Providers.Git;

namespace Pressrun.Adapters.Tests.Git;

/// <summary>A git repository as a target: what it never does.</summary>
public sealed class GitSafetyTests : GitTests
{
    [Theory]
    [InlineData("pre-commit")]
    [InlineData("prepare-commit-msg")]
    [InlineData("commit-msg")]
    [InlineData("post-commit")]
    [InlineData("pre-push")]
    [InlineData("reference-transaction")]
    [InlineData("post-index-change")]
    public async Task No_hook_of_the_repository_runs(string hook)
    {
        await Scene.FollowAsync();
        var file = Scene.PathOf($".git/hooks/{hook}");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        await File.WriteAllTextAsync(file, $"#!/bin/sh\ntouch \"{Scene.Folder}/ran\"\nexit 1\n", Ct);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        Answered(await SendAsync("one.mp3", "sound"));
        Assert.False(File.Exists(Path.Combine(Scene.Folder, "ran")));
    }

    [Fact]
    public async Task What_a_person_has_prepared_stays_prepared()
    {
        await SendAsync("one.mp3", "sound");
        await File.WriteAllTextAsync(Scene.PathOf("mine.txt"), "x", Ct);
        await Scene.GitAsync("add", "mine.txt");
        Answered(await SendAsync("two.mp3", "other"));

        Assert.Equal("two.mp3", await Scene.GitAsync("show", "--format=", "--name-only", "HEAD"));
        Assert.Equal("A  mine.txt", await Scene.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task A_file_that_the_repository_ignores_is_published_all_the_same()
    {
        await File.WriteAllTextAsync(Scene.PathOf(".git/info/exclude"), "*.mp3\n", Ct);

        Answered(await SendAsync("one.mp3", "sound"));
        Assert.Equal("sound", await Scene.GitAsync("show", "HEAD:one.mp3"));
    }

    [Fact]
    public async Task Line_ends_are_kept_as_they_are()
    {
        await Scene.GitAsync("config", "core.autocrlf", "true");
        Answered(await SendAsync("one.txt", "a\r\nb\n"));

        Assert.Equal("5", await Scene.GitAsync("cat-file", "-s", "HEAD:one.txt"));
    }

    [Theory]
    [InlineData("--all")]
    [InlineData("-A.mp3")]
    [InlineData("[a-z].mp3")]
    [InlineData("!one.mp3")]
    [InlineData("caf\u00E9.mp3")]
    [InlineData("cafe\u0301.mp3")]
    [InlineData("🎙 日本.mp3")]
    [InlineData("$(touch x);'\"`.mp3")]
    public async Task A_name_is_a_name_and_nothing_else(string name)
    {
        if (name.Contains('"', StringComparison.Ordinal))
        {
            name = name.Replace("\"", "", StringComparison.Ordinal);
        }

        await File.WriteAllTextAsync(Scene.PathOf("b.mp3"), "not asked for", Ct);
        Answered(await SendAsync(name, "sound"));

        Assert.Equal($"{name}\0", await Scene.GitAsync("ls-tree", "-r", "-z", "--name-only", "HEAD"));
    }

    [Theory]
    [InlineData("../one.mp3")]
    [InlineData("/one.mp3")]
    [InlineData(".git/config")]
    [InlineData(".GIT/config")]
    [InlineData("git~1/config")]
    [InlineData("a/.git/hooks/x")]
    [InlineData(".gitattributes")]
    [InlineData(".gitmodules")]
    [InlineData("one\n.mp3")]
    [InlineData(":(glob)x")]
    [InlineData("one.mp3/")]
    [InlineData("")]
    public async Task A_path_that_leads_elsewhere_writes_nothing(string path)
    {
        var before = await File.ReadAllTextAsync(Scene.PathOf(".git/config"), Ct);
        var failed = Failed(Failure.Permanent, await SendAsync(path, "sound"));

        Assert.StartsWith("Nothing was published: ", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', failed.Cause);
        Assert.Equal(before, await File.ReadAllTextAsync(Scene.PathOf(".git/config"), Ct));
        Assert.Equal([".git"], Directory.EnumerateFileSystemEntries(Scene.Repository).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData(".git", "a/config")]
    [InlineData("..", "a/one.mp3")]
    [InlineData("deep", "a/one.mp3")]
    public async Task A_link_on_the_way_is_not_followed(string target, string path)
    {
        Directory.CreateDirectory(Scene.PathOf("deep"));
        Directory.CreateSymbolicLink(Scene.PathOf("a"), target);
        var before = await File.ReadAllTextAsync(Scene.PathOf(".git/config"), Ct);

        Assert.Contains("a link lies on the way",
            Failed(Failure.Permanent, await SendAsync(path, "sound")).Cause, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllTextAsync(Scene.PathOf(".git/config"), Ct));
    }

    [Theory]
    [InlineData("../elsewhere")]
    [InlineData("/tmp")]
    [InlineData(".git")]
    [InlineData("--help")]
    [InlineData("nowhere")]
    [InlineData("plain")]
    [InlineData("remote.git")]
    public async Task A_folder_that_is_no_repository_of_the_pipeline_is_left_alone(string repository)
    {
        await Scene.FollowAsync();

        // The pipeline's folder may lie in a repository itself: that one is not meant.
        await Scene.GitAsync(Scene.Folder, ["init", "--quiet"]);
        Directory.CreateDirectory(Path.Combine(Scene.Folder, "plain"));
        var call = TargetCalls.Of("git", "x", Content(repository, "one.mp3", "sound"));

        Failed(Failure.Permanent, await ProviderOf().SendAsync(call, 1, Ct));
        Assert.Equal("", await Scene.GitAsync(Scene.Folder, ["for-each-ref"]));
    }

    [Fact]
    public async Task A_repository_behind_a_link_that_leads_out_is_left_alone()
    {
        using var other = new GitScene();
        await other.InitAsync();
        Directory.CreateSymbolicLink(Path.Combine(Scene.Folder, "out"), other.Repository);

        Assert.Contains("leads out of the pipeline's folder", Failed(Failure.Permanent,
            await ProviderOf().SendAsync(TargetCalls.Of("git", "x", Content("out", "a.txt", "x")), 1, Ct)).Cause,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_no_branch_is_checked_out_nothing_is_committed()
    {
        await SendAsync("one.mp3", "sound");
        await Scene.GitAsync("checkout", "--quiet", "--detach");

        Assert.Contains("no branch is checked out",
            Failed(Failure.Permanent, await SendAsync("two.mp3", "x")).Cause, StringComparison.Ordinal);
        Assert.False(File.Exists(Scene.PathOf("two.mp3")));
    }

    [Fact]
    public async Task A_path_in_another_repository_below_is_left_to_that()
    {
        await Scene.GitAsync("init", "--quiet", "inner");
        await File.WriteAllTextAsync(Scene.PathOf("inner/x"), "x", Ct);
        await Scene.GitAsync(Scene.PathOf("inner"), ["add", "x"]);
        await Scene.GitAsync(Scene.PathOf("inner"), ["commit", "--quiet", "--message=Inner"]);
        await Scene.GitAsync("-c", "advice.addEmbeddedRepo=false", "add", "inner");
        await Scene.GitAsync("commit", "--quiet", "--message=Outer");

        Assert.Contains("lies in another repository",
            Failed(Failure.Permanent, await SendAsync("inner/one.mp3", "sound")).Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("One\n\nSigned-off-by: Somebody\r\nElse", "One Signed-off-by: Somebody Else")]
    [InlineData("# no comment", "# no comment")]
    [InlineData("--amend", "--amend")]
    [InlineData("  \u0007 ", "Publish one.mp3")]
    [InlineData("", "Publish one.mp3")]
    public async Task A_message_is_one_line_and_no_more(string message, string line)
    {
        Answered(await SendAsync("one.mp3", "sound", message));

        Assert.Equal($"{line}\n\n{Key}", await Scene.GitAsync("log", "-1", "--format=%B"));
    }

    [Fact]
    public async Task A_message_without_end_is_cut_between_characters()
    {
        Answered(await SendAsync("one.mp3", "sound", "x" + string.Concat(Enumerable.Repeat("🎙", 200))));

        Assert.Equal("x" + string.Concat(Enumerable.Repeat("🎙", 99)),
            await Scene.GitAsync("log", "-1", "--format=%s"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20 << 20)]
    public async Task A_blob_of_any_size_is_published(int length)
    {
        var content = new byte[length];
        new Random(7).NextBytes(content);
        Answered(await ProviderOf().SendAsync(BlobCall("large.bin", content), 1, Ct));

        Assert.Equal($"{length}", await Scene.GitAsync("cat-file", "-s", "HEAD:large.bin"));
    }

    [Fact]
    public async Task A_damaged_content_is_not_committed()
    {
        await SendAsync("one.mp3", "sound");
        var call = BlobCall("two.mp3", [1, 2, 3]);
        Calls.Damage(call.Request.Inputs[0]);

        Assert.Contains("run `pressrun doctor`",
            Failed(Failure.Permanent, await ProviderOf().SendAsync(call, 1, Ct)).Cause, StringComparison.Ordinal);
        Assert.Equal(1, await Scene.CommitsAsync());
    }

    [Fact]
    public async Task Without_git_it_is_said_what_is_missing()
    {
        var provider = new GitProvider(Scene.Folder, Calls.Open, new(), TimeProvider.System, new(Scene.Folder));

        Assert.Equal("git://public/one.mp3: git is not installed, or not in the search path; install it",
            Failed(Failure.Permanent, await provider.SendAsync(CallOf("one.mp3", "sound"), 1, Ct)).Cause);
    }

    [Theory]
    [InlineData("a\nb", "x")]
    [InlineData("", "x")]
    [InlineData("a <b>", "x")]
    [InlineData("a", "x>\n")]
    public void An_author_that_could_be_something_else_is_refused_at_once(string author, string email) =>
        Assert.Throws<ArgumentException>(() => ProviderOf(new() { Author = author, Email = email }));
}
