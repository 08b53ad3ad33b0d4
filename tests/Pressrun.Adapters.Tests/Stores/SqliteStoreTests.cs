using System.Text;
using Microsoft.Data.Sqlite;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>SQLite as it is used: with threads of its own.</summary>
public sealed class SqliteStoreTests : SqliteConformance
{
    // What messages call the folder: its last two names.
    private string Shown => Path.GetRelativePath(Path.GetDirectoryName(Path.GetDirectoryName(Folder))!, Folder);

    [Fact]
    public async Task A_store_is_a_folder_that_only_its_owner_may_read()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        var store = await OpenAsync();
        await CommitAsync(store, await NewRunAsync(store), Note(0, "secret"));
        using var content = new MemoryStream([1]);
        await store.PutAsync(content, Ct);
        var files = Directory.GetFiles(Folder, "*", SearchOption.AllDirectories);
        Assert.Equal(
            ["lock", "pressrun.db", "pressrun.db-shm", "pressrun.db-wal"],
            Directory.GetFiles(Folder).Select(Path.GetFileName).Order());
        foreach (var file in files)
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }

        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Folder));
    }

    [Fact]
    public async Task A_blob_lies_under_its_hash_and_is_touched_when_it_comes_again()
    {
        var store = await OpenAsync();
        using var content = new MemoryStream([1, 2, 3]);
        var blob = await store.PutAsync(content, Ct);
        var path = Path.Combine(Folder, "blobs", blob.Hash[..2], blob.Hash);
        Assert.Equal([1, 2, 3], await File.ReadAllBytesAsync(path, Ct));
        File.SetLastWriteTimeUtc(path, DateTime.UnixEpoch);
        content.Position = 0;
        await store.PutAsync(content, Ct);
        Assert.True(File.GetLastWriteTimeUtc(path) > DateTime.UnixEpoch.AddYears(50));
        Assert.Empty(Directory.GetFiles(Path.Combine(Folder, "blobs", "part")));
    }

    [Fact]
    public async Task The_first_claim_removes_what_a_killed_process_left_half_written()
    {
        var left = Path.Combine(Folder, "blobs", "part", "1");
        Directory.CreateDirectory(Path.GetDirectoryName(left)!);
        await File.WriteAllTextAsync(left, "half", Ct);
        var scratch = Path.Combine(Folder, "blobs", "part", "scratch", "within");
        Directory.CreateDirectory(scratch);
        var store = await OpenAsync();
        using var content = new MemoryStream([1]);
        await store.PutAsync(content, Ct);
        Assert.True(File.Exists(left));
        await NewRunAsync(store);
        Assert.False(File.Exists(left));
        Assert.False(Directory.Exists(Path.GetDirectoryName(scratch)));
    }

    [Fact]
    public async Task A_claim_that_finds_no_run_locks_the_folder_too_and_closing_frees_it()
    {
        var store = OpenStore();
        Assert.Null(await store.ClaimAsync(new("articles", "me"), Ct));
        var beside = OpenStore();
        await RefusedAsync(StoreFault.Held, () => beside.ClaimAsync(new("articles", "you", "0000000a"), Ct));
        await store.DisposeAsync();
        Assert.NotNull(await beside.ClaimAsync(new("articles", "you", "0000000a"), Ct));
        Assert.StartsWith("you since 2", LockContent(beside), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_refused_with_both_versions()
    {
        await OpenStore().DisposeAsync();
        Execute("UPDATE meta SET value = '7' WHERE name = 'schema'");
        var refusal = await RefusedAsync(StoreFault.Unusable, OpenAsync);
        Assert.Contains("has schema 7, this version knows schema 1", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_flipped_byte_is_found_by_the_reader_and_names_its_entry()
    {
        await WriteAsync(entries: 60);
        Flip("find me 7!");
        var store = await OpenAsync();
        var lease = await TakeOverAsync(store);
        var refusal = await RefusedAsync(StoreFault.Damaged, () => TailAsync(store, lease));
        Assert.Contains("journal entry 7:", refusal.Message, StringComparison.Ordinal);
        Assert.StartsWith(Shown, refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(StoreFault.Damaged, () => ReadAsync(store, lease, new Query.Item(7)));
        Assert.Single(await ReadAsync(store, lease, new Query.Item(8)));
    }

    [Fact]
    public async Task A_flipped_byte_near_the_end_is_found_by_the_claim_and_frees_the_lock()
    {
        await WriteAsync(entries: 60);
        Flip("find me 55!");
        var store = await OpenAsync();
        for (var times = 0; times < 2; times++)
        {
            var refusal = await RefusedAsync(StoreFault.Damaged, () => TakeOverAsync(store));
            Assert.Contains("journal entry 55:", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task An_entry_that_is_gone_is_damage()
    {
        await WriteAsync(entries: 60);
        Execute("DELETE FROM journal WHERE entry = 7");
        var store = await OpenAsync();
        var lease = await TakeOverAsync(store);
        var refusal = await RefusedAsync(StoreFault.Damaged, () => ReadAsync(store, lease, new Query.Item(7)));
        Assert.Contains("journal entry 7 is missing", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_damage()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Database, new string('x', 5_000), Ct);
        await RefusedAsync(StoreFault.Damaged, OpenAsync);
    }

    [Fact]
    public async Task After_a_kill_the_structure_is_checked_before_anybody_writes()
    {
        await WriteAsync(entries: 60);
        // The pages of an index without a name: invisible to every checksum of ours.
        Execute("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'item_state'");
        await using (var afterClosing = OpenStore())
        {
            await TakeOverAsync(afterClosing);
        }

        await File.WriteAllTextAsync(Database + "-wal", "a log that only a killed process leaves", Ct);
        var afterKill = await OpenAsync();
        var refusal = await RefusedAsync(StoreFault.Damaged, () => TakeOverAsync(afterKill));
        Assert.Contains("pressrun doctor", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_full_disk_writes_nothing_of_the_batch_and_lets_smaller_ones_through()
    {
        await OpenStore().DisposeAsync();
        var store = OpenStore("PRAGMA max_page_count=40;");
        var lease = await NewRunAsync(store);
        Record[] large = [Added(1), .. Enumerable.Range(0, 10).Select(i => Done(1, "script", new('x', 60_000 + i)))];
        var failed = CommitAsync(store, lease, large);
        var small = Note(0, "small");
        var later = CommitAsync(store, lease, small);
        var refusal = await RefusedAsync(StoreFault.Full, () => failed);
        Assert.True(refusal.MayPass);
        Assert.All(large, record => Assert.Equal(0, record.Seq));
        await later;
        Same([small], await TailAsync(store, lease));
        Assert.Empty(await WindowAsync(store, lease));
    }

    [Fact]
    public async Task A_database_that_may_not_be_written_is_unusable()
    {
        var first = await OpenAsync();
        var lease = await NewRunAsync(first);
        await ((SqlStore)first).DisposeAsync();
        var store = OpenStore("PRAGMA query_only=ON;");
        var refusal = await RefusedAsync(StoreFault.Unusable, () => CommitAsync(store, lease, Note(0, "?")));
        Assert.StartsWith(Shown, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Exception", refusal.Message, StringComparison.Ordinal);
        await RefusedAsync(StoreFault.Unusable, () => TakeOverAsync(store));
    }

    [Fact]
    public async Task A_folder_that_may_not_be_written_is_unusable()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Windows has no file modes.");
            return;
        }

        Assert.SkipWhen(Environment.IsPrivilegedProcess, "Root may write everywhere.");
        Directory.CreateDirectory(Folder, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        await RefusedAsync(StoreFault.Unusable, OpenAsync);
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_is_unusable()
    {
        await File.WriteAllTextAsync(Folder, "in the way", Ct);
        var refusal = await RefusedAsync(StoreFault.Unusable, OpenAsync);
        Assert.StartsWith(Shown, refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(5, 5, StoreFault.Busy)]
    [InlineData(6, 6, StoreFault.Busy)]
    [InlineData(8, 8, StoreFault.Unusable)]
    [InlineData(8, 1032, StoreFault.Unusable)]
    [InlineData(10, 778, StoreFault.Unusable)]
    [InlineData(10, 4874, StoreFault.Full)]
    [InlineData(10, 8458, StoreFault.Damaged)]
    [InlineData(11, 11, StoreFault.Damaged)]
    [InlineData(13, 13, StoreFault.Full)]
    [InlineData(14, 14, StoreFault.Unusable)]
    [InlineData(26, 26, StoreFault.Damaged)]
    public void An_error_of_the_database_says_whether_trying_again_can_help(int code, int extended, StoreFault fault) =>
        Assert.Equal(fault, new SqliteDialect().Classify(new SqliteException("", code, extended)));

    [Fact]
    public async Task A_batch_given_up_before_its_turn_is_not_written()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => store.CommitAsync(new(lease, [Note(0, "no")]), new CancellationToken(canceled: true)));
        Assert.Empty(await TailAsync(store, lease));
    }

    [Fact]
    public async Task What_cannot_be_a_batch_is_refused_at_once()
    {
        var store = await OpenAsync();
        var lease = await NewRunAsync(store);
        var note = Note(0, "once");
        await CommitAsync(store, lease, note);
        Assert.Throws<ArgumentException>(() => { _ = CommitAsync(store, lease, note); });
        Assert.Throws<ArgumentException>(() => { _ = CommitAsync(store, lease); });
        var tooLarge = Done(0, "script", new('x', Body.InlineMax + 1));
        await Assert.ThrowsAsync<ArgumentException>(() => CommitAsync(store, lease, tooLarge));
        Assert.Single(await TailAsync(store, lease));
        await Assert.ThrowsAsync<ArgumentException>(() => store.ClaimAsync(new("articles", "me", "xyz"), Ct));
    }

    [Fact]
    public async Task A_closed_store_says_so_and_has_done_all_that_was_asked_before()
    {
        var store = OpenStore();
        var lease = await NewRunAsync(store);
        Task[] commits = [.. Enumerable.Range(0, 100).Select(i => CommitAsync(store, lease, Note(0, $"{i}")))];
        await store.DisposeAsync();
        await Task.WhenAll(commits);
        await Assert.ThrowsAsync<ObjectDisposedException>(() => CommitAsync(store, lease, Note(0, "late")));
        Assert.Equal(100, (await TailAsync(await OpenAsync(), lease)).Count);
    }

    [Fact]
    public async Task The_writer_waits_for_the_disk_and_readers_cannot_write()
    {
        await OpenStore().DisposeAsync();
        using var writing = new Session(new SqliteDialect(), Database, isReadOnly: false);
        Assert.Equal("wal", writing.Prepare("PRAGMA journal_mode").One());
        Assert.Equal(2L, writing.Prepare("PRAGMA synchronous").One());
        using var reading = new Session(new SqliteDialect(), Database, isReadOnly: true);
        Assert.Throws<SqliteException>(() => reading.Prepare("DELETE FROM run").Run());
    }

    [Fact]
    public async Task Lines_are_text_that_any_tool_can_read()
    {
        var store = OpenStore();
        await CommitAsync(store, await NewRunAsync(store), Note(3, "größer"));
        await store.DisposeAsync();
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT typeof(lines), lines, typeof(raw) FROM journal";
        using var row = await command.ExecuteReaderAsync(Ct);
        Assert.True(await row.ReadAsync(Ct));
        Assert.Equal(
            ("text", "{\"k\":\"note\",\"v\":1,\"item\":3,\"who\":\"engine\",\"text\":\"größer\"}\n", "null"),
            (row.GetString(0), row.GetString(1), row.GetString(2)));
    }

    private protected override IWorker Worker(string name) => new ThreadWorker(name);

    // Each entry holds one note of an item of its own, named in its trail.
    private async Task WriteAsync(int entries)
    {
        var store = OpenStore();
        var lease = await NewRunAsync(store);
        for (var i = 1; i <= entries; i++)
        {
            var note = Note(i, $"find me {i}!");
            await store.CommitAsync(new(lease, [note]), Ct);
            await PulseAsync(store, lease, [note]);
        }

        await store.DisposeAsync();
    }

    // Everywhere, because the file may keep an older copy in a free place.
    private void Flip(string text)
    {
        var bytes = File.ReadAllBytes(Database);
        var sought = Encoding.UTF8.GetBytes(text);
        for (var left = bytes.AsSpan(); left.IndexOf(sought) is var place and >= 0; left = left[(place + 1)..])
        {
            left[place] ^= 1;
        }

        File.WriteAllBytes(Database, bytes);
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private string LockContent(SqlStore holder)
    {
        holder.DisposeAsync().AsTask().GetAwaiter().GetResult();
        return File.ReadAllText(Path.Combine(Folder, "lock"));
    }
}
