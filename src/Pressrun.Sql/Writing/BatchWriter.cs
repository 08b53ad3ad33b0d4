using System.Data.Common;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;

namespace Pressrun.Sql.Writing;

/// <summary>Makes batches durable: one transaction each, fenced by the epoch of its lease.</summary>
internal sealed class BatchWriter : IDisposable
{
    private readonly Session _session;
    private readonly StoreErrors _errors;
    private readonly TimeProvider _time;
    private readonly EntryWriter _entry = new();
    private readonly FoldWriter _folds;
    private readonly Statement _append;
    private readonly Statement _add;
    private readonly Statement _enter;
    private readonly Statement _leaveOut;
    private readonly Statement _findFence;
    private readonly Statement _findOpen;

    public BatchWriter(Session session, StoreErrors errors, TimeProvider time)
    {
        (_session, _errors, _time) = (session, errors, time);
        _folds = new(session);
        _append = session.Prepare(
            $$"""
            INSERT INTO journal (run, epoch, at, records, crc, lines, raw)
            SELECT no, epoch, @at, @records, @crc, {{session.Dialect.TextOf("@lines")}}, @raw
            FROM run WHERE no = @run AND epoch = @epoch {lock} RETURNING entry
            """);
        _add = session.Prepare(
            """
            INSERT INTO item (run, ordinal, pipeline, key, title, input, state, priority, micros, changed_at)
            SELECT no, @ordinal, pipeline, @key, @title, @input, @state, @priority, @micros, @at
            FROM run WHERE no = @run
            """);
        _enter = session.Prepare("UPDATE run SET state = @state, ended_at = @ended_at WHERE no = @run");
        _leaveOut = session.Prepare(
            "UPDATE item SET state = @left_out, changed_at = @at WHERE run = @run AND state = 0");
        _findFence = session.Prepare("SELECT holder FROM run WHERE no = @run AND epoch <> @epoch");
        _findOpen = session.Prepare(
            """
            SELECT other.id FROM run JOIN item ON item.pipeline = run.pipeline JOIN run other ON other.no = item.run
            WHERE run.no = @run AND item.key = @key AND item.state = 0
            """);
    }

    /// <summary>Writes a batch and stamps its records; throws if nothing was written.</summary>
    public void Write(Batch batch)
    {
        Encode(batch.Records);
        var at = _time.Micros();
        long entry;
        try
        {
            entry = _session.InTransaction(() => Write(batch, at));
        }
        catch (DbException error) when (_session.Dialect.IsConflict(error))
        {
            throw Conflict(batch, error);
        }

        for (var place = 0; place < batch.Records.Count; place++)
        {
            batch.Records[place].Stamp((entry * EntryWriter.SeqsPerEntry) + place, at);
        }
    }

    public void Dispose() => _entry.Dispose();

    private void Encode(IReadOnlyList<Record> records)
    {
        _entry.Clear();
        foreach (var record in records)
        {
            _entry.Add(record);
        }
    }

    private long Write(Batch batch, long at)
    {
        var entry = batch.Records.Count == 0 ? 0 : Append(batch, at);
        foreach (var record in batch.Records)
        {
            if (record is Record.Item { Added: { } added } item)
            {
                _add.Run(item.Number, added.Key, added.Title, added.Input, (long)item.State,
                    added.Priority ?? item.Number, item.Spent.Micros, at, batch.Lease.Run);
            }
        }

        if (batch.Pulse is { } pulse && !_folds.TryWrite(batch.Lease, pulse, at))
        {
            throw Fenced(batch.Lease);
        }

        // After the pulse, which may still speak of items that a superseded run leaves out here.
        if (batch.Records.OfType<Record.Run>().LastOrDefault() is { } run)
        {
            Enter(batch.Lease, run.Phase, at);
        }

        return entry;
    }

    private long Append(Batch batch, long at)
    {
        var (lines, raw) = (_entry.Lines, _entry.Raw);
        var crc = EntryWriter.Checksum(lines.Span, raw.Span);
        return (long?)_append.One(at, (long)batch.Records.Count, (long)crc, lines.ToArray(),
            raw.IsEmpty ? null : raw.ToArray(), batch.Lease.Run, batch.Lease.Epoch) ?? throw Fenced(batch.Lease);
    }

    private void Enter(RunLease lease, RunPhase phase, long at)
    {
        _enter.Run((long)phase, phase is RunPhase.Ended or RunPhase.Superseded ? at : null, lease.Run);
        if (phase == RunPhase.Superseded)
        {
            _leaveOut.Run((long)ItemState.LeftOut, at, lease.Run);
        }
    }

    private StoreException Fenced(RunLease lease)
    {
        var holder = _findFence.One(lease.Run, lease.Epoch) as string ?? "somebody else";
        return _errors.Say(StoreFault.Fenced,
            $"run {lease.Id} was taken over by {holder}; nothing more is written here. How it stands: pressrun show " +
            $"{lease.Id}");
    }

    // Looked up only now: the constraint has refused the step, so the answer is for people alone.
    private StoreException Conflict(Batch batch, DbException error)
    {
        foreach (var added in batch.Records.OfType<Record.Item>().Select(item => item.Added).OfType<Item>())
        {
            if (_findOpen.One(batch.Lease.Run, added.Key) is string run)
            {
                return _errors.Say(StoreFault.Unusable,
                    $"item `{added.Key}` is already open in run {run}, and an item is open in one run only. Finish " +
                    $"that run first: pressrun run");
            }
        }

        return _errors.Say(StoreFault.Unusable,
            $"an item was neither added nor opened, because one of its kind is there already ({error.Message}). Run " +
            "`pressrun doctor`.");
    }
}
