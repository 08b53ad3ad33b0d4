namespace Pressrun.Stages;

/// <summary>A call brought no answer and never will, unless something is changed.</summary>
public sealed class CallFailedException : PressrunException
{
    /// <param name="message">Provider, cause and next step.</param>
    public CallFailedException(string message)
        : base(message)
    {
    }
}
