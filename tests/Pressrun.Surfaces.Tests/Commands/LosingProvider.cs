using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Commands;

/// <summary>A provider whose calls may cost something, and which is asked when a process dies.</summary>
/// <param name="inner">What answers.</param>
/// <param name="worstCase">The most a call may cost.</param>
/// <param name="recovery">What to do about a call that was lost.</param>
internal sealed class LosingProvider(IProvider inner, Money worstCase, RecoveryWay recovery) : DelegatingProvider(inner)
{
    public override Profile Profile { get; } = inner.Profile with { Recovery = recovery };

    /// <summary>Told of the first call when it has been carried out, before anybody hears of its reply.</summary>
    public Action? Cut { get; set; }

    /// <summary>What a look-up finds.</summary>
    public Reply? Found { get; set; }

    public override Demand Estimate(Call call) => base.Estimate(call) with { WorstCase = worstCase };

    public override async Task<Reply> SendAsync(Call call, int attempt, CancellationToken ct)
    {
        if (Cut is not { } cut)
        {
            return await base.SendAsync(call, attempt, ct);
        }

        Cut = null;
        Found = await base.SendAsync(call, attempt, ct);
        cut();
        return Found;
    }

    public override Task<Reply?> FindAsync(Call call, int attempt, CancellationToken ct) => Task.FromResult(Found);
}
