using System.Buffers;
using System.Runtime.CompilerServices;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Blobs;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;
using Pressrun.Sql.Working;
using Pressrun.Sql.Writing;

namespace Pressrun.Sql;

/// <summary>
/// A store in a folder of its own: <c>pressrun.db</c>, <c>blobs/</c> and <c>lock</c>. One writer owns the one writing
/// connection; readers have their own. Thread-safe.
/// </summary>
public sealed class SqlStore : IStore, IAsyncDisposable
{
    private const int BufferSize = 128 * 1024;

    private readonly string _folder;
    private readonly Dialect _dialect;
    private readonly TimeProvider _time;
    private readonly StoreErrors _errors;
    private readonly BlobFolder _blobs;
    private readonly bool _wasCut;

    // Each worker alone touches what stands beneath it.
    private readonly IWorker _writer;
    private readonly Session _writing;
    private readonly BatchWriter _batches;
    private readonly Claims _claims;
    private StoreLock? _lock;

    private readonly IWorker _reader;
    private QueryReader? _queries;

    // The last entry there was when the first claim was made.
    private long _found = long.MaxValue;

    private readonly IWorker _disk;

    private SqlStore(string folder, TimeProvider time, Dialect dialect, Func<string, IWorker> worker)
    {
        (_folder, _time, _dialect, _errors) = (folder, time, dialect, new(folder, dialect));
        _blobs = new(Path.Combine(folder, "blobs"), _errors, time);
        _wasCut = dialect.WasCut(Database);
        _writing = OpenWriting();
        _batches = new(_writing, _errors, time);
        _claims = new(_writing, _errors, time);
        (_writer, _reader, _disk) = (worker("writer"), worker("reader"), worker("disk"));
    }

    /// <summary>
    /// A folder for whoever needs temporary folders while a run is driven: the first claim removes all that a killed
    /// process left in it.
    /// </summary>
    public string Scratch => _blobs.Parts;

    private string Database => Path.Combine(_folder, "pressrun.db");

    /// <summary>
    /// Opens the store of a folder, or makes it. Others may have it open too; who writes is decided by
    /// <see cref="ClaimAsync"/>. Throws <see cref="StoreException"/>: <see cref="StoreFault.Unusable"/> if the folder
    /// cannot be written, lies on a network disk or was written by a newer version, <see cref="StoreFault.Damaged"/> if
    /// it holds a file that is no database, or signs of earlier runs without the database they wrote.
    /// </summary>
    /// <param name="folder">The folder; made if it is not there.</param>
    /// <param name="time">Wall time of the records. <value>The default is the system's.</value></param>
    public static SqlStore Open(string folder, TimeProvider? time = null) =>
        Open(folder, time ?? TimeProvider.System, new SqliteDialect(), name => new ThreadWorker(name));

    internal static SqlStore Open(string folder, TimeProvider time, Dialect dialect, Func<string, IWorker> worker)
    {
        var full = Path.GetFullPath(folder);
        return new StoreErrors(full, dialect).Guard(() => new SqlStore(full, time, dialect, worker));
    }

    /// <inheritdoc/>
    /// <remarks>
    /// Throws <see cref="ArgumentException"/> for an empty batch, for more than <see cref="Batch.RecordsMax"/> records,
    /// for a body that should be a blob, and for records that are durable already.
    /// </remarks>
    public Task CommitAsync(Batch batch, CancellationToken ct)
    {
        if (batch.Records.Count > Batch.RecordsMax || (batch.Records.Count == 0 && batch.Pulse is null))
        {
            throw new ArgumentException(
                $"A batch has 1 to {Batch.RecordsMax} records or a pulse, not {batch.Records.Count} records.");
        }

        if (batch.Records.FirstOrDefault(record => record.Seq != 0) is { } durable)
        {
            throw new ArgumentException($"Record {durable.Seq} is durable already: it cannot be written twice.");
        }

        return _writer.DoAsync(
            () => _errors.GuardWriting(() =>
            {
                _batches.Write(batch);
                return !_dialect.IsGone(_writing.Connection) ? true : throw _errors.Say(StoreFault.Unusable,
                    "pressrun.db has been moved away, deleted or replaced while it was being written, so that nothing "
                    + "more can be kept there. Put the file back, then start again.");
            }),
            ct);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<Record> ReadAsync(
        RunLease lease, Query query, [EnumeratorCancellation] CancellationToken ct)
    {
        using var pages = await DoAsync(_reader, () => Queries().Pages(lease.Run, query).GetEnumerator(), ct);
        while (await DoAsync(_reader, pages.MoveNext, ct))
        {
            foreach (var record in pages.Current)
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<Blob> PutAsync(Stream content, CancellationToken ct)
    {
        var part = await DoAsync(_disk, _blobs.Begin, ct);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            int count;
            while ((count = await content.ReadAsync(buffer, ct)) > 0)
            {
                var length = count;
                await DoAsync(_disk, () => part.Add(buffer.AsSpan(0, length)), ct);
            }

            return await DoAsync(_disk, () => _blobs.Keep(part), ct);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            await DoAsync(_disk, () => _blobs.End(part), CancellationToken.None);
        }
    }

    /// <inheritdoc/>
    public Stream Open(Blob blob) => _errors.Guard(() => _blobs.Open(blob));

    /// <inheritdoc/>
    /// <remarks>The first claim locks the folder until the store is closed.</remarks>
    public async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
    {
        if (claim.NewId is { } id && (id.Length != 8 || !id.All(char.IsAsciiHexDigitLower)))
        {
            throw new ArgumentException($"A run's id is 8 lower-case hex digits, not `{id}`.");
        }

        if (await DoAsync(_writer, () => IsFirst(claim), ct))
        {
            await DoAsync(_disk, _blobs.Clean, ct);
        }

        return await DoAsync(_writer, () => _claims.Claim(claim), ct);
    }

    /// <summary>Finishes what was begun, closes the database and frees the folder.</summary>
    public async ValueTask DisposeAsync()
    {
        await _disk.DisposeAsync();
        await _reader.DisposeAsync();
        await _writer.DisposeAsync();

        // The writer last: it folds the write-ahead log into the database, which a reader may not.
        _queries?.Dispose();
        _batches.Dispose();
        _writing.Dispose();
        _lock?.Dispose();
    }

    /// <summary>Runs a statement where batches are written, in its turn: for tests that make the disk full.</summary>
    internal Task<bool> OnWriterAsync(string sql) => DoAsync(
        _writer,
        () =>
        {
            using var command = _writing.Connection.CreateCommand();
            command.CommandText = sql;
            command.ExecuteNonQuery();
        },
        CancellationToken.None);

    private Session OpenWriting()
    {
        PrivateFiles.Make(_folder);
        if (IsRemote(_folder))
        {
            throw _errors.Of(StoreFault.Unusable, "it lies on a network disk, where a write-ahead log does not work");
        }

        var lost = LostDatabase.Look(_folder, _blobs.HasAny, _wasCut);
        if (lost.Find(Database) is { } refusal)
        {
            throw _errors.Say(StoreFault.Damaged, refusal);
        }

        PrivateFiles.Open(Database, FileMode.OpenOrCreate, FileShare.ReadWrite).Dispose();
        var session = new Session(_dialect, Database, isReadOnly: false);
        try
        {
            Schema.Apply(session, _errors, lost);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    private static bool IsRemote(string folder) =>
        folder.StartsWith(@"\\", StringComparison.Ordinal) || new DriveInfo(folder).DriveType == DriveType.Network;

    // Takes the lock; only then is it certain that nobody else is at work here.
    private bool IsFirst(RunClaim claim)
    {
        if (_lock is not null)
        {
            return false;
        }

        var content = $"{claim.Holder} since {_time.GetUtcNow():u}\n";
        var taken = StoreLock.TryTake(Path.Combine(_folder, "lock"), content, _errors) ?? throw _claims.Held();
        try
        {
            var isSmall = new FileInfo(Database).Length <= Checkup.SmallMax;
            Checkup.Run(_writing, _errors, isSmall, _wasCut);
            _found = Checkup.Last(_writing);
        }
        catch
        {
            taken.Dispose();
            throw;
        }

        _lock = taken;
        return true;
    }

    private QueryReader Queries() =>
        _queries ??= new(new Session(_dialect, Database, isReadOnly: true), _errors, Volatile.Read(ref _found));

    private Task<T> DoAsync<T>(IWorker worker, Func<T> work, CancellationToken ct) =>
        worker.DoAsync(() => _errors.Guard(work), ct);

    private Task<bool> DoAsync(IWorker worker, Action work, CancellationToken ct) => DoAsync(
        worker,
        () =>
        {
            work();
            return true;
        },
        ct);
}
