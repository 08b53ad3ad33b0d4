using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Working;
using Pressrun.Testing;

namespace Pressrun.Simulation.Tests;

/// <summary>
/// Keeps everything in a real database. A process that is gone leaves its files as they stand, log included: the next
/// one opens a copy of them.
/// </summary>
internal sealed class SqliteKeeper : IKeeper
{
    private readonly TimeProvider _time;
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("pressrun-simulated-");
    private readonly Dictionary<long, long> _epochs = [];
    private SqlStore _store;
    private int _lives = 1;

    /// <param name="time">The simulated wall time.</param>
    public SqliteKeeper(TimeProvider time)
    {
        _time = time;
        _store = Open();
    }

    /// <inheritdoc/>
    public int Runs => _epochs.Count;

    private string Folder => Path.Combine(_root.FullName, _lives.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public bool IsFenced(RunLease lease) => _epochs[lease.Run] != lease.Epoch;

    /// <inheritdoc/>
    public (IReadOnlyList<Record> Written, StoreException? Refusal) Keep(
        Batch batch, Func<long, long, List<Record>> decode, long at)
    {
        try
        {
            Do(_store.CommitAsync(batch, CancellationToken.None));
            return (batch.Records, null);
        }
        catch (StoreException refusal)
        {
            return ([], refusal);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Record> Read(RunLease lease, Query query) =>
        Do(_store.ReadAsync(lease, query, CancellationToken.None).ToListAsync().AsTask());

    /// <inheritdoc/>
    public Blob Put(Stream content) => Do(_store.PutAsync(content, CancellationToken.None));

    /// <inheritdoc/>
    public Stream Open(Blob blob)
    {
        // A file is read on other threads, where the loop cannot follow.
        using var file = _store.Open(blob);
        var memory = new MemoryStream();
        file.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }

    /// <inheritdoc/>
    public RunLease? Claim(RunClaim claim)
    {
        var lease = Do(_store.ClaimAsync(claim, CancellationToken.None));
        if (lease is not null)
        {
            _epochs[lease.Run] = lease.Epoch;
        }

        return lease;
    }

    /// <inheritdoc/>
    public void Crash()
    {
        var left = Folder;
        _lives++;
        Copy(left, Folder);
        Do(_store.DisposeAsync().AsTask());
        Directory.Delete(left, recursive: true);
        _store = Open();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Do(_store.DisposeAsync().AsTask());
        _root.Delete(recursive: true);
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            // The lock dies with its owner, and so does the memory that readers share.
            if (Path.GetFileName(file) is not "lock" && !file.EndsWith("-shm", StringComparison.Ordinal))
            {
                var target = Path.Combine(to, Path.GetRelativePath(from, file));
                Directory.CreateDirectory(Path.GetDirectoryName(target)!);
                File.Copy(file, target);
            }
        }
    }

    private static T Do<T>(Task<T> operation)
    {
        Do((Task)operation);
        return operation.GetAwaiter().GetResult();
    }

    // Whatever waits here would wait on another thread.
    private static void Do(Task operation)
    {
        Assert.True(operation.IsCompleted, "The database did its work somewhere else.");
        operation.GetAwaiter().GetResult();
    }

    private SqlStore Open() => SqlStore.Open(Folder, _time, new SqliteDialect(), _ => new InlineWorker());
}
