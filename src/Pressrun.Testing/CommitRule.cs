using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>
/// Invariant 29 for the journal of one process: no more commits are under way than it allows itself. From them follows
/// how long the records of a commit may have waited for it.
/// </summary>
internal sealed class CommitRule
{
    private const int CommitsMax = 2;

    // By reference: a refused commit is handed in again with the same list.
    private readonly HashSet<IReadOnlyList<Record>> _underWay = new(ReferenceEqualityComparer.Instance);
    private readonly HashSet<IReadOnlyList<Record>> _refused = new(ReferenceEqualityComparer.Instance);
    private TimeSpan? _heldUpSince;
    private TimeSpan _freeAt;

    /// <summary>Whether a commit was refused and is not durable yet.</summary>
    public bool IsInTrouble => _refused.Count > 0;

    /// <summary>
    /// A commit is handed in. Returns since when its records may have been waiting for it; null if it was handed in
    /// before.
    /// </summary>
    public TimeSpan? Submit(Batch batch, TimeSpan now)
    {
        if (batch.Records.Count > Batch.RecordsMax)
        {
            throw new Violation(29, $"{batch.Records.Count} records are handed in at once");
        }

        if (_refused.Count == 0 && _underWay.Count >= CommitsMax)
        {
            throw new Violation(29, $"a commit is handed in beside {_underWay.Count} others");
        }

        // Only once it has been free for some time is everything that waited gone.
        if (_refused.Count == 0 && _underWay.Count < CommitsMax && _freeAt < now)
        {
            _heldUpSince = null;
        }

        var since = _heldUpSince ?? now;
        _underWay.Add(batch.Records);
        if (_underWay.Count >= CommitsMax)
        {
            _heldUpSince ??= now;
        }

        return _refused.Contains(batch.Records) ? null : since;
    }

    /// <summary>A commit is durable, or was refused and will be handed in again.</summary>
    public void End(Batch batch, bool isDurable, TimeSpan now)
    {
        if (!_underWay.Remove(batch.Records))
        {
            return;
        }

        if (!isDurable)
        {
            _refused.Add(batch.Records);
            _heldUpSince ??= now;
        }
        else if (_refused.Remove(batch.Records) || _underWay.Count == CommitsMax - 1)
        {
            _freeAt = now;
        }
    }

    /// <summary>The machine has slept: what was about to be handed in still is.</summary>
    public void Sleep(TimeSpan from, TimeSpan until) => (_heldUpSince, _freeAt) = (_heldUpSince ?? from, until);
}
