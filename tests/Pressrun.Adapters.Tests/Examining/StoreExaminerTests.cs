using System.Security.Cryptography;
using Microsoft.Data.Sqlite;
using Pressrun.Adapters.Tests.Views;
using Pressrun.Model;
using Pressrun.Sql;
using Pressrun.Sql.Examining;

namespace Pressrun.Adapters.Tests.Examining;

/// <summary>What the examiner finds, one damage at a time, and what it leaves alone.</summary>
public sealed class StoreExaminerTests : IAsyncDisposable
{
    private readonly Press _press = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Fact]
    public async Task A_sound_store_is_whole_and_stays_as_it_was()
    {
        var blob = await WriteAsync();
        var before = Tree();
        var found = Look();
        Assert.Empty(found.Faults);
        Assert.Equal((0, 1), (found.FaultsLeftOut, found.Blobs));
        Assert.True(found.Entries > 5);
        Assert.Equal(before, Tree());
        Assert.True(File.Exists(PathOf(blob)));
    }

    [Theory]
    [InlineData("UPDATE journal SET lines = upper(lines) WHERE entry = 2",
        "journal entry 2: the checksum ")]
    [InlineData("DELETE FROM journal WHERE entry = 3", "journal entry 3 is missing")]
    [InlineData("UPDATE item SET state = 77 WHERE ordinal = 2", "item 2: a value of it is missing, of another kind")]
    [InlineData("UPDATE item SET title = 'forged' WHERE ordinal = 2",
        "item 2 of run number 1 is not what the journal")]
    [InlineData("DELETE FROM item WHERE ordinal = 2", "item 2 of run number 1 is in the journal and not in the table")]
    [InlineData("INSERT INTO trail VALUES (1, 2, 999999999)",
        "record 999999999 is spoken of and is not in the journal")]
    [InlineData("UPDATE run SET state = 9", "run number 1: a value of it is missing, of another kind")]
    [InlineData("DELETE FROM meta", "the tables are there, but not their version")]
    [InlineData("PRAGMA writable_schema = ON; DELETE FROM sqlite_master WHERE name = 'item_state'",
        "the database: Page ")]
    [InlineData("PRAGMA writable_schema = ON; UPDATE sqlite_master SET sql = replace(sql, 'crc BIGINT NOT NULL', "
        + "'crc BIGINT') WHERE name = 'journal'; PRAGMA writable_schema = RESET; UPDATE journal SET crc = NULL WHERE "
        + "entry = 2", "journal entry 2: a value of it is missing or of another kind")]
    public async Task A_damage_of_the_database_is_found_and_named(string damage, string fault)
    {
        await WriteAsync();
        Execute(damage);
        Assert.Contains(Look().Faults, found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("removed", " is missing")]
    [InlineData("cut", " has 2 of 70000 bytes")]
    [InlineData("changed", " is not what was kept under its name")]
    public async Task A_blob_that_is_not_what_the_journal_says_is_found(string damage, string fault)
    {
        var blob = await WriteAsync();
        var content = await File.ReadAllBytesAsync(PathOf(blob), Ct);
        File.Delete(PathOf(blob));
        if (damage != "removed")
        {
            content[0] ^= 1;
            await File.WriteAllBytesAsync(PathOf(blob), damage == "cut" ? content[..2] : content, Ct);
        }

        var found = Look();
        Assert.EndsWith($"blobs/{blob.Hash[..2]}/{blob.Hash}{fault}", Assert.Single(found.Faults),
            StringComparison.Ordinal);
        Assert.Equal(0, found.Blobs);
    }

    [Fact]
    public async Task Of_many_faults_the_first_are_kept_and_the_rest_is_counted()
    {
        await WriteAsync();
        Execute("UPDATE item SET title = 'forged'");
        var found = Look();
        Assert.Equal((10, 20), (found.Faults.Count, found.FaultsLeftOut));
    }

    [Fact]
    public async Task A_store_that_is_driven_is_not_looked_at()
    {
        await WriteAsync();
        await using (var store = SqlStore.Open(_press.Folder))
        {
            Assert.NotNull(await store.ClaimAsync(new("book", "me"), Ct));
            Assert.Null(StoreExaminer.Look(_press.Folder));
        }

        Assert.NotNull(StoreExaminer.Look(_press.Folder));
    }

    [Fact]
    public async Task A_database_that_is_gone_is_a_fault_and_a_folder_without_anything_is_none()
    {
        await WriteAsync();
        File.Delete(_press.Database);
        Assert.StartsWith("pressrun.db is missing, but blobs", Assert.Single(Look().Faults), StringComparison.Ordinal);
        Directory.Delete(_press.Folder, recursive: true);
        Assert.True(Look().IsWhole);
    }

    private Examination Look()
    {
        var found = StoreExaminer.Look(_press.Folder);
        Assert.NotNull(found);
        return found;
    }

    // A run, and a result of it that is a blob.
    private async Task<Blob> WriteAsync()
    {
        await _press.RunAsync(Enumerable.Range(1, 30).Select(number => $"item {number}"));
        await using var store = SqlStore.Open(_press.Folder);
        var lease = await store.ClaimAsync(new("book", "me"), Ct);
        Assert.NotNull(lease);
        using var content = new MemoryStream(new byte[70_000]);
        var blob = await store.PutAsync(content, Ct);
        await store.CommitAsync(new(lease, [new Record.Done(0, "index", "", "f", Output.Known(null, blob, "h"))]), Ct);
        return blob;
    }

    private string PathOf(Blob blob) => Path.Combine(_press.Folder, "blobs", blob.Hash[..2], blob.Hash);

    // The index of the log is made anew by whoever opens the database; an empty log holds nothing.
    private string Tree() => string.Join('\n', Directory.GetFiles(_press.Folder, "*", SearchOption.AllDirectories)
        .Where(file => !file.EndsWith("-shm", StringComparison.Ordinal) && new FileInfo(file).Length > 0)
        .Order(StringComparer.Ordinal)
        .Select(file => $"{file} {Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)))}"));

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_press.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
