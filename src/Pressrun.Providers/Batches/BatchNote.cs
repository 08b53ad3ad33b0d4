namespace Pressrun.Providers.Batches;

/// <summary>
/// Something about batches that must be known after a crash: that a service's batches are noted from now on (no rows,
/// no batch), that rows are about to be handed in (rows, no batch), or which batch they became (a batch, no rows).
/// </summary>
/// <param name="Provider">The service, as the pipeline names it.</param>
/// <param name="At">When it was written.</param>
public sealed record BatchNote(string Provider, DateTimeOffset At)
{
    /// <summary>
    /// The rows about to be handed in together, in their order, each in one note only; empty in other notes.
    /// </summary>
    public IReadOnlyList<string> Rows { get => field ?? []; init; }

    /// <summary>The first of the rows a batch was made of; null in other notes.</summary>
    public string? First { get; init; }

    /// <summary>The batch, as the service names it; null in other notes.</summary>
    public string? Batch { get; init; }
}
