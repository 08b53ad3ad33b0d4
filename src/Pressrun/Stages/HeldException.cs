namespace Pressrun.Stages;

/// <summary>
/// An item cannot go on without a person: a lost effect that cannot be undone, a reply nobody can read.
/// </summary>
public sealed class HeldException : PressrunException
{
    /// <param name="message">What a person has to find out or to mend.</param>
    public HeldException(string message)
        : base(message)
    {
    }
}
