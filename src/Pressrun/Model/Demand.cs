namespace Pressrun.Model;

/// <summary>
/// What a call is expected to take from quotas and, at most, from the budget; known before it is sent.
/// </summary>
/// <param name="Input">Estimated input tokens.</param>
/// <param name="MaxOutput">The most output tokens the provider may return.</param>
/// <param name="Characters">Characters of a speech call, exact.</param>
/// <param name="WorstCase">The most the call can cost; reserved before sending.</param>
public readonly record struct Demand(long Input, long MaxOutput, long Characters, Money WorstCase);
