using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>
/// What is done with a stage's result once its gates have let it pass: it is put where people find it. Runs on the
/// loop; like a verb it is a pure function of the item, the inputs and the answers to its calls.
/// </summary>
public abstract class Save
{
    /// <summary>Everything that determines where the result goes and in which form.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Saves the result. Whatever it throws fails the item alone, with the exception's message.</summary>
    /// <param name="context">The context the verb had.</param>
    /// <param name="output">The result; large text is a blob.</param>
    public abstract Task SaveAsync(StageContext context, Output output);
}
