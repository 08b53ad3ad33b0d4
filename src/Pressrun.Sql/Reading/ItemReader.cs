using System.Data.Common;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>Reads rows of the item table as the records that would add them.</summary>
internal sealed class ItemReader
{
    /// <summary>The most items read at a time.</summary>
    public const int ChunkMax = ListStatement.CountMax;

    private const string Columns = "run, ordinal, key, title, input, state, priority, stage, cause, micros";

    private readonly Statement _open;
    private readonly Statement _all;
    private readonly Statement _done;
    private readonly Statement _elsewhere;

    private readonly StoreErrors _errors;

    public ItemReader(Session session, StoreErrors errors)
    {
        _errors = errors;
        _open = session.Prepare(
            $"""
             SELECT {Columns} FROM item
             WHERE run = @run AND state = 0 AND (priority, ordinal) > (@priority, @ordinal)
             ORDER BY priority, ordinal LIMIT @limit
             """);
        _all = session.Prepare(
            $"SELECT {Columns} FROM item WHERE run = @run AND ordinal > @ordinal ORDER BY ordinal LIMIT @limit");
        _done = session.Prepare(
            $"""
             SELECT {Columns} FROM item WHERE run = @run AND ordinal > @ordinal AND state = 1
             ORDER BY ordinal LIMIT @limit
             """);
        _elsewhere = session.Prepare(
            $"""
             SELECT {Columns} FROM item
             WHERE pipeline = (SELECT pipeline FROM run WHERE no = @run) AND key = @key AND run <> @run
             ORDER BY run DESC, ordinal
             """);
    }

    /// <summary>The next open items in order of (priority, ordinal).</summary>
    public List<Record.Item> Open(long run, long priority, long ordinal, int limit) =>
        Added(_open.Rows(run, priority, ordinal, (long)limit));

    /// <summary>The next items in order of their ordinals, all or only those that are done.</summary>
    public List<Record.Item> Next(long run, long ordinal, bool isDoneOnly)
    {
        var items = new List<Record.Item>();
        using (var rows = (isDoneOnly ? _done : _all).Rows(run, ordinal, (long)ChunkMax))
        {
            while (rows.Read())
            {
                items.Add(Present(rows));
            }
        }

        // What lies out of its order is never passed.
        return items.Count == 0 || items[^1].Number > ordinal
            ? items
            : throw _errors.Of(StoreFault.Damaged, $"item {items[^1].Number} of run number {run} lies out of order");
    }

    /// <summary>
    /// The items of the same key in the pipeline's other runs, newest run first, in their present state.
    /// </summary>
    public List<(long Run, Record.Item Item)> Elsewhere(long run, string key)
    {
        var found = new List<(long, Record.Item)>();
        using var rows = _elsewhere.Rows(run, key);
        while (rows.Read())
        {
            found.Add((rows.GetInt64(0), Present(rows)));
        }

        return found;
    }

    private Record.Item Present(DbDataReader rows) => Believe(rows, row => new Record.Item(row.GetInt64(1), State(row),
        Was: null, Item(row), Maybe(row, 7), Maybe(row, 8), new(row.GetInt64(9))));

    private List<Record.Item> Added(DbDataReader rows)
    {
        var items = new List<Record.Item>();
        using (rows)
        {
            while (rows.Read())
            {
                var added = Believe(rows, Item);
                items.Add(new(added.Ordinal, ItemState.Open, Was: null, added));
            }
        }

        return items;
    }

    private T Believe<T>(DbDataReader row, Func<DbDataReader, T> read)
    {
        try
        {
            return read(row);
        }
        catch (Exception error) when (StoreErrors.IsUnbelievable(error))
        {
            throw _errors.Of(StoreFault.Damaged, $"item {row.GetInt64(1)} of run number {row.GetInt64(0)}: a value "
                + "of it is missing, of another kind, or none that is known", error);
        }
    }

    private static ItemState State(DbDataReader row) => (ItemState)row.GetInt64(5) is var state
        && Enum.IsDefined(state) ? state : throw new FormatException($"There is no state {state}.");

    private static Item Item(DbDataReader row) => new(row.GetString(2), row.GetString(4))
    {
        Ordinal = row.GetInt64(1),
        Title = Maybe(row, 3),
        Priority = row.GetInt64(6),
    };

    private static string? Maybe(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
