namespace Pressrun.Running;

/// <summary>Calls of one stage on one lane that were sent and whose replies are awaited.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Lane">The lane.</param>
/// <param name="Calls">How many, at least 1.</param>
/// <param name="Longest">How long the first of them has been under way.</param>
/// <param name="Left">How long the last of them is awaited at most; zero or more.</param>
public sealed record UnderWay(string Stage, string Lane, int Calls, TimeSpan Longest, TimeSpan Left)
{
    /// <summary>
    /// Whether they go on without the run, as batches do: a run that stops leaves them, and asks for them in its next
    /// life. <value>No.</value>
    /// </summary>
    public bool GoesOnAlone { get; init; }
}
