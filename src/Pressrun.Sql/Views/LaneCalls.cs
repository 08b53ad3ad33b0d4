using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Sql.Views;

/// <summary>What a run asked of one lane; the fold of its records.</summary>
internal sealed class LaneCalls
{
    /// <summary>Attempts.</summary>
    public long Asked { get; private set; }

    /// <summary>Attempts declined for a limit.</summary>
    public long Refused { get; private set; }

    /// <summary>Attempts that neither came back nor were given up.</summary>
    public int Open { get; private set; }

    /// <summary>Wall time of the last one, in microseconds since 1970.</summary>
    public long LastAt { get; private set; }

    /// <summary>Whether one was declined because calls came too fast.</summary>
    public bool IsRateRefused { get; private set; }

    /// <summary>Whether one was declined because there were too many at the same time.</summary>
    public bool IsSlotRefused { get; private set; }

    /// <summary>
    /// The fold of a run, by lane, and for the limits of stages by stage; copies of earlier replies asked nobody.
    /// </summary>
    public static Dictionary<string, LaneCalls> Of(IEnumerable<Record> records)
    {
        var lanes = new Dictionary<string, LaneCalls>(StringComparer.Ordinal);
        var open = new Dictionary<long, (LaneCalls Lane, LaneCalls Stage, bool IsGivenUp)>();
        foreach (var record in records)
        {
            switch (record)
            {
                case Record.Intent intent:
                    open[intent.Seq] = (Begin(lanes, intent.Lane, intent.At),
                        Begin(lanes, LaneSnapshot.NameOf(intent.Stage), intent.At), false);
                    break;
                case Record.Unknown unknown when open.TryGetValue(unknown.Of, out var call) && !call.IsGivenUp:
                    (call.Lane.Open, call.Stage.Open) = (call.Lane.Open - 1, call.Stage.Open - 1);
                    open[unknown.Of] = call with { IsGivenUp = true };
                    break;
                case Record.Reply reply when open.Remove(reply.Of, out var call):
                    call.Lane.End(reply.Content.Outcome, call.IsGivenUp);
                    call.Stage.End(reply.Content.Outcome, call.IsGivenUp);
                    break;
            }
        }

        return lanes;
    }

    private static LaneCalls Begin(Dictionary<string, LaneCalls> lanes, string name, long at)
    {
        if (!lanes.TryGetValue(name, out var lane))
        {
            lanes.Add(name, lane = new());
        }

        (lane.Asked, lane.Open, lane.LastAt) = (lane.Asked + 1, lane.Open + 1, at);
        return lane;
    }

    private void End(Outcome outcome, bool isGivenUp)
    {
        Open -= isGivenUp ? 0 : 1;
        if (outcome is Outcome.Refused { Class: Refusal.NotSent })
        {
            // Nobody was asked.
            Asked--;
        }
        else if (outcome is Outcome.Refused refused)
        {
            Refused++;
            IsRateRefused |= refused.Class is Refusal.RateShort or Refusal.Acceleration;
            IsSlotRefused |= refused.Class is Refusal.Concurrency;
        }
    }
}
