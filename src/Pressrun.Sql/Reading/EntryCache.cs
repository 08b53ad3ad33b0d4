using Pressrun.Model;

namespace Pressrun.Sql.Reading;

/// <summary>
/// The entries that were read last, up to some bytes: items that were worked on at the same time lie in the same
/// entries, and whoever reads item after item would read each entry a hundred times.
/// </summary>
/// <param name="bytesMax">How much of the journal is kept in memory.</param>
internal sealed class EntryCache(long bytesMax)
{
    private readonly Dictionary<long, Dictionary<long, Record>> _entries = [];
    private readonly Queue<(long Number, long Bytes)> _order = new();
    private long _bytes;

    /// <summary>The records of an entry by their seqs; null if it is not kept.</summary>
    public IReadOnlyDictionary<long, Record>? Find(long number) => _entries.GetValueOrDefault(number);

    /// <summary>Keeps an entry, and lets go of those that were read first.</summary>
    public void Add(Entry entry, IEnumerable<Record> records)
    {
        var bytes = entry.Lines.Length + (long)entry.Raw.Length;
        if (_entries.TryAdd(entry.Number, records.ToDictionary(record => record.Seq)))
        {
            _order.Enqueue((entry.Number, bytes));
            _bytes += bytes;
        }

        while (_bytes > bytesMax && _order.TryDequeue(out var oldest))
        {
            _entries.Remove(oldest.Number);
            _bytes -= oldest.Bytes;
        }
    }
}
