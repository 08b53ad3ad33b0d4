namespace Pressrun.Seams;

/// <summary>A store could not do what it was asked; nothing of the step was written.</summary>
public sealed class StoreException : PressrunException
{
    /// <param name="fault">What kind of trouble.</param>
    /// <param name="message">Place, cause and next step.</param>
    /// <param name="inner">What it came from, if anything.</param>
    public StoreException(StoreFault fault, string message, Exception? inner = null)
        : base(message, inner) => Fault = fault;

    /// <summary>What kind of trouble.</summary>
    public StoreFault Fault { get; }

    /// <summary>Whether the same step may succeed later without anybody's help.</summary>
    public bool MayPass => Fault is StoreFault.Full or StoreFault.Busy;
}
