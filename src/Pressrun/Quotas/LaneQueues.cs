namespace Pressrun.Quotas;

/// <summary>A lane with its queues, and when it is looked at again.</summary>
internal sealed class LaneQueues(Quota quota)
{
    public Quota Quota { get; } = quota;

    public List<StageQueue> Queues { get; } = [];

    /// <summary>When a waiting call may fit without anything else happening; never if only an event helps.</summary>
    public TimeSpan WakeAt { get; set; } = TimeSpan.MaxValue;

    /// <summary>Whether something changed since it was last looked at.</summary>
    public bool IsDirty { get; set; } = true;

    public int Waiting => Queues.Sum(queue => queue.Count);
}
