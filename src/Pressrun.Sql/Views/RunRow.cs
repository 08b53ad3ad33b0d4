using System.Data.Common;
using Pressrun.Model;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Views;

/// <summary>A row of the run table.</summary>
internal sealed record RunRow(
    long No, string Id, string Pipeline, RunPhase Phase, long Epoch, string? Holder, long CreatedAt, long? EndedAt,
    long Folded, long SeenAt, string? Memo)
{
    /// <summary>What a query selects for <see cref="Load"/>.</summary>
    public const string Columns =
        "no, id, pipeline, state, epoch, holder, created_at, ended_at, folded, seen_at, memo";

    /// <summary>Takes the run from a row.</summary>
    public static RunRow Load(DbDataReader row) => new(
        row.GetInt64(0), row.GetString(1), row.GetString(2), (RunPhase)row.GetInt64(3), row.GetInt64(4),
        row.IsDBNull(5) ? null : row.GetString(5), row.GetInt64(6), row.IsDBNull(7) ? null : row.GetInt64(7),
        row.GetInt64(8), row.GetInt64(9),
        row.IsDBNull(10) ? null : MemoBytes.Read(row.GetFieldValue<byte[]>(10), row.GetInt64(8)));
}
