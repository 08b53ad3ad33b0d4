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
    private readonly RowMatch _rows;
    private readonly HashSet<Blob> _named = [];
    private readonly List<Blob> _blobs = [];

    public JournalExam(Session session, StoreErrors errors, Faults faults)
    {
        (_errors, _faults) = (errors, faults);
        _all = session.Prepare($"SELECT {Entry.Columns}, run FROM journal ORDER BY entry");
        _rows = new(session);
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

        if (_rows.Find(record, run) is { } fault)
        {
            _faults.Add(fault);
        }
    }
}
