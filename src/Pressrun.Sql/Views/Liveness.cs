using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>
/// Whether a process that drives a run still lives: then it holds the store's lock. Looking means touching the lock for
/// an instant, in which a process that is just starting would be turned away. So it is looked at once a claim only:
/// without a further claim, who was dead stays dead.
/// </summary>
internal sealed class Liveness(string folder)
{
    private (long Run, long Epoch)? _dead;

    /// <summary>Whether a living process drives a run.</summary>
    /// <param name="run">The run.</param>
    /// <param name="latest">The run of the store that was written to last.</param>
    public bool IsLive(RunRow run, RunRow? latest)
    {
        if (run is not { Phase: RunPhase.Filling or RunPhase.Open, Holder: not null }
            || latest is null || run.Holder != latest.Holder || _dead == (latest.No, latest.Epoch))
        {
            return false;
        }

        if (IsLocked())
        {
            return true;
        }

        _dead = (latest.No, latest.Epoch);
        return false;
    }

    private bool IsLocked()
    {
        try
        {
            using var file = new FileStream(Path.Combine(folder, "lock"), FileMode.Open, FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
            return false;
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException
                                          or UnauthorizedAccessException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }
}
