using System.Text.Json;
using Pressrun.Adapters.Tests.Processes;
using Pressrun.Model;
using Pressrun.Providers.Folders;
using Pressrun.Seams;

namespace Pressrun.Adapters.Tests.Folders;

/// <summary>Saving files below a folder.</summary>
public sealed class FolderProviderTests : IDisposable
{
    private static readonly byte[] Sound = [.. Enumerable.Range(0, 400_000).Select(at => (byte)(at % 251))];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-folder-");
    private readonly TargetCalls _calls = new();

    private string Root => Path.Combine(_folder.FullName, "out");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_text_is_saved_as_utf_8_and_its_parents_are_made()
    {
        var reply = await SaveAsync("""{"path":"a/b/c.txt","text":"Grüße 🎙"}""");

        Assert.IsType<Outcome.Answered>(reply.Outcome);
        Assert.Equal("Grüße 🎙"u8.ToArray(), await File.ReadAllBytesAsync(At("a/b/c.txt"), Ct));
    }

    [Fact]
    public async Task The_answer_names_path_size_and_hash_of_what_was_saved()
    {
        var blob = _calls.Keep(Sound);
        var call = Call("x.mp3", blob);
        var provider = Provider();
        var answer = provider.Read(call, await provider.SendAsync(call, 1, Ct));

        Assert.Equal($$"""{"path":"x.mp3","bytes":400000,"sha256":"{{blob.Hash}}"}""", answer.Text);
        Assert.Equal(Sound, await File.ReadAllBytesAsync(At("x.mp3"), Ct));
    }

    [Fact]
    public async Task A_file_that_is_there_already_keeps_its_time_and_the_reply_is_the_same()
    {
        var call = Call("x.mp3", _calls.Keep(Sound));
        var first = await Provider().SendAsync(call, 1, Ct);
        var time = new DateTime(2020, 1, 2, 3, 4, 5, DateTimeKind.Utc);
        File.SetLastWriteTimeUtc(At("x.mp3"), time);
        var second = await Provider().SendAsync(call, 2, Ct);

        Assert.Equal(time, File.GetLastWriteTimeUtc(At("x.mp3")));
        Assert.Equal(first.Body.ToText(), second.Body.ToText());
        Assert.Equal(1, _calls.Opened);
    }

    [Fact]
    public async Task A_file_of_the_same_size_and_another_content_is_replaced()
    {
        await SaveAsync("""{"path":"x.txt","text":"one"}""");
        await SaveAsync("""{"path":"x.txt","text":"two"}""");

        Assert.Equal("two", await File.ReadAllTextAsync(At("x.txt"), Ct));
    }

    [Fact]
    public async Task Nothing_but_the_file_is_left_in_its_folder()
    {
        await SaveAsync("""{"path":"a/x.txt","text":"one"}""");

        Assert.Equal([At("a/x.txt")], Directory.GetFileSystemEntries(At("a")));
    }

    [Fact]
    public async Task What_a_killed_process_left_half_written_is_overwritten()
    {
        Directory.CreateDirectory(Root);
        await File.WriteAllTextAsync(At(".x.txt.part"), "half of something much longer", Ct);
        await SaveAsync("""{"path":"x.txt","text":"one"}""");

        Assert.Equal([At("x.txt")], Directory.GetFileSystemEntries(Root));
        Assert.Equal("one", await File.ReadAllTextAsync(At("x.txt"), Ct));
    }

    [Fact]
    public async Task A_damaged_blob_is_not_saved_and_the_old_file_stays()
    {
        await SaveAsync("""{"path":"x.mp3","text":"old"}""");
        var blob = _calls.Keep(Sound);
        _calls.Damage(blob);
        var reply = await Provider().SendAsync(Call("x.mp3", blob), 1, Ct);

        Assert.Equal("x.mp3: its content in the store is not what was put there; run `pressrun doctor`.", Why(reply));
        Assert.Equal("old", await File.ReadAllTextAsync(At("x.mp3"), Ct));
        Assert.Equal([At("x.mp3")], Directory.GetFileSystemEntries(Root));
    }

    [Fact]
    public async Task A_blob_the_store_has_lost_is_an_outcome()
    {
        var blob = _calls.Keep(Sound);
        var provider = new FolderProvider(
            Root, _ => throw new StoreException(StoreFault.Damaged, "somewhere: blob is missing"));
        var reply = await provider.SendAsync(Call("x.mp3", blob), 1, Ct);

        Assert.Equal("x.mp3: its content cannot be read from the store; run `pressrun doctor`.", Why(reply));
    }

    [Fact]
    public async Task Two_writers_of_one_file_do_not_mix_and_the_later_is_told_to_try_again()
    {
        var blob = _calls.Keep(Sound);
        Reply? second = null;
        var provider = new FolderProvider(Root, stored => new InterruptedStream(_calls.Open(stored), async () =>
            second = await Provider().SendAsync(Call("x.mp3", blob), 1, Ct)));
        var first = await provider.SendAsync(Call("x.mp3", blob), 1, Ct);

        Assert.IsType<Outcome.Answered>(first.Outcome);
        Assert.Equal(Failure.Transient, Assert.IsType<Outcome.Failed>(second!.Outcome).Class);
        Assert.Equal(Sound, await File.ReadAllBytesAsync(At("x.mp3"), Ct));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("[]")]
    [InlineData("""{"path":"x.txt"}""")]
    [InlineData("""{"text":"one"}""")]
    [InlineData("""{"path":7,"text":"one"}""")]
    [InlineData("""{"path":"x.txt","text":"one","blob":"abc"}""")]
    [InlineData("""{"path":"x.txt","blob":"abc"}""")]
    [InlineData("{\"path\":\"x.txt\",\"text\":\"\\ud800\"}")]
    public async Task A_request_that_makes_no_sense_fails_for_good_and_writes_nothing(string content)
    {
        var reply = await SaveAsync(content);

        Assert.StartsWith("Nothing was saved: ", Why(reply), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Root));
    }

    [Fact]
    public async Task A_request_with_half_a_character_fails_for_good()
    {
        var reply = await SaveAsync($$"""{"path":"x.txt","text":"{{(char)0xD800}}"}""");

        Assert.StartsWith("Nothing was saved: ", Why(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_where_a_folder_should_be_is_named()
    {
        await SaveAsync("""{"path":"a","text":"one"}""");
        var reply = await SaveAsync("""{"path":"a/b/c.txt","text":"two"}""");

        Assert.Equal("a/b/c.txt: `a` is a file, not a folder; remove it or choose another path.", Why(reply));
    }

    [Fact]
    public async Task A_folder_where_the_file_should_be_is_named()
    {
        await SaveAsync("""{"path":"a/b.txt","text":"one"}""");
        var reply = await SaveAsync("""{"path":"a","text":"two"}""");

        Assert.Equal("a: a folder lies there; remove it or choose another path.", Why(reply));
    }

    [Theory]
    [InlineData("away/x.txt", "..")]
    [InlineData("away/x.txt", "../elsewhere")]
    [InlineData("away/deep/x.txt", "/elsewhere")]
    [InlineData("away", "../secret.txt")]
    public async Task A_link_that_leaves_the_folder_is_refused(string path, string target)
    {
        var elsewhere = Directory.CreateDirectory(Path.Combine(_folder.FullName, "elsewhere")).FullName;
        Directory.CreateDirectory(Root);
        File.CreateSymbolicLink(At("away"), target[0] == '/' ? _folder.FullName + target : target);
        var reply = await SaveAsync($$"""{"path":"{{path}}","text":"one"}""");

        Assert.EndsWith("a link on the way leads out of the folder; remove the link or choose another path.",
            Why(reply), StringComparison.Ordinal);
        Assert.Equal([elsewhere, Root], Directory.GetFileSystemEntries(_folder.FullName).Order());
        Assert.Empty(Directory.GetFileSystemEntries(elsewhere));
    }

    [Fact]
    public async Task A_link_that_leaves_by_a_second_link_is_refused_too()
    {
        Directory.CreateDirectory(At("real"));
        File.CreateSymbolicLink(At("real/up"), "../..");
        File.CreateSymbolicLink(At("near"), "real/up/elsewhere");
        var reply = await SaveAsync("""{"path":"near/x.txt","text":"one"}""");

        Assert.Contains("leads out of the folder", Why(reply), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_link_to_a_folder_below_is_followed_and_so_is_a_folder_that_is_a_link()
    {
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "real/inside"));
        File.CreateSymbolicLink(Root, "real");
        File.CreateSymbolicLink(At("near"), "inside");
        var reply = await SaveAsync("""{"path":"near/x.txt","text":"one"}""");

        Assert.IsType<Outcome.Answered>(reply.Outcome);
        Assert.True(File.Exists(Path.Combine(_folder.FullName, "real/inside/x.txt")));
    }

    [Fact]
    public async Task Links_in_a_circle_are_an_outcome()
    {
        Directory.CreateDirectory(Root);
        File.CreateSymbolicLink(At("a"), "b");
        File.CreateSymbolicLink(At("b"), "a");

        Assert.IsType<Outcome.Failed>((await SaveAsync("""{"path":"a/x.txt","text":"one"}""")).Outcome);
    }

    [Fact]
    public async Task A_link_in_place_of_the_half_written_file_is_not_followed()
    {
        Directory.CreateDirectory(Root);
        var secret = Path.Combine(_folder.FullName, "secret");
        await File.WriteAllTextAsync(secret, "kept", Ct);
        File.CreateSymbolicLink(At(".x.txt.part"), secret);
        await SaveAsync("""{"path":"x.txt","text":"one"}""");

        Assert.Equal("kept", await File.ReadAllTextAsync(secret, Ct));
        Assert.Equal("one", await File.ReadAllTextAsync(At("x.txt"), Ct));
    }

    [Fact]
    public async Task A_full_disk_is_told_and_may_pass()
    {
        var disk = await SmallDisk.MountAsync(Root, kilobytes: 256);
        Assert.SkipWhen(disk is null, "Only root may mount a small disk.");
        await using var mounted = disk;
        var call = Call("a/x.mp3", _calls.Keep(Sound));
        var reply = await Provider().SendAsync(call, 1, Ct);

        Assert.Equal("a/x.mp3: no space is left on the disk of the folder; free some.", Why(reply));
        Assert.Equal(Failure.Transient, ((Outcome.Failed)reply.Outcome).Class);
        Assert.Empty(Directory.GetFiles(At("a")));
    }

    [Fact]
    public async Task What_cannot_be_written_fails_for_good()
    {
        Assert.SkipUnless(Directory.Exists("/proc/1"), "Needs a folder that nobody may write to.");
        var provider = new FolderProvider("/proc", _calls.Open);
        var reply = await provider.SendAsync(
            TargetCalls.Of("folder", "file", """{"path":"x/y.txt","text":"one"}"""), 1, Ct);

        Assert.Equal(Failure.Permanent, Assert.IsType<Outcome.Failed>(reply.Outcome).Class);
        Assert.StartsWith("x/y.txt: ", Why(reply), StringComparison.Ordinal);
    }

    [Fact]
    public void It_asks_for_four_at_once_and_no_money()
    {
        Assert.Equal("4 at once", Assert.Single(Provider().Profile.LaneOf("file").Limits).ToString());
        Assert.Equal(RecoveryWay.Repeat, Provider().Profile.Recovery);
        Assert.Equal(Money.Zero, Provider().Estimate(TargetCalls.Of("folder", "file", "{}")).WorstCase);
    }

    [Fact]
    public async Task A_host_can_see_whether_a_saved_file_is_still_there_and_write_it_again()
    {
        var blob = _calls.Keep(Sound);
        await Provider().SendAsync(Call("a/x.mp3", blob), 1, Ct);
        Assert.True(FolderFiles.IsThere(Root, "a/x.mp3", Sound.Length));
        Assert.False(FolderFiles.IsThere(Root, "a/x.mp3", Sound.Length - 1));
        Assert.False(FolderFiles.IsThere(Root, "../out/a/x.mp3", Sound.Length));
        File.Delete(At("a/x.mp3"));
        Assert.False(FolderFiles.IsThere(Root, "a/x.mp3", Sound.Length));

        var write = await FolderFiles.WriteAsync(Root, "a/x.mp3", blob, _calls.Open, Ct);
        Assert.True(write.IsThere);
        Assert.True(FolderFiles.IsThere(Root, "a/x.mp3", Sound.Length));
    }

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private static string Why(Reply reply)
    {
        var cause = Assert.IsType<Outcome.Failed>(reply.Outcome).Cause;
        Assert.DoesNotContain("pressrun-folder-", cause, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', cause);
        return cause;
    }

    private static Call Call(string path, Blob blob) => TargetCalls.Of(
        "folder", "file", JsonSerializer.Serialize(new { path, blob = blob.Hash }), blob);

    private FolderProvider Provider() => new(Root, _calls.Open);

    private Task<Reply> SaveAsync(string content) =>
        Provider().SendAsync(TargetCalls.Of("folder", "file", content), 1, Ct);

    private string At(string path) => Path.Combine(Root, path);
}
