using Pressrun.Model;
using Pressrun.Quotas;

namespace Pressrun.Calling;

/// <summary>What the end of a call means to its lane.</summary>
internal static class Landing
{
    /// <summary>Frees what it held, but for its money.</summary>
    public static void Release(Governor governor, Lease lease, Reply reply, TimeSpan now)
    {
        switch (reply.Outcome)
        {
            case Outcome.Answered:
                governor.Reply(lease, reply.Usage, HeaderReader.Read(lease.Lane, reply.Headers), now);
                break;
            case Outcome.Refused refused:
                governor.Refuse(lease, refused, HeaderReader.Read(lease.Lane, reply.Headers), now);
                break;
            case Outcome.Failed failed:
                governor.Free(lease, now, isFault: failed.Class == Failure.Transient && !GoesOnAlone(lease));
                if (failed.Class is Failure.Credentials or Failure.Gone)
                {
                    governor.Stop(lease, failed.Class == Failure.Gone
                        ? $"{lease.Call.Request.Provider} has no `{lease.Call.Request.Model}`: {failed.Cause}"
                        : $"{lease.Lane.Name} refuses the key{KeyOf(lease)}: {failed.Cause}");
                }

                break;
        }
    }

    /// <summary>Of what is answered hours later a trial would tell only tomorrow.</summary>
    public static bool GoesOnAlone(Lease lease) => ((Asking)lease.Owner).Provider.Profile.GoesOnAlone;

    private static string KeyOf(Lease lease) =>
        ((Asking)lease.Owner).Provider.Profile.KeyName is { } name ? $" {name}" : "";
}
