using Pressrun.Model;

namespace Pressrun.Pipelines.Building;

/// <summary>What a pipeline file says a service costs; it counts before every price that is known.</summary>
/// <param name="Input">A million input tokens; null if it does not say.</param>
/// <param name="Output">A million output tokens; null if it does not say.</param>
/// <param name="Cached">A million input tokens read from a cache; null if it does not say.</param>
/// <param name="Characters">A million characters of speech; null if it does not say.</param>
/// <param name="Call">One call; null if it does not say.</param>
public sealed record GivenPrices(Money? Input, Money? Output, Money? Cached, Money? Characters, Money? Call);
