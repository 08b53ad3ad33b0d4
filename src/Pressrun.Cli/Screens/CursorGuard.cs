using System.Runtime.InteropServices;

namespace Pressrun.Cli.Screens;

/// <summary>
/// Puts the cursor back when a signal or the end of the process comes while a live screen has it hidden. It changes
/// nothing of what the signal does otherwise.
/// </summary>
internal sealed class CursorGuard : IDisposable
{
    private static readonly PosixSignal[] Signals =
        [PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP, PosixSignal.SIGQUIT];

    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly EventHandler _onExit;

    /// <summary>Guards until it is disposed; dispose it after <see cref="IScreen.End"/>.</summary>
    public CursorGuard(LiveScreen screen)
    {
        _onExit = (_, _) => screen.Restore();
        AppDomain.CurrentDomain.ProcessExit += _onExit;
        foreach (var signal in Signals)
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, _ => screen.Restore()));
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        AppDomain.CurrentDomain.ProcessExit -= _onExit;
        _registrations.ForEach(registration => registration.Dispose());
    }
}
