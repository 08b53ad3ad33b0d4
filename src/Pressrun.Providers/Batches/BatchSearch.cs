using System.Text.Json;
using System.Text.RegularExpressions;
using Pressrun.Providers.Services;

namespace Pressrun.Providers.Batches;

/// <summary>
/// Looks for the batch of rows that were handed in, or about to be, when nobody could note what became of them: in the
/// service's own list. However many rows are looked for, the list is read once for them. Safe for any thread.
/// </summary>
internal sealed partial class BatchSearch
{
    // How far clocks may be apart, and how long a service may take to show what it has taken.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1); // what created_at is rounded to
    private const int PagesMax = 1000;

    private readonly BatchWire _wire;
    private readonly BatchExchange _exchange;
    private readonly BatchBook _book;
    private readonly TimeProvider _time;
    private readonly TimeSpan _kept;
    private readonly Shared<Survey> _survey;

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<string, string> _batchOf = new(StringComparer.Ordinal);
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private DateTimeOffset _since = DateTimeOffset.MaxValue;

    /// <param name="wire">The vendor's form.</param>
    /// <param name="exchange">Sends.</param>
    /// <param name="book">What was noted.</param>
    /// <param name="time">The clock.</param>
    /// <param name="kept">For how long results are kept.</param>
    public BatchSearch(BatchWire wire, BatchExchange exchange, BatchBook book, TimeProvider time, TimeSpan kept)
    {
        (_wire, _exchange, _book, _time, _kept) = (wire, exchange, book, time, kept);
        _survey = new(SurveyAsync);
    }

    /// <summary>
    /// The batch a row is in; null only when it certainly is in none: no list told of it, long enough after nobody
    /// could hand it in any more.
    /// </summary>
    /// <param name="row">The row.</param>
    /// <param name="closing">What it was handed in with; null if the notes are lost.</param>
    /// <param name="ct">Nobody waits any more.</param>
    public async Task<string?> FindAsync(string row, Closing? closing, CancellationToken ct)
    {
        lock (_lock)
        {
            var since = closing is null ? _book.Born - _kept : closing.At - Margin;
            _since = since < _since ? since : _since;
        }

        var pause = BatchExchange.FirstPause;
        while (true)
        {
            if (Known(row, closing) is { } known)
            {
                return known;
            }

            var survey = await _survey.JoinAsync(ct);
            if (Known(row, closing) is { } found)
            {
                return found;
            }

            var ended = closing is null ? _book.Born : _book.StateOf(closing).EndedAt;
            if (ended is { } end && survey.At >= end + Settling
                && !survey.Unread.Any(batch => MayHold(batch, closing, end)))
            {
                return null;
            }

            await _exchange.PauseAsync(pause, ct);
            pause = BatchExchange.Next(pause);
        }
    }

    private bool MayHold(BatchState batch, Closing? closing, DateTimeOffset end) => closing is null
        || (!IsBefore(batch, closing.At - Margin) && batch.CreatedAt - _exchange.Skew <= end + Margin);

    // By this machine's clock, which what was noted was timed by.
    private bool IsBefore(BatchState batch, DateTimeOffset time) => batch.CreatedAt - _exchange.Skew < time;

    private string? Known(string row, Closing? closing)
    {
        if (closing is not null && _book.StateOf(closing).Batch is { } batch)
        {
            return batch;
        }

        lock (_lock)
        {
            return _batchOf.GetValueOrDefault(row);
        }
    }

    private async Task<Survey> SurveyAsync(CancellationToken ct)
    {
        var at = _time.GetUtcNow();
        DateTimeOffset since;
        lock (_lock)
        {
            since = _since;
        }

        var unread = new List<BatchState>();
        // The youngest first: of two that bear the same mark it is the one that was made last.
        foreach (var batch in (await ListAsync(since, ct)).OrderByDescending(batch => batch.CreatedAt))
        {
            // While a younger one does not tell yet what it is made of, nothing is known of those before it.
            var known = unread.Count == 0 ? at : DateTimeOffset.MinValue;
            if (IsBefore(batch, since))
            {
                // Clocks may be wrong, and its mark is not.
                _ = batch.First is { } first && Tie(first, batch, known) == true;
            }
            else if (!await IsReadAsync(batch, known, ct))
            {
                unread.Add(batch);
            }
        }

        return new(at, unread);
    }

    private async Task<List<BatchState>> ListAsync(DateTimeOffset since, CancellationToken ct)
    {
        var all = new List<BatchState>();
        string? after = null;
        for (var page = 0; page < PagesMax; page++)
        {
            if (await _exchange.AskAsync(_wire.List(after), ct) is not { } body)
            {
                throw new InvalidOperationException("its list of batches is not there");
            }

            var listed = WireJson.List(body, "data").Select(_wire.ReadState).ToList();
            if (listed.Contains(null))
            {
                throw new InvalidOperationException("its list of batches cannot be read");
            }

            all.AddRange(listed.OfType<BatchState>());
            after = WireJson.Text(body, "last_id");
            var isPast = _wire.ListsLatestFirst && listed.Count > 0 && IsBefore(all[^1], since);
            if (after is null || isPast || WireJson.At(body, "has_more") is not { ValueKind: JsonValueKind.True })
            {
                break;
            }
        }

        return all;
    }

    // Whether it is known what a batch was made of, or that it was none of this log.
    private async Task<bool> IsReadAsync(BatchState batch, DateTimeOffset at, CancellationToken ct)
    {
        lock (_lock)
        {
            if (_read.Contains(batch.Id))
            {
                return true;
            }
        }

        if (_book.Knows(batch.Id))
        {
            return true;
        }

        if (batch.First is { } first && Tie(first, batch, at) is var isOurs && (isOurs != false || _book.IsWhole))
        {
            // It says whose it is; where that is nobody of these notes, it is not looked for here.
            return isOurs is not null;
        }

        if (batch.Rows is not { } rows)
        {
            // Some services never tell before the end, others always do: what tells nothing then was never begun.
            return batch.IsOver;
        }

        var doubt = false;
        if (!await ReadRowsAsync(rows, line => Take(batch, at, line, ref doubt), ct) || doubt)
        {
            return false;
        }

        lock (_lock)
        {
            _read.Add(batch.Id);
        }

        return true;
    }

    // Every row, because without notes any of them may be asked for. False if it broke off.
    private async Task<bool> ReadRowsAsync(string rows, Func<ReadOnlyMemory<byte>, bool> take, CancellationToken ct)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(ct);
        try
        {
            await _exchange.ReadLinesAsync(
                _wire.Lines(rows),
                line =>
                {
                    if (!enough.IsCancellationRequested && !take(line))
                    {
                        enough.Cancel();
                    }

                    return true;
                },
                enough.Token);
            return true;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return true;
        }
    }

    // Whether more of its rows are worth reading.
    private bool Take(BatchState batch, DateTimeOffset at, ReadOnlyMemory<byte> line, ref bool doubt)
    {
        if (BatchWire.IdOf(WireJson.Parse(line)) is not { } id)
        {
            return true;
        }

        // A batch is of one closing: its first row says of which, or that it is somebody else's.
        if (!RowId().IsMatch(id))
        {
            return false;
        }

        var isOurs = Tie(id, batch, at);
        doubt |= isOurs is null;
        if (isOurs != false || _book.IsWhole)
        {
            return false;
        }

        lock (_lock)
        {
            _batchOf[id] = batch.Id;
        }

        return true;
    }

    // Null while it may be an older one of the same rows, handed in from a folder that is gone or by somebody else on
    // the account: it is believed when a younger one would have shown by now.
    private bool? Tie(string row, BatchState batch, DateTimeOffset at)
    {
        if (_book.Find(row) is not { } closing)
        {
            return false;
        }

        var state = _book.StateOf(closing);
        if (state.Batch is null)
        {
            if (batch.CreatedAt - _exchange.Skew < closing.At - Second && !(at >= state.EndedAt + Settling))
            {
                return null;
            }

            _book.Tie(closing, batch.Id);
        }

        return true;
    }

    [GeneratedRegex("^[0-9a-f]{32}-[0-9]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex RowId();
}
