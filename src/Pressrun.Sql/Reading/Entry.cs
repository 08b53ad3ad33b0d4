using System.Data.Common;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Sql.Reading;

/// <summary>One row of the journal, believed only after its checksum has been compared.</summary>
/// <param name="Number">The entry.</param>
/// <param name="At">Wall time of its commit.</param>
/// <param name="Count">How many records it holds.</param>
/// <param name="Lines">Its lines.</param>
/// <param name="Raw">Its bodies.</param>
internal sealed record Entry(long Number, long At, long Count, byte[] Lines, byte[] Raw)
{
    /// <summary>What a query selects for <see cref="Load"/>.</summary>
    public const string Columns = "entry, at, records, crc, lines, raw";

    /// <summary>The entry a record lies in.</summary>
    public static long Of(long seq) => seq / EntryWriter.SeqsPerEntry;

    /// <summary>Takes the entry from a row.</summary>
    public static Entry Load(DbDataReader row, StoreErrors errors)
    {
        var (entry, checksum) = Take(row, errors);
        return EntryWriter.Checksum(entry.Lines, entry.Raw) == checksum
            ? entry
            : throw errors.Of(StoreFault.Damaged,
                $"journal entry {entry.Number}: the checksum of its {entry.Lines.Length} + {entry.Raw.Length} bytes " +
                "is wrong");
    }

    /// <summary>All its records, in order.</summary>
    public List<Record> Records(StoreErrors errors) => Read(errors, () =>
    {
        var records = EntryReader.Read(Lines, Raw, Number, At);
        return records.Count == Count
            ? records
            : throw new FormatException($"It holds {records.Count} records, not {Count}.");
    });

    /// <summary>Some of its records.</summary>
    /// <param name="seqs">Which, ascending.</param>
    /// <param name="errors">Speaks when they cannot be read.</param>
    public List<Record> Records(ReadOnlySpan<long> seqs, StoreErrors errors)
    {
        // Reading one record passes over all lines before it, so that for many it is cheaper to read them all.
        if (seqs.Length * 2 > Count)
        {
            var all = Records(errors);
            var chosen = seqs.ToArray().ToHashSet();
            all.RemoveAll(record => !chosen.Contains(record.Seq));
            return all.Count == chosen.Count
                ? all
                : throw errors.Of(StoreFault.Damaged, $"journal entry {Number}: one of its records is missing");
        }

        var records = new List<Record>(seqs.Length);
        foreach (var seq in seqs)
        {
            records.Add(Detach(Read(errors, () => EntryReader.ReadOne(Lines, Raw, seq, At))));
        }

        return records;
    }

    private static (Entry Entry, long Checksum) Take(DbDataReader row, StoreErrors errors)
    {
        var number = row.GetInt64(0);
        try
        {
            return (new(number, row.GetInt64(1), row.GetInt64(2), row.GetFieldValue<byte[]>(4),
                row.IsDBNull(5) ? [] : row.GetFieldValue<byte[]>(5)), row.GetInt64(3));
        }
        catch (Exception error) when (StoreErrors.IsUnbelievable(error))
        {
            throw errors.Of(
                StoreFault.Damaged, $"journal entry {number}: a value of it is missing or of another kind", error);
        }
    }

    // A body is a piece of the entry's bytes: one small body kept would keep megabytes of others in memory.
    private static Record Detach(Record record)
    {
        Record? copy = record switch
        {
            Record.Intent { Request: { Blob: null } body } intent => intent with { Request = Copy(body) },
            Record.Reply { Content.Body: { Blob: null } body } reply =>
                reply with { Content = reply.Content with { Body = Copy(body) } },
            _ => null,
        };
        copy?.Stamp(record.Seq, record.At);
        return copy ?? record;
    }

    private static Body Copy(Body body) => new(body.Bytes.ToArray());

    private T Read<T>(StoreErrors errors, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (FormatException error)
        {
            throw errors.Of(StoreFault.Damaged, $"journal entry {Number}: {error.Message}", error);
        }
    }
}
