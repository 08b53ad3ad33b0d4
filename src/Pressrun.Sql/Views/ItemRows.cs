using System.Data.Common;
using Pressrun.Model;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Views;

/// <summary>
/// Reads items as people are shown them: their rows, and what has changed in the journal after those were written.
/// </summary>
internal sealed class ItemRows
{
    /// <summary>The most items read at a time.</summary>
    public const int PageMax = 2_000;

    private const string Columns = "ordinal, key, title, state, stage, cause, micros, changed_at";

    private readonly Statement _all;
    private readonly Statement _some;
    private readonly Statement _one;
    private readonly Statement _named;
    private readonly Statement _input;
    private readonly Statement _ended;

    public ItemRows(Session session)
    {
        _all = session.Prepare(
            $"SELECT {Columns} FROM item WHERE run = @run AND ordinal > @after ORDER BY ordinal LIMIT @limit");
        _some = session.Prepare(
            $"""
             SELECT {Columns} FROM item WHERE run = @run AND state = @state AND ordinal > @after
             ORDER BY ordinal LIMIT @limit
             """);
        _one = session.Prepare($"SELECT {Columns} FROM item WHERE run = @run AND ordinal = @ordinal");
        _named = session.Prepare(
            $"""
             SELECT {Columns} FROM item
             WHERE pipeline = (SELECT pipeline FROM run WHERE no = @run) AND key = @key AND run = @run
             """);
        _input = session.Prepare("SELECT input FROM item WHERE run = @run AND ordinal = @ordinal");
        _ended = session.Prepare(
            """
            SELECT stage, state, COUNT(*) FROM item WHERE run = @run AND stage IS NOT NULL GROUP BY stage, state
            """);
    }

    /// <summary>The ordinals of all items that stand in a state.</summary>
    public HashSet<long> Standing(long run, ItemState state, IReadOnlyDictionary<long, Record.Item> changed)
    {
        var standing = new HashSet<long>();
        for (long? next = 0; next is { } after;)
        {
            (var page, next) = Page(run, state, after, changed);
            standing.UnionWith(page.Select(item => item.Ordinal));
        }

        return standing;
    }

    /// <summary>
    /// The next items in order of their ordinals, and the ordinal after which to go on; null at the end.
    /// </summary>
    public (List<ItemView> Items, long? Next) Page(
        long run, ItemState? state, long after, IReadOnlyDictionary<long, Record.Item> changed)
    {
        var rows = state is { } wanted ? Load(_some, run, (long)wanted, after, (long)PageMax)
            : Load(_all, run, after, (long)PageMax);
        long? next = rows.Count == PageMax ? rows[^1].Ordinal : null;
        if (changed.Count == 0)
        {
            return (rows, next);
        }

        // Rows of another state by now go, and items of this state whose rows do not say so yet come in between.
        var read = rows.Select(row => row.Ordinal).ToHashSet();
        var moved = changed.Values
            .Where(item => item.State == state && item.Number > after && item.Number <= (next ?? long.MaxValue)
                && !read.Contains(item.Number))
            .Select(item => Find(run, item.Number, changed)).OfType<ItemView>();
        return ([.. rows.Select(row => Now(row, changed)).Where(item => state is null || item.State == state)
            .Concat(moved).OrderBy(item => item.Ordinal)], next);
    }

    /// <summary>An item by its ordinal, or null.</summary>
    public ItemView? Find(long run, long ordinal, IReadOnlyDictionary<long, Record.Item> changed) =>
        Load(_one, run, ordinal).Select(row => Now(row, changed)).SingleOrDefault();

    /// <summary>An item by its key, or null.</summary>
    public ItemView? Find(long run, string key, IReadOnlyDictionary<long, Record.Item> changed) =>
        Load(_named, run, key).Select(row => Now(row, changed)).SingleOrDefault();

    /// <summary>The fields of an item; empty if there is no such item.</summary>
    public string Input(long run, long ordinal) => (string?)_input.One(run, ordinal) ?? "";

    /// <summary>How many items each stage ended, by state.</summary>
    public Dictionary<(string Stage, ItemState State), long> Ended(
        long run, IReadOnlyDictionary<long, Record.Item> changed)
    {
        var ended = new Dictionary<(string, ItemState), long>();
        using (var rows = _ended.Rows(run))
        {
            while (rows.Read())
            {
                ended.Add((rows.GetString(0), (ItemState)rows.GetInt64(1)), rows.GetInt64(2));
            }
        }

        foreach (var (ordinal, item) in changed)
        {
            // What the row says so far has been counted.
            if (Load(_one, run, ordinal).SingleOrDefault() is { Stage: { } stage } row)
            {
                Add((stage, row.State), -1);
            }

            if (item.Stage is { } decided)
            {
                Add((decided, item.State), 1);
            }
        }

        return ended;

        void Add((string, ItemState) where, int count) =>
            ended[where] = ended.GetValueOrDefault(where) + count;
    }

    private static ItemView Now(ItemView row, IReadOnlyDictionary<long, Record.Item> changed) =>
        !changed.TryGetValue(row.Ordinal, out var item) ? row : row with
        {
            State = item.State,
            Stage = item.Stage,
            Cause = item.Cause,
            Spent = item.Spent,
            ChangedAt = Instant.Of(item.At),
        };

    private static List<ItemView> Load(Statement statement, params ReadOnlySpan<object?> values)
    {
        var items = new List<ItemView>();
        using var rows = statement.Rows(values);
        while (rows.Read())
        {
            items.Add(new(rows.GetInt64(0), rows.GetString(1), Maybe(rows, 2), (ItemState)rows.GetInt64(3),
                Maybe(rows, 4), Maybe(rows, 5), new(rows.GetInt64(6)), Instant.Of(rows.GetInt64(7))));
        }

        return items;
    }

    private static string? Maybe(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);
}
