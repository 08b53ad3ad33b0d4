using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>
/// What a stage does. Runs on the loop, must not hold it for long, and must be a pure function of the item, its inputs
/// and the answers to its calls: it is executed again on every resume, and then every call is answered from the
/// journal.
/// </summary>
public abstract class Verb
{
    /// <summary>Everything that determines the result: prompt, parameters, version of the code.</summary>
    public abstract string Fingerprint { get; }

    /// <summary>Makes the result. Whatever it throws fails the item alone, with the exception's message.</summary>
    public abstract Task<Output> RunAsync(StageContext context);
}
