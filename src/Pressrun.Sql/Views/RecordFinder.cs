using Pressrun.Model;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Views;

/// <summary>Finds single records by their seq, whichever run they belong to.</summary>
internal sealed class RecordFinder
{
    private const int CopiesMax = 1_000;

    private readonly StoreErrors _errors;
    private readonly Statement _entry;

    public RecordFinder(Session session, StoreErrors errors)
    {
        _errors = errors;
        _entry = session.Prepare($"SELECT {Entry.Columns} FROM journal WHERE entry = @entry");
    }

    /// <summary>The record; null if it is no longer there.</summary>
    public Record? Find(long seq)
    {
        using var row = _entry.Rows(Entry.Of(seq));
        return row.Read() ? Entry.Load(row, _errors).Records([seq], _errors).SingleOrDefault() : null;
    }

    /// <summary>
    /// The intent of the attempt that first brought a reply, through all the runs it was copied over; null if that run
    /// is no longer there.
    /// </summary>
    public Record.Intent? OriginOf(Record.Reply reply) =>
        // Of an attempt whose reply was found out about in a later run only the intent is there.
        Walk(reply) switch
        {
            Record.Reply first => Find(first.Of) as Record.Intent,
            var found => found as Record.Intent,
        };

    /// <summary>
    /// The reply that a reply was first copied from, through all runs between; null if that run is no longer there, or
    /// found out about it without one.
    /// </summary>
    public Record.Reply? FirstOf(Record.Reply reply) => Walk(reply) as Record.Reply;

    private Record? Walk(Record.Reply reply)
    {
        for (var copies = 0; reply.From != 0; copies++)
        {
            var origin = copies == CopiesMax ? null : Find(reply.From);
            if (origin is not Record.Reply earlier)
            {
                return origin;
            }

            reply = earlier;
        }

        return reply;
    }
}
