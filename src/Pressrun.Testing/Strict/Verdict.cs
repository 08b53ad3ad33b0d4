using Pressrun.Model;

namespace Pressrun.Testing.Strict;

/// <summary>What the strict server says to a call that arrives.</summary>
/// <param name="Headers">The limits as they are once it is said.</param>
internal abstract record Verdict(StrictHeaders Headers)
{
    /// <summary>The work begins. What the reply will show comes from <see cref="StrictServer.Finish"/>.</summary>
    internal sealed record Admitted(StrictHeaders Headers) : Verdict(Headers);

    /// <summary>Declined; the reply leaves after <see cref="StrictServer.RefusalTime"/>.</summary>
    /// <param name="Lacks">The first limit that had no room.</param>
    /// <param name="RetryAfter">How long until the call would fit, rounded up, whether it is shown or not.</param>
    /// <param name="Headers">The limits, and when to come again, as far as they are shown.</param>
    internal sealed record Refused(Unit Lacks, TimeSpan RetryAfter, StrictHeaders Headers) : Verdict(Headers);
}
