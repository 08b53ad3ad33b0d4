using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;

namespace Pressrun.Adapters.Tests.Stores;

/// <summary>Stores in a folder that goes with the test.</summary>
public abstract class SqliteConformance : StoreConformance, IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("pressrun-store-");
    private readonly List<SqlStore> _opened = [];

    /// <summary>Where the store lies: not made yet.</summary>
    protected string Folder => Path.Combine(_folder.FullName, "pipeline");

    protected string Database => Path.Combine(Folder, "pressrun.db");

    public async ValueTask DisposeAsync()
    {
        foreach (var store in _opened)
        {
            await store.DisposeAsync();
        }

        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected abstract IWorker Worker(string name);

    protected override Task<IStore> OpenAsync() => Task.FromResult<IStore>(OpenStore());

    protected override async Task<IStore> ReopenAsync(IStore store)
    {
        await ((SqlStore)store).DisposeAsync();
        return OpenStore();
    }

    protected override Task<IStore?> OpenBesideAsync(IStore store) => Task.FromResult<IStore?>(OpenStore());

    /// <summary>Opens the store with more settings than usual.</summary>
    protected SqlStore OpenStore(string settings = "")
    {
        var store = SqlStore.Open(
            Folder, TimeProvider.System, new SqliteDialect(SqliteDialect.Session + settings), Worker);
        _opened.Add(store);
        return store;
    }
}
