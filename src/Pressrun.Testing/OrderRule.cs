using System.Globalization;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Testing;

/// <summary>
/// Invariant 13: of the calls that wait for a lane, one that has waited for more than ten minutes goes first, the
/// longest wait before the others; then the latest stage; in a stage the item's priority, the item, the part. As a lane
/// lets nothing pass a call it has no room for, that order holds whatever the calls need. Invariant 24: a pause leaves
/// it as it was. Judged from outside: a call is wanted when the engine asks what it may need, and goes when its intent
/// is handed to the store.
/// </summary>
/// <param name="count">Told of what is worth meeting.</param>
internal sealed class OrderRule(Action<string> count)
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromMinutes(10);
    private const int HeldAfter = 5;

    private readonly Dictionary<CallKey, Waiting> _waiting = [];
    private readonly List<(Waiting First, Waiting Passed, TimeSpan At)> _doubts = [];
    private readonly HashSet<CallKey> _answered = [];
    private readonly HashSet<string> _refused = [];

    // By stage, over all lives: what failed in one may fail its item in the next.
    private readonly Dictionary<string, int> _failures = new(StringComparer.Ordinal);
    private Process? _process;
    private (long Run, long Epoch) _claim;
    private TimeSpan _pausedAt;
    private TimeSpan? _wentOnAt;

    /// <summary>The commits of the process.</summary>
    public CommitRule Commits { get; private set; } = new();

    /// <summary>The run the process drives; 0 before it has said so.</summary>
    public long Run => _claim.Run;

    /// <summary>A process begins: whatever others wait for is their own affair.</summary>
    public void Begin(Process process)
    {
        Rest();
        _process = process;
    }

    /// <summary>Nothing is judged any more: what is admitted already need not go.</summary>
    public void Rest()
    {
        _waiting.Clear();
        _doubts.Clear();
        _answered.Clear();
        _refused.Clear();
        (_process, _claim, _wentOnAt, Commits) = (null, default, null, new());
    }

    /// <summary>Admission is held.</summary>
    public void Pause(TimeSpan now) => (_pausedAt, _wentOnAt) = (now, null);

    /// <summary>Admission goes on.</summary>
    public void GoOn(TimeSpan now) => _wentOnAt = now;

    /// <summary>
    /// Whether a process's calls are judged: those of an item without money step aside, which only the engine knows.
    /// </summary>
    public bool Watches(Process process) => process == _process && Run > 0 && process.Budget.Item is null;

    /// <summary>The engine wants to make a call.</summary>
    public void Want(Call call, Lane lane, long priority, TimeSpan now)
    {
        if (_answered.Contains(call.Key))
        {
            // A lost attempt came back while it paused: it is admitted, and then not sent.
            return;
        }

        // A number in a range is its place among the parts; of other parts only the engine knows it.
        int? part = call.Part.Length is > 0 and < 3 ? int.Parse(call.Part, CultureInfo.InvariantCulture) : null;
        _waiting[call.Key] = new(call, lane.Name, _process!.Pipeline.PlaceOf(call.Stage), priority, part, now)
        {
            IsLaneFree = lane.Limits.Count == 0 && lane.Within is null,
            IsLimited = _process.StageOf(call.Stage).Limits.Count > 0,
        };
    }

    /// <summary>A call came back: it will not be made again, although it may wait to be.</summary>
    public void Answer(CallKey key)
    {
        _answered.Add(key);
        if (_waiting.Remove(key, out var one))
        {
            one.IsGone = true;
        }
    }

    /// <summary>A lane has refused a call: how long it is left alone for that, only the engine knows.</summary>
    public void Refuse(string lane) => _refused.Add(lane);

    /// <summary>A commit is handed to the store.</summary>
    public void Submit(Batch batch, TimeSpan now)
    {
        foreach (var record in batch.Records)
        {
            if (record is Record.Unknown or Record.Reply { Content.Outcome: Outcome.Failed })
            {
                var stage = (record as Record.Unknown)?.Stage ?? ((Record.Reply)record).Stage;
                _failures[stage] = _failures.GetValueOrDefault(stage) + 1;
            }

            if (record is Record.Lease lease && lease.Holder == _process?.Holder
                && _claim != (batch.Lease.Run, batch.Lease.Epoch))
            {
                (_claim, Commits) = ((batch.Lease.Run, batch.Lease.Epoch), new());
            }
        }

        if (_claim != (batch.Lease.Run, batch.Lease.Epoch) || Commits.Submit(batch, now) is not { } since)
        {
            return;
        }

        Decide(since);
        var gone = new List<Waiting>();
        foreach (var record in batch.Records)
        {
            if (record is Record.Intent intent && _waiting.Remove(intent.Key, out var one))
            {
                one.IsGone = true;
                gone.Add(one);
            }
        }

        gone.ForEach(first => Judge(first, since, now));
    }

    // Both may have been admitted at the same moment, the one that was passed first: then its intent has gone into an
    // earlier commit than any record that was written later.
    private void Decide(TimeSpan since)
    {
        foreach (var (first, passed, at) in _doubts)
        {
            if (since > at && !passed.IsGone)
            {
                var isOfPause = passed.Since < _pausedAt && at >= _wentOnAt;
                throw new Violation(isOfPause ? 24 : 13, string.Create(CultureInfo.InvariantCulture,
                    $"{first} went at {at.TotalSeconds:F4} s before {passed}") + (isOfPause ? ", after a pause" : ""));
            }
        }

        _doubts.RemoveAll(doubt => doubt.Passed.IsGone);
    }

    // It was admitted at some moment since its commit began to fill.
    private void Judge(Waiting first, TimeSpan since, TimeSpan now)
    {
        var (isFirst, isAged, isOfPause) = (false, false, false);
        foreach (var other in _waiting.Values)
        {
            if (other.Since >= since || IsHeld(other.Call.Stage))
            {
                continue;
            }

            if (other.Lane != first.Lane)
            {
                if (IsPassedOver(other, first, since, now))
                {
                    _doubts.Add((first, other, now));
                }

                continue;
            }

            // A stage out of its own limits is passed over, and only itself.
            if ((other.Place == first.Place || !other.IsLimited) && Precedes(other, first, since, now))
            {
                _doubts.Add((first, other, now));
            }
            else if (Precedes(first, other, since, now))
            {
                isFirst = true;
                isAged |= IsBefore(other, first);
                isOfPause |= first.Since < _pausedAt && other.Since < _pausedAt && since >= _wentOnAt;
            }
        }

        Count(isFirst, "went first");
        Count(isAged, "went first by its age");
        Count(isOfPause, "went first after a pause");
    }

    // A stage that failed alike again and again sends nothing more, and is passed over. Whether what failed was alike
    // only the engine knows; how often it failed does not rest on its word.
    private bool IsHeld(string stage)
    {
        if (!_process!.IsHeld(stage))
        {
            return false;
        }

        count("a held stage was passed over");
        return _failures.GetValueOrDefault(stage) is >= HeldAfter ? true : throw new Violation(13,
            $"stage {stage} is held after {_failures.GetValueOrDefault(stage)} failures");
    }

    // Of what all lanes share, a call that has waited too long gets the next, where nothing else holds it.
    private bool IsPassedOver(Waiting other, Waiting first, TimeSpan since, TimeSpan until) =>
        other is { IsLaneFree: true, IsLimited: false } && _process!.CallsMax < int.MaxValue
        && !_refused.Contains(other.Lane) && since - other.Since > AgeMax && until - first.Since <= AgeMax;

    private void Count(bool isSo, string what)
    {
        if (isSo)
        {
            count(what);
        }
    }

    // Whether it does, whenever between two times it was decided.
    private static bool Precedes(Waiting one, Waiting other, TimeSpan since, TimeSpan until)
    {
        var isAged = since - one.Since > AgeMax;
        return until - other.Since > AgeMax
            ? isAged && one.Since < other.Since
            : isAged || IsBefore(one, other);
    }

    private static bool IsBefore(Waiting one, Waiting other)
    {
        if (one.Place != other.Place)
        {
            return one.Place > other.Place;
        }

        var byItem = (one.Priority, one.Call.Ordinal).CompareTo((other.Priority, other.Call.Ordinal));
        return byItem < 0 || (byItem == 0 && one.Part < other.Part);
    }

    /// <summary>A call that is wanted and has not gone.</summary>
    private sealed record Waiting(Call Call, string Lane, int Place, long Priority, int? Part, TimeSpan Since)
    {
        public bool IsLimited { get; init; }

        public bool IsLaneFree { get; init; }

        public bool IsGone { get; set; }

        public override string ToString() => string.Create(CultureInfo.InvariantCulture,
            $"{Call.Ordinal}/{Call.Stage}/{Call.Part} {Call.Key.ToString()[..8]} (priority {Priority}, since "
            + $"{Since.TotalSeconds:F4} s, {Lane})");
    }
}
