using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>What a verb or a gate sees while it works on one item, part or batch. Used on the loop only.</summary>
public abstract class StageContext
{
    /// <summary>The item; for a stage over the whole batch, one with an empty key.</summary>
    public abstract Item Item { get; }

    /// <summary>The part, or null without <c>each</c>.</summary>
    public abstract Part? Part { get; }

    /// <summary>The result of the part before, in a chained stage; null for the first part and elsewhere.</summary>
    public abstract Output? Previous { get; }

    /// <summary>What the gate wants better; empty in the first draw.</summary>
    public abstract string Notes { get; }

    /// <summary>Stops when the run is told to stop at once.</summary>
    public abstract CancellationToken Stopping { get; }

    /// <summary>
    /// The results of a stage this one needs: one for a stage that runs once an item or once, one a part in order of
    /// the parts for a stage with <c>each</c>.
    /// </summary>
    /// <exception cref="ArgumentException">The stage is not among those this one needs.</exception>
    public abstract IReadOnlyList<Output> Inputs(string stage);

    /// <summary>
    /// For a stage over the whole batch: the items in item order with their results of a stage it needs; all items
    /// without results where the stage runs before the items. Read as they are asked for, never all at once.
    /// </summary>
    public abstract IAsyncEnumerable<(Item Item, IReadOnlyList<Output> Outputs)> BatchAsync(string? stage);

    /// <summary>The text of a result, read from its blob where it is large.</summary>
    public abstract Task<string> ReadTextAsync(Output output);

    /// <summary>
    /// Asks a provider, or answers from the journal what was asked before. Waits for quotas and budget, retries what
    /// is worth it.
    /// </summary>
    /// <exception cref="CallFailedException">The provider declined for good, or all tries are used up.</exception>
    public abstract Task<Answer> CallAsync(Request request);

    /// <summary>
    /// Makes the calls that follow a new draw: after an answer of the wrong form the same request may be asked again.
    /// </summary>
    public abstract void DrawAgain();
}
