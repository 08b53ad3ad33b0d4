using Pressrun.Journaling;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Examining;

/// <summary>Looks for values beside the journal that nobody can have written there.</summary>
internal sealed class FoldExam(Session session, Faults faults)
{
    /// <summary>What to say of a row, and a query for such rows whose first value says which.</summary>
    private static readonly (string Say, string Query)[] Impossible =
    [
        ("run number {0}: a value of it is missing, of another kind, or none that is known",
            """
            SELECT no FROM run WHERE typeof(no) <> 'integer' OR typeof(id) <> 'text' OR length(id) <> 8
            OR typeof(pipeline) <> 'text' OR typeof(state) <> 'integer' OR state NOT BETWEEN 0 AND 3
            OR typeof(epoch) <> 'integer' OR epoch < 0 OR typeof(holder) NOT IN ('text', 'null')
            OR typeof(created_at) <> 'integer' OR typeof(first_entry) <> 'integer' OR typeof(folded) <> 'integer'
            OR folded < 0 OR typeof(seen_at) <> 'integer' OR typeof(memo) NOT IN ('blob', 'null')
            """),
        ("item {0}: a value of it is missing, of another kind, or none that is known",
            """
            SELECT ordinal FROM item WHERE typeof(run) <> 'integer' OR typeof(ordinal) <> 'integer'
            OR typeof(pipeline) <> 'text' OR typeof(key) <> 'text' OR typeof(title) NOT IN ('text', 'null')
            OR typeof(input) <> 'text' OR typeof(state) <> 'integer' OR state NOT BETWEEN 0 AND 5
            OR typeof(priority) <> 'integer' OR typeof(stage) NOT IN ('text', 'null')
            OR typeof(cause) NOT IN ('text', 'null') OR typeof(micros) <> 'integer'
            OR typeof(changed_at) <> 'integer'
            """),
        ("item {0} is in no run of this store",
            "SELECT ordinal FROM item WHERE run NOT IN (SELECT no FROM run)"),
        ("journal entry {0} is of no run of this store",
            "SELECT entry FROM journal WHERE run NOT IN (SELECT no FROM run)"),
        ("record {0} is spoken of and is not in the journal",
            $"""
             SELECT seq FROM trail LEFT JOIN journal ON journal.entry = trail.seq / {EntryWriter.SeqsPerEntry}
             WHERE typeof(seq) <> 'integer' OR journal.entry IS NULL
             OR seq % {EntryWriter.SeqsPerEntry} >= journal.records
             """),
        ("what was learned of lane {0} is no text",
            "SELECT lane FROM lane WHERE typeof(lane) <> 'text' OR typeof(snapshot) <> 'text'"),
    ];

    /// <summary>Looks at all of them.</summary>
    public bool Read()
    {
        foreach (var (say, query) in Impossible)
        {
            using var rows = session.Prepare($"{query} LIMIT {StoreExaminer.FaultsMax + 1}").Rows();
            while (rows.Read())
            {
                faults.Add(say.Replace("{0}", rows.GetValue(0).ToString(), StringComparison.Ordinal));
            }
        }

        return true;
    }
}
