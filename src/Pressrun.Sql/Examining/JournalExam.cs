using Pressrun.Model;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Examining;

/// <summary>Reads every record, and compares what is written of items beside the journal with the journal.</summary>
internal sealed class JournalExam
{
    private readonly StoreErrors _errors;
    private readonly Faults _faults;
    private readonly Statement _all;
    private readonly Statement _item;
    private readonly HashSet<Blob> _named = [];
    private readonly List<Blob> _blobs = [];

    public JournalExam(Session session, StoreErrors errors, Faults faults)
    {
        (_errors, _faults) = (errors, faults);
        _all = session.Prepare($"SELECT {Entry.Columns}, run FROM journal ORDER BY entry");
        _item = session.Prepare("SELECT key, title, input FROM item WHERE run = @run AND ordinal = @ordinal");
    }

    /// <summary>Entries that are whole.</summary>
    public long Entries { get; private set; }

    /// <summary>The blobs that records name, each once, in the order in which they are first named.</summary>
    public IReadOnlyList<Blob> Blobs => _blobs;

    /// <summary>Reads it through; an entry that is damaged does not hide those behind it.</summary>
    public bool Read()
    {
        var last = 0L;
        using var rows = _all.Rows();
        while (rows.Read())
        {
            var number = rows.GetInt64(0);
            if (number != last + 1)
            {
                _faults.Add(number == last + 2
                    ? $"journal entry {last + 1} is missing"
                    : $"journal entries {last + 1} to {number - 1} are missing");
            }

            last = number;
            _faults.Try(() => _errors.Guard(() =>
            {
                var entry = Entry.Load(rows, _errors);
                var run = rows.GetInt64(6);
                foreach (var record in entry.Records(_errors))
                {
                    Take(record, run);
                }

                Entries++;
            }));
        }

        return true;
    }

    private void Take(Record record, long run)
    {
        var blob = record switch
        {
            Record.Intent intent => intent.Request?.Blob,
            Record.Reply reply => reply.Content.Body.Blob,
            Record.Done done => done.Output.Blob,
            _ => null,
        };
        if (blob is not null && _named.Add(blob))
        {
            _blobs.Add(blob);
        }

        if (record is Record.Item { Added: { } added } item)
        {
            Compare(added, item.Number, run);
        }
    }

    // These have no checksum of their own: they are what the journal says once more.
    private void Compare(Item added, long ordinal, long run)
    {
        using var row = _item.Rows(run, ordinal);
        if (!row.Read())
        {
            _faults.Add($"item {ordinal} of run number {run} is in the journal and not in the table of items");
        }
        else if (row.IsDBNull(0) || row.GetString(0) != added.Key || row.IsDBNull(2) || row.GetString(2) != added.Input
            || (row.IsDBNull(1) ? null : row.GetString(1)) != added.Title)
        {
            _faults.Add($"item {ordinal} of run number {run} is not what the journal says");
        }
    }
}
