using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Timing;

namespace Pressrun.Journaling;

/// <summary>
/// Gathers what changed and writes it once a second as folds beside the journal, so that a resume costs the window and
/// not the batch. Everything it writes could be rebuilt from the journal. Used on the loop only.
/// </summary>
internal sealed class PulseWriter(
    Node node, RunState state, Func<IReadOnlyDictionary<string, string>> lanes, TimeSpan every)
{
    /// <summary>
    /// The most trail rows and the most item rows one step writes, so that a pulse never holds up the commits behind it
    /// for long.
    /// </summary>
    public const int RowsMax = 1_000;

    private readonly List<TrailRow> _trail = [];
    private readonly Dictionary<long, ItemRow> _items = [];
    private Func<Pulse, Task> _write = _ => Task.CompletedTask;
    private ITimer? _timer;
    private bool _isArmed;
    private Task _writing = Task.CompletedTask;

    /// <summary>Rows gathered and not written.</summary>
    public int Rows => _trail.Count + _items.Count;

    /// <summary>Sets where pulses go; called once.</summary>
    public void Attach(Func<Pulse, Task> write) => _write = write;

    /// <summary>A record has been folded.</summary>
    public void Note(Record record)
    {
        switch (record)
        {
            case Record.Item { Added: not null, Was: null }:
                break;
            case Record.Item item:
                var isOpen = item.State == ItemState.Open;
                _items[item.Number] = new(
                    item.Number, item.State, isOpen ? null : item.Stage, item.Cause, item.Spent.Micros);
                if (isOpen)
                {
                    // What came before it counts differently from here on.
                    _trail.Add(new(record.Ordinal, record.Seq));
                }

                break;
            case Record.Intent or Record.Reply or Record.Unknown or Record.Done or Record.Verdict or Record.Note:
                _trail.Add(new(record.Ordinal, record.Seq));
                break;
        }

        if (!_isArmed && every > TimeSpan.Zero)
        {
            _isArmed = true;
            _timer ??= node.Time.CreateTimer(
                _ => node.Detach(WriteInTimeAsync), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            _timer.Change(every, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Writes everything gathered, in slices; the last one carries the memo.</summary>
    public async Task WriteAsync()
    {
        _isArmed = false;
        while (!_writing.IsCompleted)
        {
            await _writing;
        }

        await (_writing = WriteSlicesAsync());
    }

    private async Task WriteInTimeAsync()
    {
        try
        {
            await WriteAsync();
        }
        catch (StoreException)
        {
            // The journal has told the run; folds can be rebuilt.
        }
    }

    private async Task WriteSlicesAsync()
    {
        // Taken in one step, so that the memo, the trail and the items speak of the same moment.
        var (trail, items) = (_trail.ToArray(), _items.Values.ToArray());
        var (memo, folded, known) = (Memo.Write(state.Totals()), state.LastSeq, lanes());
        _trail.Clear();
        _items.Clear();
        var none = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var start = 0; start + RowsMax < trail.Length; start += RowsMax)
        {
            await _write(new(new ArraySegment<TrailRow>(trail, start, RowsMax), [], none, null, 0));
        }

        for (var start = 0; start + RowsMax < items.Length; start += RowsMax)
        {
            await _write(new([], new ArraySegment<ItemRow>(items, start, RowsMax), none, null, 0));
        }

        var (trailLeft, itemsLeft) = (LastSlice(trail.Length), LastSlice(items.Length));
        await _write(new(new ArraySegment<TrailRow>(trail, trailLeft, trail.Length - trailLeft),
            new ArraySegment<ItemRow>(items, itemsLeft, items.Length - itemsLeft), known, memo, folded));
    }

    private static int LastSlice(int count) => count == 0 ? 0 : (count - 1) / RowsMax * RowsMax;
}
