using System.Globalization;
using Pressrun.Cli.Hosting;

namespace Pressrun.Cli.Commands;

/// <summary>The same batch with one number of workers.</summary>
/// <param name="Workers">How many; null where the quotas decide.</param>
/// <param name="Free">Without the limits of its services.</param>
/// <param name="Real">Under them.</param>
internal sealed record CompareRow(int? Workers, ComparedRun Free, ComparedRun Real)
{
    // Less than this is a round trip, and no quota.
    private const double TellingShare = 1.01;

    /// <summary>What the row is called.</summary>
    public string Name => Workers?.ToString(CultureInfo.InvariantCulture) ?? "auto";

    /// <summary>Whether a quota makes it slower.</summary>
    public bool IsHeldBack => Real.Bound is not null && Real.Elapsed > Free.Elapsed * TellingShare;

    /// <summary>Why one of both did not come to its end; null if both did.</summary>
    public string? Trouble => Real.Trouble ?? Free.Trouble;
}
