namespace Pressrun.Quotas;

/// <summary>A bucket's running totals: what went out of it, what came back, what was corrected.</summary>
internal sealed class Books
{
    private readonly Queue<Mark> _recent = new();
    private double _declined;

    /// <summary>All that was ever taken.</summary>
    public double Taken { get; private set; }

    /// <summary>Taken and not sent yet.</summary>
    public double Unsent { get; private set; }

    /// <summary>All that was ever put back.</summary>
    public double Refunded { get; set; }

    /// <summary>All that was ever corrected, downwards negative.</summary>
    public double Corrected { get; set; }

    /// <summary>Output to come of the calls in flight, where the provider takes it only at the end.</summary>
    public double Outstanding { get; set; }

    /// <summary>A call takes its cost.</summary>
    public void Take(double cost)
    {
        Taken += cost;
        Unsent += cost;
    }

    /// <summary>It will not be sent after all.</summary>
    public void Undo(double cost)
    {
        Taken -= cost;
        Unsent -= cost;
    }

    /// <summary>It has left: notes in its mark how everything stood.</summary>
    /// <param name="mark">The call's mark.</param>
    /// <param name="level">What the mirror holds, all that is taken being out of it.</param>
    /// <param name="now">The loop's time.</param>
    public void Leave(Mark mark, double level, TimeSpan now)
    {
        var before = Recent(now);
        Unsent -= mark.Cost;
        Outstanding += mark.Output;
        mark.Before = before;
        (mark.SentAt, mark.Sent) = (now, Taken - Unsent);
        mark.Level = level + Unsent;
        (mark.Refunded, mark.Corrected, mark.Outstanding) = (Refunded, Corrected, Outstanding);
        _recent.Enqueue(mark);
    }

    /// <summary>The provider declined a call: it took nothing, so it no longer counts as recent.</summary>
    public void Decline(Mark mark, TimeSpan now)
    {
        Forget(now);
        if (mark.After is null && !mark.IsDeclined)
        {
            mark.IsDeclined = true;
            _declined += mark.Cost;
        }
    }

    /// <summary>What left within J before now, and may not have arrived yet.</summary>
    public double Recent(TimeSpan now)
    {
        Forget(now);
        return _recent.TryPeek(out var first) ? Taken - Unsent - (first.Sent - first.Cost) - _declined : 0;
    }

    /// <summary>What left within J after a call.</summary>
    public double After(Mark mark) => mark.After ?? Taken - Unsent - mark.Sent;

    private void Forget(TimeSpan now)
    {
        while (_recent.TryPeek(out var old) && now - old.SentAt > Bucket.Jitter)
        {
            _recent.Dequeue().After = Taken - Unsent - old.Sent;
            _declined = _recent.Count == 0 ? 0 : _declined - (old.IsDeclined ? old.Cost : 0);
        }
    }
}
