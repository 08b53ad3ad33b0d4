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
    }
}
