namespace Pressrun.Stages;

/// <summary>A call brought no answer and never will, unless something is changed.</summary>
public sealed class CallFailedException : PressrunException
{
    /// <param name="message">Provider, cause and next step.</param>
    public CallFailedException(string message)
        : base(message)
    {
    }

    /// <summary>
    /// What failures of the same cause have in common, such as a provider's status and code: when a stage fails alike
    /// again and again, it is held instead of failing one item after the other. Null where a failure says something of
    /// its own item only. <value>Null.</value>
    /// </summary>
    public string? Alike { get; init; }
}
