using Pressrun.Model;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Views;

/// <summary>Reads runs, and what of their journals their memos do not yet contain.</summary>
internal sealed class RunRows
{
    private const int ShortMin = 4;

    private readonly JournalReader _journal;
    private readonly Statement _newest;
    private readonly Statement _one;
    private readonly Statement _alike;
    private readonly Statement _latest;
    private readonly Statement _neighbours;
    private readonly Statement _late;

    public RunRows(Session session, JournalReader journal)
    {
        _journal = journal;
        _newest = session.Prepare($"SELECT {RunRow.Columns} FROM run ORDER BY no DESC LIMIT @limit");
        _one = session.Prepare($"SELECT {RunRow.Columns} FROM run WHERE no = @run");
        _alike = session.Prepare(
            $"SELECT {RunRow.Columns} FROM run WHERE id >= @from AND id < @below ORDER BY no DESC LIMIT @limit");
        _latest = session.Prepare(
            $"SELECT {RunRow.Columns} FROM run WHERE holder IS NOT NULL ORDER BY seen_at DESC, no DESC LIMIT 1");
        _neighbours = session.Prepare(
            """
            SELECT (SELECT MAX(id) FROM run WHERE id < @id), (SELECT MIN(id) FROM run WHERE id > @id)
            """);
        _late = session.Prepare(
            """
            SELECT 1 FROM journal WHERE run = @run AND entry > @folded AND entry < COALESCE(
                (SELECT MIN(first_entry) FROM run WHERE no > @run), 9223372036854775807)
            LIMIT 1
            """);
    }

    /// <summary>The newest runs, newest first.</summary>
    public List<RunRow> Newest(int limit) => Load(_newest, (long)limit);

    /// <summary>A run by its number, or null.</summary>
    public RunRow? Find(long run) => Load(_one, run).SingleOrDefault();

    /// <summary>The run that was written to last, or null.</summary>
    public RunRow? Latest() => Load(_latest).SingleOrDefault();

    /// <summary>The runs whose ids begin with some hex digits, newest first.</summary>
    public List<RunRow> Alike(string prefix, int limit) => Load(_alike, prefix, prefix + "g", (long)limit);

    /// <summary>The least of an id that no other run shares.</summary>
    public string Shorten(string id)
    {
        using var row = _neighbours.Rows(id);
        row.Read();
        var length = ShortMin;
        for (var side = 0; side < 2; side++)
        {
            var other = row.IsDBNull(side) ? "" : row.GetString(side);
            length = Math.Max(length, id.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count() + 1);
        }

        return id[..Math.Min(length, id.Length)];
    }

    /// <summary>The sums of a run up to the last record that is durable.</summary>
    public Sums SumsOf(RunRow run)
    {
        var sums = new Sums(run.Memo);
        foreach (var record in sums.HasMemo ? Tail(run) : Since(run, 0))
        {
            sums.Add(record);
        }

        return sums;
    }

    /// <summary>The records of a run that its folds may not contain yet.</summary>
    public IEnumerable<Record> Tail(RunRow run) =>
        run.Phase is RunPhase.Ended or RunPhase.Superseded && IsQuiet(run) ? [] : Since(run, run.Folded);

    /// <summary>The stages of a run, in the order of its pipeline.</summary>
    public List<string> Stages(RunRow run)
    {
        // They are written when the run is made, before its first item.
        var stages = new List<string>();
        foreach (var record in _journal.After(run.No, 0).SelectMany(page => page)
                     .TakeWhile(record => record is not Record.Item))
        {
            if (record is Record.Definition stage && !stages.Contains(stage.Name, StringComparer.Ordinal))
            {
                stages.Add(stage.Name);
            }
        }

        return stages;
    }

    private IEnumerable<Record> Since(RunRow run, long seq) => _journal.After(run.No, seq).SelectMany(page => page);

    // To look for the records of an old run behind its end would be to read the journals of all later ones: what comes
    // late to it comes before the next run begins.
    private bool IsQuiet(RunRow run) => _late.One(run.No, Entry.Of(run.Folded)) is null;

    private static List<RunRow> Load(Statement statement, params ReadOnlySpan<object?> values)
    {
        var runs = new List<RunRow>();
        using var rows = statement.Rows(values);
        while (rows.Read())
        {
            runs.Add(RunRow.Load(rows));
        }

        return runs;
    }
}
