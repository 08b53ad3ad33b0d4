using System.Runtime.InteropServices;
using Pressrun.Running;
using Pressrun.Timing;

namespace Pressrun.Cli.Hosting;

/// <summary>
/// Ctrl-C and its like: the first lets the run come to rest, so that nothing paid is lost; the second waits for nobody.
/// </summary>
internal sealed class Signals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _lock = new();
    private readonly Action<string> _say;
    private Action<bool>? _stop;
    private int _count;

    /// <param name="say">Tells the user; called on another thread.</param>
    public Signals(Action<string> say)
    {
        _say = say;
        foreach (var signal in (ReadOnlySpan<PosixSignal>)
            [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <summary>What the shell is told; null while no signal has come.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whom the signals stop; one that has come before stops it at once.</summary>
    public void Attach(Node node, Run run)
    {
        lock (_lock)
        {
            _stop = isSecond => node.Post(() =>
            {
                if (isSecond)
                {
                    run.StopNow();
                }
                else
                {
                    run.Stop();
                }
            });
            if (_count > 0)
            {
                _stop(_count > 1);
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Handle(PosixSignalContext context)
    {
        context.Cancel = true;
        lock (_lock)
        {
            _count++;
            ExitCode ??= context.Signal == PosixSignal.SIGINT ? Cli.ExitCode.Interrupted : Cli.ExitCode.Terminated;
            _stop?.Invoke(_count > 1);
        }

        if (_count == 1)
        {
            _say("stopping: what is on its way is awaited and kept; once more stops at once");
        }
    }
}
