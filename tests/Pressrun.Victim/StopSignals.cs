using System.Runtime.InteropServices;
using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Victim;

/// <summary>SIGTERM and Ctrl-C: the first lets calls in flight come back, the second does not.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly Lock _lock = new();
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly TaskCompletionSource _taken = new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Guarded by the lock: signals come on a thread of their own, perhaps before there is a run.
    private int _count;
    private Node? _node;
    private Run? _run;

    public StopSignals()
    {
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Take));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, Take));
    }

    /// <summary>Completes when the first signal has been handed to the run.</summary>
    public Task Taken => _taken.Task;

    /// <summary>Names the run that is to be stopped; what came before is made up for.</summary>
    public void Attach(Node node, Run run)
    {
        lock (_lock)
        {
            (_node, _run) = (node, run);
            if (_count > 0)
            {
                Stop(_count);
            }
        }
    }

    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Take(PosixSignalContext signal)
    {
        signal.Cancel = true;
        lock (_lock)
        {
            _count++;
            Stop(_count);
        }

        _taken.TrySetResult();
    }

    private void Stop(int count)
    {
        if (_run is { } run)
        {
            _node!.Post(count == 1 ? run.Stop : run.StopNow);
        }
    }
}
