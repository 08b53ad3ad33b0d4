using System.Text;
using Microsoft.Data.Sqlite;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>In whatever state a store was left.</summary>
public sealed class OpeningTests : IAsyncDisposable
{
    private const string NoVersion = "the store is damaged (the tables are there, but not their version)";

    private readonly Press _press = new();

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _press.DisposeAsync();

    [Fact]
    public async Task Where_there_is_no_store_there_are_no_views_and_none_is_made()
    {
        Assert.Null(StoreViews.Open(_press.Folder));
        Assert.False(Directory.Exists(_press.Folder));
        Directory.CreateDirectory(_press.Folder);
        Assert.Null(StoreViews.Open(_press.Folder));
        await File.WriteAllBytesAsync(_press.Database, [], Ct);
        Assert.Null(StoreViews.Open(_press.Folder));
    }

    [Fact]
    public async Task A_store_without_runs_has_none()
    {
        await SqlStore.Open(_press.Folder).DisposeAsync();
        var views = _press.Open();
        Assert.Empty(views.Runs(10));
        Assert.Null(views.Run("7f3a"));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_damage()
    {
        Directory.CreateDirectory(_press.Folder);
        await File.WriteAllTextAsync(_press.Database, new string('x', 5_000), Ct);
        Assert.Equal(StoreFault.Damaged, Assert.Throws<StoreException>(() => StoreViews.Open(_press.Folder)).Fault);
    }

    [Theory]
    [InlineData("UPDATE meta SET value = '7'", StoreFault.Unusable,
        "has schema 7, this version knows schema 1. Use the newer Pressrun")]
    [InlineData("UPDATE meta SET value = '0'", StoreFault.Damaged, NoVersion)]
    [InlineData("UPDATE meta SET value = 'one'", StoreFault.Damaged, NoVersion)]
    [InlineData("DELETE FROM meta", StoreFault.Damaged, NoVersion)]
    public async Task Another_schema_is_refused_with_both_versions_and_none_is_damage(
        string change, StoreFault fault, string message)
    {
        await SqlStore.Open(_press.Folder).DisposeAsync();
        await using (var connection = new SqliteConnection($"Data Source={_press.Database};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"{change} WHERE name = 'schema'";
            command.ExecuteNonQuery();
        }

        foreach (var open in (Action[])[() => StoreViews.Open(_press.Folder), () => SqlStore.Open(_press.Folder)])
        {
            var refusal = Assert.Throws<StoreException>(open);
            Assert.Equal(fault, refusal.Fault);
            Assert.Contains(message, refusal.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_flipped_byte_is_found_by_who_looks_there_and_names_its_entry()
    {
        await _press.RunAsync(["a", "b"]);
        var bytes = await File.ReadAllBytesAsync(_press.Database, Ct);
        var sought = Encoding.UTF8.GetBytes("[draft1 b  ]");
        for (var left = bytes.AsSpan(); left.IndexOf(sought) is var place and >= 0; left = left[(place + 1)..])
        {
            left[place] ^= 1;
        }

        await File.WriteAllBytesAsync(_press.Database, bytes, Ct);
        var views = _press.Open();
        Assert.Single(views.Runs(1));
        var refusal = Assert.Throws<StoreException>(() => views.History(1, 2));
        Assert.Equal(StoreFault.Damaged, refusal.Fault);
        Assert.Contains("journal entry ", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(2, views.Items(1).Count());
    }

    [Fact]
    public async Task Views_write_nothing_but_the_log_s_own_files()
    {
        await _press.RunAsync(["a"]);
        var before = await File.ReadAllBytesAsync(_press.Database, Ct);
        using (var views = StoreViews.Open(_press.Folder)!)
        {
            Assert.Single(views.Runs(10));
        }

        Assert.Equal(before, await File.ReadAllBytesAsync(_press.Database, Ct));
        var log = new FileInfo(_press.Database + "-wal");
        Assert.True(!log.Exists || log.Length == 0);
    }

    [Fact]
    public async Task On_a_disk_that_cannot_be_written_a_store_that_was_closed_is_read()
    {
        await _press.RunAsync(["a"]);
        await using var disk = await MountAsync("a b#?%");
        CopyAll(_press.Folder, disk.Folder);
        await disk.FreezeAsync();
        using var views = StoreViews.Open(disk.Folder)!;
        Assert.Equal(ItemState.Done, views.Items(1).Single().State);
        Assert.Equal(3, views.History(1, 1).Entries.OfType<HistoryEntry.Attempt>().Count());
        Assert.False(views.Runs(1)[0].IsLive);
    }

    [Fact]
    public async Task On_a_disk_that_cannot_be_written_a_log_that_was_left_is_said_to_be_in_the_way()
    {
        await _press.BeginAsync(["stuck"], pulseEvery: TimeSpan.Zero);
        var copy = _press.Copy();
        await using var disk = await MountAsync("frozen");
        CopyAll(copy, disk.Folder);
        await disk.FreezeAsync();
        var refusal = Assert.Throws<StoreException>(() => StoreViews.Open(disk.Folder));
        Assert.Equal(StoreFault.Unusable, refusal.Fault);
        Assert.Contains("Make the folder writable for you, or copy it", refusal.Message, StringComparison.Ordinal);
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from))
        {
            File.Copy(file, Path.Combine(to, Path.GetFileName(file)));
        }
    }

    private async Task<FrozenDisk> MountAsync(string name)
    {
        var disk = await FrozenDisk.MountAsync(Path.Combine(Path.GetDirectoryName(_press.Folder)!, name));
        Assert.SkipWhen(disk is null, "Only root may mount a disk.");
        return disk!;
    }
}
