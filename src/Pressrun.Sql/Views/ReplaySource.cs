using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;
using Pressrun.Sql.Blobs;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Views;

/// <summary>A run in a store, for a <see cref="Replay"/>: read on a connection of its own, and never written.</summary>
public sealed class ReplaySource : IReplaySource, IDisposable
{
    private const long CacheMax = 32 * 1024 * 1024;

    private readonly long _run;
    private readonly StoreErrors _errors;
    private readonly BlobFolder _blobs;
    private readonly QueryReader _queries;

    // What was written in the last second before a process was killed, and is in no trail yet.
    private readonly ILookup<long, Record> _tail;

    private ReplaySource(string folder, long run, StoreErrors errors, Session session)
    {
        (_run, _errors) = (run, errors);
        _blobs = new(Path.Combine(folder, "blobs"), errors, TimeProvider.System);
        _queries = new(session, errors, long.MaxValue, new EntryCache(CacheMax));
        var runs = new RunRows(session, new(session, errors));
        _tail = (runs.Find(run) is { } row ? runs.Tail(row) : []).ToLookup(record => record.Ordinal);
    }

    /// <summary>
    /// Opens the store of a folder; null if there is none. Throws <see cref="StoreException"/> as
    /// <see cref="StoreViews.Open(string)"/> does.
    /// </summary>
    /// <param name="folder">The folder.</param>
    /// <param name="run">Number of the run.</param>
    public static ReplaySource? Open(string folder, long run)
    {
        var full = Path.GetFullPath(folder);
        var errors = new StoreErrors(full, new SqliteDialect());
        return errors.Guard(() => ReadingSession.Open(Path.Combine(full, "pressrun.db"), errors) is { } session
            ? new ReplaySource(full, run, errors, session)
            : null);
    }

    /// <inheritdoc/>
    public IEnumerable<Record> Read(Query query)
    {
        using var pages = _queries.Pages(_run, query).GetEnumerator();
        var last = 0L;
        while (_errors.Guard(pages.MoveNext))
        {
            foreach (var record in pages.Current)
            {
                last = record.Seq;
                yield return record;
            }
        }

        if (query is Query.Item item)
        {
            foreach (var record in _tail[item.Ordinal].Where(record => record.Seq > last))
            {
                yield return record;
            }
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Record> ReadBeginning() =>
        [.. Read(new Query.Tail(0)).TakeWhile(record => record is not Record.Item)];

    /// <inheritdoc/>
    public Stream Open(Blob blob)
    {
        using var file = _errors.Guard(() => _blobs.Open(blob));
        var memory = new MemoryStream();
        file.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }

    /// <inheritdoc/>
    public void Dispose() => _queries.Dispose();
}
