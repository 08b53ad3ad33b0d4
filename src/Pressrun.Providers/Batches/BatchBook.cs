namespace Pressrun.Providers.Batches;

/// <summary>What the log says of one service's batches, in memory. Safe for any thread.</summary>
/// <param name="provider">The service.</param>
/// <param name="log">The log.</param>
/// <param name="time">The clock.</param>
/// <param name="kept">For how long results are kept: what is older is of no use.</param>
internal sealed class BatchBook(string provider, IBatchLog log, TimeProvider time, TimeSpan kept)
{
    // Set once by the constructor: before it, another process may have sent.
    private readonly DateTimeOffset _born = time.GetUtcNow();

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Closing> _ofRow = new(StringComparer.Ordinal);
    private readonly HashSet<string> _batches = new(StringComparer.Ordinal);
    private bool _isRead;
    private bool _isOpen;
    private bool _isDamaged;

    /// <summary>
    /// Whether every row ever handed in is noted here: a log without a beginning was lost, with what it said.
    /// </summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public bool IsWhole => Locked(() => _isOpen && !_isDamaged);

    /// <summary>When this process began.</summary>
    public DateTimeOffset Born => _born;

    /// <summary>Notes that rows are taken from now on; the first time only.</summary>
    /// <exception cref="IOException">It could not be noted.</exception>
    public void Open() => Locked(() =>
    {
        if (!_isOpen)
        {
            log.Append(new(provider, time.GetUtcNow()));
            _isOpen = true;
        }

        return _isOpen;
    });

    /// <summary>What a row was handed in with; null if it never was, as far as is known.</summary>
    /// <exception cref="IOException">The log cannot be read.</exception>
    public Closing? Find(string row) => Locked(() => _ofRow.GetValueOrDefault(row));

    /// <summary>Whether it is known what a batch was made of.</summary>
    public bool Knows(string batch) => Locked(() => _batches.Contains(batch));

    /// <summary>Notes rows that are about to be handed in.</summary>
    /// <exception cref="IOException">It could not be noted: nothing may be sent.</exception>
    public Closing Close(IReadOnlyList<string> rows) => Locked(() =>
    {
        var note = new BatchNote(provider, time.GetUtcNow()) { Rows = rows };
        log.Append(note);
        var closing = Take(note);
        closing.EndedAt = null;
        return closing;
    });

    /// <summary>
    /// Notes which batch rows became. Where the log cannot take it, a later process looks for the batch again.
    /// </summary>
    public void Tie(Closing closing, string batch) => Locked(() =>
    {
        Know(closing, batch);
        try
        {
            log.Append(new(provider, time.GetUtcNow()) { First = closing.First, Batch = batch });
        }
        catch (IOException)
        {
            // The note before says enough to find it in the service's own list.
        }

        return true;
    });

    /// <summary>Nothing more of these rows is sent.</summary>
    public void End(Closing closing) => Locked(() => closing.EndedAt = time.GetUtcNow());

    /// <summary>The batch of rows handed in, and from when on nobody sends them; null for what is not known.</summary>
    public (string? Batch, DateTimeOffset? EndedAt) StateOf(Closing closing) =>
        Locked(() => (closing.Batch, closing.EndedAt));

    private T Locked<T>(Func<T> what)
    {
        lock (_lock)
        {
            if (!_isRead)
            {
                Fill(log.Read());
                _isRead = true;
            }

            return what();
        }
    }

    private void Fill(IReadOnlyList<BatchNote?> notes)
    {
        _isDamaged = notes.Contains(null);
        foreach (var note in notes.OfType<BatchNote>().Where(note => note.Provider == provider))
        {
            _isOpen = true;
            if (note.At + kept < _born)
            {
                continue;
            }

            if (note.Rows.Count > 0)
            {
                Take(note);
            }
            else if (note is { First: { } first, Batch: { } batch } && _ofRow.TryGetValue(first, out var closing))
            {
                Know(closing, batch);
            }
        }
    }

    private Closing Take(BatchNote note)
    {
        var closing = new Closing(note.Rows[0], note.At) { EndedAt = _born };
        foreach (var row in note.Rows)
        {
            _ofRow[row] = closing;
        }

        return closing;
    }

    private void Know(Closing closing, string batch)
    {
        closing.Batch = batch;
        _batches.Add(batch);
    }
}
