using Pressrun.Seams;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Writing;

/// <summary>Writes the folds; all values are absolute, so that writing them again changes nothing.</summary>
internal sealed class FoldWriter
{
    private readonly Statement _run;
    private readonly Statement _memo;
    private readonly Statement _trail;
    private readonly Statement _item;
    private readonly Statement _lane;

    public FoldWriter(Session session)
    {
        _run = session.Prepare("UPDATE run SET seen_at = @at WHERE no = @run AND epoch = @epoch");
        _memo = session.Prepare("UPDATE run SET memo = @memo, folded = @folded WHERE no = @run");
        _trail = session.Prepare(
            "INSERT INTO trail (run, item, seq) VALUES (@run, @item, @seq) ON CONFLICT DO NOTHING");
        _item = session.Prepare(
            """
            UPDATE item SET state = @state, stage = @stage, cause = @cause, micros = @micros, changed_at = @at
            WHERE run = @run AND ordinal = @ordinal
            """);
        _lane = session.Prepare(
            """
            INSERT INTO lane (lane, snapshot, changed_at) VALUES (@lane, @snapshot, @at)
            ON CONFLICT (lane) DO UPDATE SET snapshot = excluded.snapshot, changed_at = excluded.changed_at
            """);
    }

    /// <summary>
    /// Writes a pulse inside the transaction under way; false if the lease is no longer the last claim.
    /// </summary>
    public bool TryWrite(RunLease lease, Pulse pulse, long at)
    {
        if (_run.Run(at, lease.Run, lease.Epoch) == 0)
        {
            return false;
        }

        foreach (var row in pulse.Trail)
        {
            _trail.Run(lease.Run, row.Ordinal, row.Seq);
        }

        foreach (var row in pulse.Items)
        {
            _item.Run((long)row.State, row.Stage, row.Cause, row.Micros, at, lease.Run, row.Ordinal);
        }

        foreach (var (lane, snapshot) in pulse.Lanes)
        {
            _lane.Run(lane, snapshot, at);
        }

        if (pulse.Memo is { } memo)
        {
            _memo.Run(MemoBytes.Write(memo, pulse.Folded), pulse.Folded, lease.Run);
        }

        return true;
    }
}
