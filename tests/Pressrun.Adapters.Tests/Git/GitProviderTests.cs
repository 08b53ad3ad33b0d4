using System.Text;
using System.Text.Json;
using Pressrun.Adapters.Tests.Mail;
using Pressrun.Model;
using Pressrun.Providers.Git;

namespace Pressrun.Adapters.Tests.Git;

/// <summary>A git repository as a target: what is published, and once only.</summary>
public sealed class GitProviderTests : GitTests
{
    [Fact]
    public async Task A_file_is_written_and_committed_with_the_key_of_its_call()
    {
        var reply = await SendAsync("episodes/one.mp3", "sound", "Publish episode one");

        Answered(reply);
        Assert.Equal("sound", await Scene.GitAsync("show", "HEAD:episodes/one.mp3"));
        Assert.Equal($"Publish episode one\n\n{Key}", await Scene.GitAsync("log", "-1", "--format=%B"));
        Assert.Equal(
            "Pressrun <pressrun@localhost> Pressrun", await Scene.GitAsync("log", "-1", "--format=%an <%ae> %cn"));
        Assert.Equal("", await Scene.GitAsync("status", "--porcelain"));
        using var told = JsonDocument.Parse(reply.Body.ToText());
        Assert.Equal(await Scene.GitAsync("rev-parse", "HEAD"), told.RootElement.GetProperty("commit").GetString());
        Assert.Equal(("public", "episodes/one.mp3", 5, ""), (told.RootElement.GetProperty("repository").GetString(),
            told.RootElement.GetProperty("path").GetString(), told.RootElement.GetProperty("bytes").GetInt32(),
            told.RootElement.GetProperty("pushed").GetString()));
    }

    [Fact]
    public async Task A_commit_is_dated_by_the_clock_it_was_given()
    {
        var time = new Web.StoppedTime();
        Answered(await ProviderOf(time: time).SendAsync(CallOf("one.txt", "x"), 1, Ct));

        Assert.Equal("2026-11-22T08:30:00+00:00 2026-11-22T08:30:00+00:00",
            (await Scene.GitAsync("log", "-1", "--format=%aI %cI")).Replace("Z", "+00:00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_author_is_whom_the_options_name()
    {
        var provider = ProviderOf(new() { Author = "Die Redaktion", Email = "" });
        Answered(await provider.SendAsync(CallOf("a.txt", "x"), 1, Ct));

        Assert.Equal("Die Redaktion <>", await Scene.GitAsync("log", "-1", "--format=%an <%ae>"));
    }

    [Fact]
    public async Task What_is_committed_already_is_not_committed_again()
    {
        var first = await SendAsync("one.mp3", "sound");
        await SendAsync("two.mp3", "other");
        var again = await SendAsync("one.mp3", "sound");

        Answered(again);
        Assert.Equal(first.Body.ToText(), again.Body.ToText());
        Assert.Equal(2, await Scene.CommitsAsync());
    }

    [Fact]
    public async Task Another_content_is_another_commit()
    {
        await SendAsync("feed.xml", "old");
        Answered(await SendAsync("feed.xml", "new"));

        Assert.Equal("new", await Scene.GitAsync("show", "HEAD:feed.xml"));
        Assert.Equal(2, await Scene.CommitsAsync());
    }

    [Fact]
    public async Task A_file_that_was_written_but_not_prepared_is_committed_once()
    {
        await File.WriteAllTextAsync(Scene.PathOf("one.mp3"), "sound", Ct);
        await File.WriteAllTextAsync(Scene.PathOf(".two.mp3.part"), "hal", Ct);
        Answered(await SendAsync("one.mp3", "sound"));
        Answered(await SendAsync("two.mp3", "half"));

        Assert.Equal(2, await Scene.CommitsAsync());
        Assert.Equal("", await Scene.GitAsync("status", "--porcelain"));
    }

    [Fact]
    public async Task A_file_that_was_prepared_but_not_committed_is_committed_once()
    {
        await File.WriteAllTextAsync(Scene.PathOf("one.mp3"), "sound", Ct);
        await Scene.GitAsync("add", "one.mp3");
        Answered(await SendAsync("one.mp3", "sound"));
        Answered(await SendAsync("one.mp3", "sound"));

        Assert.Equal(1, await Scene.CommitsAsync());
    }

    [Fact]
    public async Task A_commit_that_was_not_pushed_is_pushed_and_not_made_again()
    {
        await Scene.FollowAsync();
        Directory.Move(Scene.Remote, Scene.Remote + ".away");
        var failed = Failed(Failure.Permanent, await SendAsync("one.mp3", "sound"));
        Assert.Equal("git://public/one.mp3: the commit is made, but what is pushed to is not there; "
            + "correct the repository's remote", failed.Cause);

        Directory.Move(Scene.Remote + ".away", Scene.Remote);
        Answered(await SendAsync("one.mp3", "sound"));
        Assert.Equal(2, await Scene.CommitsAsync());
        Assert.Equal(
            await Scene.GitAsync("rev-parse", "HEAD"), await Scene.GitAsync(Scene.Remote, ["rev-parse", "main"]));
    }

    [Fact]
    public async Task A_branch_that_follows_another_is_pushed_there_once()
    {
        await Scene.FollowAsync();
        var reply = await SendAsync("one.mp3", "sound");
        Assert.EndsWith("\"pushed\":\"origin/main\"}", reply.Body.ToText(), StringComparison.Ordinal);
        Assert.Equal("sound", await Scene.GitAsync(Scene.Remote, ["show", "main:one.mp3"]));

        // Whatever is there already needs nobody elsewhere.
        Directory.Move(Scene.Remote, Scene.Remote + ".away");
        Assert.Equal(reply.Body.ToText(), (await SendAsync("one.mp3", "sound")).Body.ToText());
    }

    [Fact]
    public async Task A_branch_is_not_pushed_where_that_is_not_wanted()
    {
        await Scene.FollowAsync();
        Answered(await ProviderOf(new() { Pushes = false }).SendAsync(CallOf("one.mp3", "sound"), 1, Ct));

        Assert.Equal("README", await Scene.GitAsync(Scene.Remote, ["ls-tree", "--name-only", "main"]));
    }

    [Fact]
    public async Task A_branch_that_has_moved_on_elsewhere_is_left_alone()
    {
        await Scene.FollowAsync();
        var other = Path.Combine(Scene.Folder, "other");
        await Scene.GitAsync(Scene.Folder, ["clone", "--quiet", Scene.Remote, other]);
        await File.WriteAllTextAsync(Path.Combine(other, "theirs"), "x", Ct);
        await Scene.GitAsync(other, ["add", "theirs"]);
        await Scene.GitAsync(other, ["commit", "--quiet", "--message=Theirs"]);
        await Scene.GitAsync(other, ["push", "--quiet"]);

        Assert.Contains("run `git pull --rebase` in the repository",
            Failed(Failure.Permanent, await SendAsync("one.mp3", "sound")).Cause, StringComparison.Ordinal);
        Failed(Failure.Permanent, await SendAsync("one.mp3", "sound"));
        Assert.Equal(2, await Scene.CommitsAsync());
        Assert.Equal("Theirs", await Scene.GitAsync(Scene.Remote, ["log", "-1", "--format=%s", "main"]));
    }

    [Fact]
    public async Task A_server_that_cannot_be_reached_is_tried_again_and_no_password_is_shown()
    {
        await Scene.FollowAsync();
        await Scene.GitAsync("remote", "set-url", "origin",
            $"http://user:canary@127.0.0.1:{Testing.Door.ClosedPort()}/x.git");
        var failed = Failed(Failure.Transient, await SendAsync("one.mp3", "sound"));

        Assert.Contains("cannot be reached", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain("canary", failed.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lock_that_a_killed_run_left_behind_is_taken_away()
    {
        await SendAsync("one.mp3", "sound");
        LeaveLock("pressrun.claim", "1", minutes: 5);
        LeaveLock("index.lock", "", minutes: 4);
        LeaveLock("refs/heads/main.lock", "", minutes: 4);
        Answered(await SendAsync("two.mp3", "other"));

        Assert.Equal(2, await Scene.CommitsAsync());
        Assert.False(File.Exists(Scene.PathOf(".git/index.lock")));
    }

    [Theory]
    [InlineData("", 18)]
    [InlineData("1", 60)]
    [InlineData("1", 1)]
    public async Task A_lock_that_is_somebody_elses_is_respected(string claim, int minutes)
    {
        LeaveLock("pressrun.claim", claim, minutes: 20);
        LeaveLock("index.lock", "", minutes);
        var failed = Failed(Failure.Transient, await SendAsync("one.mp3", "sound"));
        Assert.Contains("another git works on the repository", failed.Cause, StringComparison.Ordinal);
        Assert.DoesNotContain(Scene.Folder, failed.Cause, StringComparison.Ordinal);
        Failed(Failure.Transient, await SendAsync("one.mp3", "sound"));
        Assert.True(File.Exists(Scene.PathOf(".git/index.lock")));

        File.Delete(Scene.PathOf(".git/index.lock"));
        Answered(await SendAsync("one.mp3", "sound"));
    }

    [Fact]
    public async Task Two_runs_do_not_publish_into_one_repository_at_the_same_time()
    {
        using (new FileStream(Scene.PathOf(".git/pressrun.claim"), FileMode.Create, FileAccess.Write, FileShare.None))
        {
            Assert.Contains("another run publishes into this repository",
                Failed(Failure.Transient, await SendAsync("one.mp3", "sound")).Cause, StringComparison.Ordinal);
        }

        Answered(await SendAsync("one.mp3", "sound"));
        Assert.Equal("1 at once", Assert.Single(ProviderOf().Profile.LaneOf("x").Limits).ToString());
    }

    [Fact]
    public async Task What_runs_out_of_time_is_finished_by_the_next_attempt()
    {
        var time = new SpentTime();
        var provider = new GitProvider(Scene.Folder, blob =>
        {
            time.Spend();
            return Calls.Open(blob);
        }, new(), time);
        var call = BlobCall("one.mp3", Encoding.UTF8.GetBytes("sound"));
        var failed = Failed(Failure.Transient, await provider.SendAsync(call, 1, Ct));
        Assert.Contains("git did not end within 300 s", failed.Cause, StringComparison.Ordinal);

        Answered(await ProviderOf().SendAsync(call, 2, Ct));
        Assert.Equal(1, await Scene.CommitsAsync());
    }
}
