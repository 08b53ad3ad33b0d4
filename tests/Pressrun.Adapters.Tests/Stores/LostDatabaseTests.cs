using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Views;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>A folder that has lost its database and still holds what was paid for.</summary>
public sealed class LostDatabaseTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-lost-");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    private string Folder => Path.Combine(_folder.FullName, "press");

    private string Database => Path.Combine(Folder, "pressrun.db");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("missing", "pressrun.db is missing, but blobs beside it holds what earlier runs have paid for.")]
    [InlineData("empty", "pressrun.db is empty, but blobs beside it holds what earlier runs have paid for.")]
    [InlineData("bare", "pressrun.db holds no tables, but blobs beside it holds what earlier runs have paid for.")]
    public async Task Beside_blobs_nothing_begins_anew_and_nothing_is_made(string state, string cause)
    {
        await WriteAsync();
        Lose(state);
        var before = Directory.GetFiles(Folder).Order(StringComparer.Ordinal).ToArray();
        var length = new FileInfo(Database) is { Exists: true } database ? database.Length : -1;
        for (var times = 0; times < 2; times++)
        {
            var refusal = Assert.Throws<StoreException>(() => SqlStore.Open(Folder));
            Assert.Equal(StoreFault.Damaged, refusal.Fault);
            Assert.Contains($"press: {cause} Put the file back", refusal.Message, StringComparison.Ordinal);
        }

        Assert.Equal(before, Directory.GetFiles(Folder).Order(StringComparer.Ordinal).Where(file =>
            !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal)));
        Assert.Equal(length, new FileInfo(Database) is { Exists: true } after ? after.Length : -1);
    }

    [Fact]
    public async Task A_log_whose_database_is_empty_is_not_thrown_away()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllBytesAsync(Database, [], Ct);
        await File.WriteAllTextAsync(Database + "-wal", "what a killed process has left", Ct);
        var refusal = Assert.Throws<StoreException>(() => SqlStore.Open(Folder));
        Assert.Contains("is empty, but pressrun.db-wal beside it", refusal.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Database + "-wal"));
    }

    [Theory]
    [InlineData("lock")]
    [InlineData("runs")]
    public void A_lock_or_a_folder_of_runs_is_a_sign_too(string sign)
    {
        var place = Directory.CreateDirectory(Folder).CreateSubdirectory(sign == "runs" ? sign : "blobs");
        if (sign == "lock")
        {
            File.WriteAllBytes(Path.Combine(Folder, sign), []);
        }

        var cause = $"press: pressrun.db is missing, but {sign} beside it tells of runs that were kept there. ";
        Assert.Contains(cause, Assert.Throws<StoreException>(() => SqlStore.Open(Folder)).Message,
            StringComparison.Ordinal);
        Assert.Contains(cause, Assert.Throws<StoreException>(() => StoreViews.Open(Folder)).Message,
            StringComparison.Ordinal);
        Assert.True(place.Exists);
        Assert.False(File.Exists(Database));
    }

    [Fact]
    public async Task Without_blobs_a_folder_is_new_whatever_else_lies_there()
    {
        Directory.CreateDirectory(Path.Combine(Folder, "blobs", "part"));
        Directory.CreateDirectory(Path.Combine(Folder, "blobs", "ab"));
        await File.WriteAllTextAsync(Path.Combine(Folder, "blobs", "part", "1"), "half", Ct);
        await File.WriteAllBytesAsync(Database, [], Ct);
        await using var store = SqlStore.Open(Folder);
        Assert.NotNull(await store.ClaimAsync(new("articles", "me", "0000000a"), Ct));
    }

    [Fact]
    public async Task Moved_away_the_folder_is_new_and_moved_back_it_goes_on()
    {
        await WriteAsync();
        Lose("moved");
        Directory.Move(Folder, Folder + ".old");
        await SqlStore.Open(Folder).DisposeAsync();
        Directory.Delete(Folder, recursive: true);
        Directory.Move(Folder + ".old", Folder);
        File.Move(Database + ".kept", Database);
        await using var store = SqlStore.Open(Folder);
        Assert.NotNull(await store.ClaimAsync(new("articles", "me"), Ct));
    }

    private async Task WriteAsync()
    {
        await using var store = SqlStore.Open(Folder);
        Assert.NotNull(await store.ClaimAsync(new("articles", "me", "0000000a"), Ct));
        using var content = new MemoryStream([1, 2, 3]);
        await store.PutAsync(content, Ct);
    }

    private void Lose(string state)
    {
        File.Move(Database, Database + ".kept");
        switch (state)
        {
            case "empty":
                File.WriteAllBytes(Database, []);
                break;
            case "bare":
                // What is left of a database when only its log held anything.
                using (new Session(
                           new SqliteDialect(), MakeEmpty(), isReadOnly: false))
                {
                }

                break;
        }
    }

    private string MakeEmpty()
    {
        File.WriteAllBytes(Database, []);
        return Database;
    }
}
