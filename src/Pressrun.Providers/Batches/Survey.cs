namespace Pressrun.Providers.Batches;

/// <summary>One look at the list of batches.</summary>
/// <param name="At">When it began.</param>
/// <param name="Unread">Batches of which it cannot be told yet what they were made of.</param>
internal sealed record Survey(DateTimeOffset At, IReadOnlyList<BatchState> Unread);
