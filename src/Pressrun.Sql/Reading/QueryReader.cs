using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>
/// Answers queries page by page, on a read-only connection of its own. No statement stays open between two pages, so
/// that a slow reader does not keep the write-ahead log growing.
/// </summary>
internal sealed class QueryReader : IDisposable
{
    private readonly Session _session;
    private readonly JournalReader _journal;
    private readonly ItemReader _items;
    private readonly TrailReader _trail;
    private readonly Statement _otherRuns;

    /// <param name="session">Where it reads.</param>
    /// <param name="errors">Speaks when what it reads cannot be believed.</param>
    /// <param name="found">The last entry that this process has not written itself.</param>
    /// <param name="cache">Keeps entries for whoever reads item after item; null keeps none.</param>
    public QueryReader(Session session, StoreErrors errors, long found, EntryCache? cache = null)
    {
        _session = session;
        _journal = new(session, errors, found, cache);
        _items = new(session, errors);
        _trail = new(session);
        _otherRuns = session.Prepare(
            """
            SELECT no FROM run WHERE pipeline = (SELECT pipeline FROM run WHERE no = @run) AND no <> @run
            ORDER BY no DESC
            """);
    }

    /// <summary>The records a query asks for; each page is read when it is asked for.</summary>
    public IEnumerable<List<Record>> Pages(long run, Query query) => query switch
    {
        Query.Tail tail => _journal.After(run, tail.After),
        Query.Window window => _journal.Fill(Window(run, window)),
        Query.Item item => _journal.Fill(Trail(run, item.Ordinal)),
        Query.Elsewhere { Key: "" } all => _journal.Fill(Asked(run, all).SelectMany(other => Trail(other, 0))),
        Query.Elsewhere elsewhere => _journal.Fill(Elsewhere(run, elsewhere)),
        Query.Outputs outputs => Outputs(run, outputs),
        _ => throw new ArgumentException($"The store does not know the query {query}."),
    };

    public void Dispose() => _session.Dispose();

    private IEnumerable<long> Asked(long run, Query.Elsewhere query) =>
        query.IsNewestOnly ? OtherRuns(run).Take(1) : OtherRuns(run);

    private IEnumerable<Slot> Window(long run, Query.Window window)
    {
        var (priority, ordinal) = (window.Priority, window.Ordinal);
        for (var left = window.Limit; left > 0;)
        {
            var items = _items.Open(run, priority, ordinal, Math.Min(left, ItemReader.ChunkMax));
            foreach (var slot in WithTrails(run, items))
            {
                yield return slot;
            }

            left = items.Count < ItemReader.ChunkMax ? 0 : left - items.Count;
            if (items.Count > 0)
            {
                (priority, ordinal) = (items[^1].Added!.Priority!.Value, items[^1].Number);
            }
        }
    }

    private IEnumerable<Slot> Elsewhere(long run, Query.Elsewhere query)
    {
        var only = query.IsNewestOnly ? OtherRuns(run).FirstOrDefault() : 0;
        foreach (var (other, item) in _items.Elsewhere(run, query.Key).Where(found => only == 0 || found.Run == only))
        {
            foreach (var slot in WithTrails(other, [item]))
            {
                yield return slot;
            }
        }
    }

    private IEnumerable<List<Record>> Outputs(long run, Query.Outputs outputs)
    {
        var slots = AllItems(run, outputs.IsDoneOnly, isWithTrails: outputs.Stage is not null);
        foreach (var page in _journal.Fill(slots))
        {
            page.RemoveAll(record => record.Seq != 0 && record is not Record.Item
                && !(record is Record.Done done && done.Stage.Equals(outputs.Stage, StringComparison.Ordinal)));
            yield return page;
        }
    }

    private IEnumerable<Slot> AllItems(long run, bool isDoneOnly, bool isWithTrails)
    {
        for (var items = _items.Next(run, 0, isDoneOnly);
             items.Count > 0;
             items = _items.Next(run, items[^1].Number, isDoneOnly))
        {
            foreach (var slot in isWithTrails ? WithTrails(run, items) : items.Select(Known))
            {
                yield return slot;
            }
        }
    }

    private IEnumerable<Slot> WithTrails(long run, List<Record.Item> items)
    {
        if (items.Count == 0)
        {
            yield break;
        }

        var trail = _trail.Of(run, [.. items.Select(item => item.Number)]);
        foreach (var item in items)
        {
            yield return Known(item);
            foreach (var seq in trail[item.Number])
            {
                yield return new(seq, item.Number);
            }
        }
    }

    private IEnumerable<Slot> Trail(long run, long ordinal) =>
        _trail.Of(run, ordinal)[ordinal].Select(seq => new Slot(seq, ordinal));

    private static Slot Known(Record.Item item) => new(0, item.Number, item);

    private List<long> OtherRuns(long run)
    {
        var others = new List<long>();
        using var rows = _otherRuns.Rows(run);
        while (rows.Read())
        {
            others.Add(rows.GetInt64(0));
        }

        return others;
    }
}
