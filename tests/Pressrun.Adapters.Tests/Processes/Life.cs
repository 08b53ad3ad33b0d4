namespace Pressrun.Adapters.Tests.Processes;

/// <summary>One life of a victim, as its connection tells it. Guarded by its provider's lock.</summary>
internal sealed class Life
{
    private readonly List<(int Lines, TaskCompletionSource Reached)> _waiting = [];
    private readonly TaskCompletionSource _opened = NewSource();
    private readonly TaskCompletionSource _held = NewSource();
    private readonly TaskCompletionSource _frozen = NewSource();
    private readonly TaskCompletionSource _refused = NewSource();
    private readonly TaskCompletionSource _refusedReply = NewSource();
    private int _lines;

    /// <summary>Completes when the store is open and the run is about to be claimed.</summary>
    public Task Opened => _opened.Task;

    /// <summary>Completes when the victim waits where it was told to wait for a signal.</summary>
    public Task Held => _held.Task;

    /// <summary>Completes just before the victim stops itself.</summary>
    public Task Frozen => _frozen.Task;

    /// <summary>Completes when the store has refused a batch for want of room.</summary>
    public Task Refused => _refused.Task;

    /// <summary>Completes when a batch that it has refused held a reply.</summary>
    public Task RefusedReply => _refusedReply.Task;

    /// <summary>How the run ended, in the victim's words; null if it did not live to see it.</summary>
    public string? Ended { get; private set; }

    /// <summary>Completes when so many lines have come: the same place in the work on a busy machine.</summary>
    public Task ReachAsync(int lines)
    {
        var reached = NewSource();
        if (_lines >= lines)
        {
            reached.SetResult();
        }
        else
        {
            _waiting.Add((lines, reached));
        }

        return reached.Task;
    }

    /// <summary>A line has come.</summary>
    public void Hear(string[] words)
    {
        _lines++;
        switch (words)
        {
            case ["refused", "Full", var replies]:
                _refused.TrySetResult();
                if (replies != "0")
                {
                    _refusedReply.TrySetResult();
                }

                break;
            case ["ended", .. var how]:
                Ended = string.Join(' ', how);
                break;
            case ["opened"]:
                _opened.TrySetResult();
                break;
            case ["held"]:
                _held.TrySetResult();
                break;
            case ["frozen"]:
                _frozen.TrySetResult();
                break;
        }

        foreach (var (_, reached) in _waiting.Where(wait => wait.Lines <= _lines))
        {
            reached.TrySetResult();
        }
    }

    private static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
