namespace Pressrun.Providers.Local;

/// <summary>Work on this machine could not be done; the message says the cause and the next step.</summary>
/// <param name="message">For a user: cause and next step, without a path of this machine.</param>
/// <param name="inner">What it came from, if anything.</param>
internal sealed class LocalTaskException(string message, Exception? inner = null) : PressrunException(message, inner)
{
    /// <summary>Whether the same work may succeed later. <value>The default is no.</value></summary>
    public bool IsPassing { get; init; }
}
