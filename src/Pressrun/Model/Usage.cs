namespace Pressrun.Model;

/// <summary>
/// What a reply consumed, in disjoint kinds: no token is counted twice. <see cref="Output"/> includes
/// <see cref="Reasoning"/>, which only says how much of it was never shown.
/// </summary>
/// <param name="Input">Fresh input tokens, neither read from nor written to a cache.</param>
/// <param name="CacheRead">Input tokens served from the provider's cache.</param>
/// <param name="CacheWrite5m">Input tokens written to a cache that lives 5 minutes.</param>
/// <param name="CacheWrite1h">Input tokens written to a cache that lives 1 hour.</param>
/// <param name="Output">Output tokens, reasoning included.</param>
/// <param name="Reasoning">The part of <see cref="Output"/> that was reasoning.</param>
/// <param name="Characters">Characters of a speech call.</param>
public readonly record struct Usage(
    long Input = 0, long CacheRead = 0, long CacheWrite5m = 0, long CacheWrite1h = 0,
    long Output = 0, long Reasoning = 0, long Characters = 0)
{
    /// <summary>All input tokens a limit on input counts, cache reads included.</summary>
    public long AllInput => Input + CacheRead + CacheWrite5m + CacheWrite1h;

    /// <summary>The sum of two usages, kind by kind.</summary>
    public static Usage operator +(Usage left, Usage right) => new(
        left.Input + right.Input, left.CacheRead + right.CacheRead, left.CacheWrite5m + right.CacheWrite5m,
        left.CacheWrite1h + right.CacheWrite1h, left.Output + right.Output, left.Reasoning + right.Reasoning,
        left.Characters + right.Characters);
}
