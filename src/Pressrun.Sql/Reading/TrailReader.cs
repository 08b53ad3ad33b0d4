using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Reading;

/// <summary>Reads which records speak of which items.</summary>
internal sealed class TrailReader(Session session)
{
    private readonly ListStatement _some = new(session,
        "SELECT item, seq FROM trail WHERE run = @run AND item IN ({list}) ORDER BY item, seq");

    /// <summary>
    /// Of 1 to <see cref="ListStatement.CountMax"/> items of a run: the seqs of their records, ascending.
    /// </summary>
    public ILookup<long, long> Of(long run, params ReadOnlySpan<long> ordinals)
    {
        var trail = new List<(long Ordinal, long Seq)>();
        using var rows = _some.Rows(ordinals, run);
        while (rows.Read())
        {
            trail.Add((rows.GetInt64(0), rows.GetInt64(1)));
        }

        return trail.ToLookup(row => row.Ordinal, row => row.Seq);
    }
}
