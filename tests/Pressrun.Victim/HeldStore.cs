using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Victim;

/// <summary>
/// Stops at one place of a run, between the store and the engine: so that a test meets that place, however fast or slow
/// the machine is.
/// </summary>
internal sealed class HeldStore(IStore inner, VictimOptions options, StopSignals stopping, Wire wire)
    : DelegatingStore(inner)
{
    private const int SigStop = 19;

    private readonly TaskCompletionSource _thawed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _isOver;
    private int _commits;

    public override async Task CommitAsync(Batch batch, CancellationToken ct)
    {
        await Inner.CommitAsync(batch, ct).ConfigureAwait(false);
        if (options.Freeze == "intents" && batch.Records.OfType<Record.Intent>().Any())
        {
            await FreezeAsync(batch.Records.OfType<Record.Intent>().Count()).ConfigureAwait(false);
        }
        else if (batch.Records.Any(IsPlace))
        {
            await HoldAsync().ConfigureAwait(false);
        }
    }

    public override async Task<RunLease?> ClaimAsync(RunClaim claim, CancellationToken ct)
    {
        if (options.Hold == "claim")
        {
            await HoldAsync().ConfigureAwait(false);
        }

        return await Inner.ClaimAsync(claim, ct).ConfigureAwait(false);
    }

    private bool IsPlace(Record record) => (options.Hold, record) switch
    {
        ("lease", Record.Lease) or ("items", Record.Item { Added: not null }) or ("work", Record.Done)
            or ("closing", Record.Item { Added: null }) or ("end", Record.Run { Phase: RunPhase.Ended }) => true,
        _ => false,
    };

    // Nobody hears of the first before the second is durable: the journal hands over two at a time, and no more.
    private Task FreezeAsync(int intents)
    {
        if ((Interlocked.Increment(ref _commits) == 2 || intents >= options.Rate)
            && Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            wire.Say("frozen");
            _ = Raise(SigStop);
            _thawed.SetResult();
        }

        return _thawed.Task;
    }

    private async Task HoldAsync()
    {
        if (Interlocked.Exchange(ref _isOver, 1) == 0)
        {
            wire.Say("held");
            await stopping.Taken.ConfigureAwait(false);
        }
    }

    [SuppressMessage("Globalization", "CA2101", Justification = "It takes no text.")]
    [DllImport("libc", EntryPoint = "raise")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Raise(int signal);
}
