using System.Runtime.InteropServices;
using Pressrun.Cli.Screens;
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
    private Action<bool>? _stop;
    private int _count;
    private bool _isDetached;

    /// <summary>Listens from now on.</summary>
    public Signals()
    {
        foreach (var signal in (ReadOnlySpan<PosixSignal>)
            [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT])
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, Handle));
        }
    }

    /// <summary>What the shell is told; null while no signal has come.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>Whom the signals stop, and who tells the user; one that has come before counts.</summary>
    public void Attach(Node node, Run run, IScreen screen)
    {
        lock (_lock)
        {
            _isDetached = false;
            _stop = isSecond => node.Post(() =>
            {
                if (isSecond)
                {
                    run.StopNow();
                }
                else
                {
                    screen.Line(AwaitedWords.Of(run.Progress()?.UnderWay ?? []));
                    run.Stop();
                }
            });
            if (_count > 0)
            {
                _stop(_count > 1);
            }
        }
    }

    /// <summary>Nothing is driven any more: from now on a signal ends the process, as it does everywhere.</summary>
    public void Detach()
    {
        lock (_lock)
        {
            (_stop, _isDetached) = (null, true);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _registrations.ForEach(registration => registration.Dispose());

    private void Handle(PosixSignalContext context)
    {
        lock (_lock)
        {
            context.Cancel = !_isDetached;
            _count++;
            ExitCode ??= context.Signal == PosixSignal.SIGINT ? Cli.ExitCode.Interrupted : Cli.ExitCode.Terminated;
            _stop?.Invoke(_count > 1);
        }
    }
}
