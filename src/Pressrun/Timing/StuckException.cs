namespace Pressrun.Timing;

/// <summary>Work that is not finished can never go on: a defect of Pressrun, said at once instead of hanging.</summary>
public sealed class StuckException : PressrunException
{
    /// <param name="message">What waits for what.</param>
    public StuckException(string message)
        : base(message)
    {
    }
}
