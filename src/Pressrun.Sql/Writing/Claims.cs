using System.Data.Common;
using Pressrun.Seams;
using Pressrun.Sql.Dialects;
using Pressrun.Sql.Reading;

namespace Pressrun.Sql.Writing;

/// <summary>Gives runs to whoever drives the store: makes them, finds them, raises their epoch.</summary>
internal sealed class Claims
{
    private readonly Session _session;
    private readonly StoreErrors _errors;
    private readonly TimeProvider _time;
    private readonly Statement _make;
    private readonly Statement _findNew;
    private readonly Statement _findLatest;
    private readonly Statement _raise;
    private readonly Statement _lanes;
    private readonly Statement _hasEarlier;
    private readonly Statement _findHolder;

    public Claims(Session session, StoreErrors errors, TimeProvider time)
    {
        (_session, _errors, _time) = (session, errors, time);
        _make = session.Prepare(
            """
            INSERT INTO run (no, id, pipeline, state, epoch, created_at, first_entry, folded, seen_at)
            SELECT COALESCE(MAX(no), 0) + 1, @id, @pipeline, 0, 0, @at,
                   (SELECT COALESCE(MAX(entry), 0) + 1 FROM journal), 0, @at FROM run
            """);
        _findNew = session.Prepare("SELECT no, id, epoch, memo, folded FROM run WHERE id = @id");
        _findLatest = session.Prepare(
            "SELECT no, id, epoch, memo, folded FROM run WHERE pipeline = @pipeline ORDER BY no DESC LIMIT 1");
        _raise = session.Prepare(
            """
            UPDATE run SET epoch = epoch + 1, holder = @holder, seen_at = @at WHERE no = @run AND epoch = @seen
            RETURNING epoch
            """);
        _lanes = session.Prepare("SELECT lane, snapshot FROM lane");
        _hasEarlier = session.Prepare("SELECT 1 FROM run WHERE pipeline = @pipeline AND no < @run LIMIT 1");
        _findHolder = session.Prepare(
            "SELECT id, holder, seen_at FROM run WHERE holder IS NOT NULL ORDER BY seen_at DESC, no DESC LIMIT 1");
    }

    /// <summary>Takes over or makes the run; null if there is none to take over.</summary>
    public RunLease? Claim(RunClaim claim)
    {
        try
        {
            return _session.InTransaction(() => Take(claim));
        }
        catch (DbException error) when (_session.Dialect.IsConflict(error))
        {
            throw _errors.Say(StoreFault.Unusable,
                $"there is a run {claim.NewId} already. Draw another id for the new one, or take over that run.");
        }
    }

    /// <summary>What whoever is refused is told: who drives the store, and how to watch or end it.</summary>
    public StoreException Held()
    {
        using var rows = _findHolder.Rows();
        return rows.Read()
            ? _errors.Say(StoreFault.Held,
                $"run {rows.GetString(0)} is driven by {rows.GetString(1)} (last wrote " +
                $"{_time.Show(rows.GetInt64(2))}). How it stands: pressrun show {rows.GetString(0)}. It ends with " +
                "Ctrl-C where it was started.")
            : _errors.Say(StoreFault.Held, "another process has just taken the store. Try again in a moment.");
    }

    private RunLease? Take(RunClaim claim)
    {
        var at = _time.Micros();
        if (claim is { NewId: not null, After: { } after })
        {
            var latest = Find(claim with { NewId = null });
            if ((after.Run, after.Epoch) != (latest?.Run ?? 0, latest?.Epoch ?? 0))
            {
                throw _errors.Say(StoreFault.Fenced,
                    $"another process has taken {claim.Pipeline} over meanwhile; nothing was made here.");
            }
        }

        if (claim.NewId is { } id)
        {
            _make.Run(id, claim.Pipeline, at);
        }

        if (Find(claim) is not { } found)
        {
            return null;
        }

        // No row: somebody was faster, which the store's lock should have kept out.
        var epoch = (long?)_raise.One(claim.Holder, at, found.Run, found.Epoch) ?? throw Held();
        return found with
        {
            Epoch = epoch,
            Lanes = Lanes(),
            HasEarlier = _hasEarlier.One(claim.Pipeline, found.Run) is not null,
        };
    }

    private RunLease? Find(RunClaim claim)
    {
        using var rows = claim.NewId is { } id ? _findNew.Rows(id) : _findLatest.Rows(claim.Pipeline);
        return rows.Read()
            ? new(rows.GetInt64(0), rows.GetString(1), rows.GetInt64(2),
                rows.IsDBNull(3) ? null : MemoBytes.Read(rows.GetFieldValue<byte[]>(3), rows.GetInt64(4)),
                rows.GetInt64(4),
                new Dictionary<string, string>(), HasEarlier: false)
            : null;
    }

    private Dictionary<string, string> Lanes()
    {
        var lanes = new Dictionary<string, string>(StringComparer.Ordinal);
        using var rows = _lanes.Rows();
        while (rows.Read())
        {
            lanes.Add(rows.GetString(0), rows.GetString(1));
        }

        return lanes;
    }
}
