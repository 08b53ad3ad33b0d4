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
    private readonly long _run;
    private readonly StoreErrors _errors;
    private readonly BlobFolder _blobs;
    private readonly QueryReader _queries;

    private ReplaySource(string folder, long run, StoreErrors errors, Session session)
    {
        (_run, _errors) = (run, errors);
        _blobs = new(Path.Combine(folder, "blobs"), errors, TimeProvider.System);
        _queries = new(session, errors, long.MaxValue);
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
    public IReadOnlyList<Record> Read(Query query) =>
        _errors.Guard(() => _queries.Pages(_run, query).SelectMany(page => page).ToList());

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
