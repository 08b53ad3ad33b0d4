using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>Reads records by their place in the journal; each entry is fetched and checked once for a page.</summary>
internal sealed class JournalReader
{
    /// <summary>The most records of a page.</summary>
    public const int PageMax = 512;

    private readonly StoreErrors _errors;
    private readonly long _found;
    private readonly ListStatement _some;
    private readonly Statement _next;
    private readonly Statement _first;
    private readonly EntryCache? _cache;

    /// <param name="session">Where it reads.</param>
    /// <param name="errors">Speaks when what it reads cannot be believed.</param>
    /// <param name="found">The last entry that this process has not written itself; what names one is doubted.</param>
    /// <param name="cache">Keeps entries for whoever reads item after item; null keeps none.</param>
    public JournalReader(
        Session session, StoreErrors errors, long found = long.MaxValue, EntryCache? cache = null)
    {
        (_errors, _found, _cache) = (errors, found, cache);
        _some = new(session, $"SELECT {Entry.Columns} FROM journal WHERE entry IN ({{list}}) ORDER BY entry");
        _next = session.Prepare(
            $"""
             SELECT {Entry.Columns} FROM journal WHERE run = @run AND entry >= @from ORDER BY entry LIMIT @limit
             """);
        _first = session.Prepare("SELECT first_entry FROM run WHERE no = @run");
    }

    /// <summary>All records of a run after a seq, page by page.</summary>
    public IEnumerable<List<Record>> After(long run, long seq)
    {
        var from = Math.Max(Entry.Of(seq), (long?)_first.One(run) ?? 0);
        while (true)
        {
            var page = new List<Record>();
            var entries = Next(run, from);
            foreach (var entry in entries)
            {
                page.AddRange(entry.Records(_errors).Where(record => record.Seq > seq));
            }

            if (entries.Count == 0)
            {
                yield break;
            }

            // What lies out of its order is never passed.
            if (entries[0].Number < from || !IsAscending(entries))
            {
                throw _errors.Of(StoreFault.Damaged, $"journal entry {entries[0].Number} lies out of order");
            }

            yield return page;
            from = entries[^1].Number + 1;
        }
    }

    /// <summary>What the slots stand for, page by page, in their order.</summary>
    public IEnumerable<List<Record>> Fill(IEnumerable<Slot> slots)
    {
        foreach (var page in slots.Chunk(PageMax))
        {
            var read = Fetch([.. page.Where(slot => slot.Known is null).Select(slot => slot.Seq).Distinct().Order()]);
            yield return [.. page.Select(slot => slot.Known ?? Of(slot, read.GetValueOrDefault(slot.Seq)))];
        }
    }

    // Taken for a record of its item, another's would be asked for again.
    private Record Of(Slot slot, Record? record) => record is null
        ? throw _errors.Of(
            StoreFault.Damaged, $"journal entry {Entry.Of(slot.Seq)}: one of its records is missing")
        : record.Ordinal == slot.Ordinal || Entry.Of(record.Seq) > _found
        ? record
        : throw _errors.Of(StoreFault.Damaged,
            $"record {record.Seq} is of item {record.Ordinal} and written down as of item {slot.Ordinal}");

    private static bool IsAscending(List<Entry> entries) =>
        entries.Zip(entries.Skip(1)).All(pair => pair.First.Number < pair.Second.Number);

    // As many entries as a page holds; one at least.
    private List<Entry> Next(long run, long from)
    {
        var entries = new List<Entry>();
        var records = 0L;
        using var rows = _next.Rows(run, from, (long)PageMax);
        while (records < PageMax && rows.Read())
        {
            var entry = Entry.Load(rows, _errors);
            records += entry.Count;
            if (records > PageMax && entries.Count > 0)
            {
                break;
            }

            entries.Add(entry);
        }

        return entries;
    }

    private Dictionary<long, Record> Fetch(long[] seqs)
    {
        var read = new Dictionary<long, Record>(seqs.Length);
        if (_cache is not null)
        {
            seqs = Recall(_cache, seqs, read);
        }

        var next = 0;
        foreach (var numbers in seqs.Select(Entry.Of).Distinct().Chunk(ListStatement.CountMax))
        {
            using var rows = _some.Rows(numbers);
            foreach (var number in numbers)
            {
                var entry = rows.Read() ? Entry.Load(rows, _errors) : null;
                if (entry?.Number != number)
                {
                    throw _errors.Of(StoreFault.Damaged, $"journal entry {number} is missing");
                }

                var end = next;
                while (end < seqs.Length && Entry.Of(seqs[end]) == number)
                {
                    end++;
                }

                var records = _cache is null ? entry.Records(seqs.AsSpan(next..end), _errors) : entry.Records(_errors);
                _cache?.Add(entry, records);
                foreach (var record in records)
                {
                    read.TryAdd(record.Seq, record);
                }

                next = end;
            }
        }

        return read;
    }

    // Returns those that must be read.
    private static long[] Recall(EntryCache cache, long[] seqs, Dictionary<long, Record> read)
    {
        var left = new List<long>();
        foreach (var seq in seqs)
        {
            if (cache.Find(Entry.Of(seq))?.TryGetValue(seq, out var record) == true)
            {
                read.Add(seq, record);
            }
            else
            {
                left.Add(seq);
            }
        }

        return [.. left];
    }
}
