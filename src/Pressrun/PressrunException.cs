namespace Pressrun;

/// <summary>Base of everything Pressrun throws for a caller to act on; the message says cause and next step.</summary>
public class PressrunException : Exception
{
    /// <param name="message">What was wrong, with the value, and what to do next.</param>
    /// <param name="inner">What it came from, if anything.</param>
    public PressrunException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }
}
