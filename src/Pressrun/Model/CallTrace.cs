namespace Pressrun.Model;

/// <summary>What the journal knows of one call of a live item. Changed only by <see cref="LiveItem"/>'s fold.</summary>
internal sealed class CallTrace
{
    /// <summary>The highest attempt number ever given; 0 before the first.</summary>
    public int Attempts { get; set; }

    /// <summary>How many attempts counted as a try and brought no answer.</summary>
    public int Tries { get; set; }

    /// <summary>Whether no attempt could cost anything.</summary>
    public bool IsFree { get; set; } = true;

    /// <summary>
    /// Whether the answer is set aside because the item is tried again and what costs nothing is asked again; earlier
    /// runs are not asked for it either. An effect that cannot be undone stays done all the same.
    /// </summary>
    public bool IsSetAside { get; set; }

    /// <summary>
    /// Seq of the last attempt of an earlier run of which is known that it did not happen; 0 if none is.
    /// </summary>
    public long Cleared { get; set; }

    /// <summary>Why the last of these tries brought none, in words; empty before the first.</summary>
    public string LastCause { get; set; } = "";

    /// <summary>The durable answer in use; null while there is none.</summary>
    public Record.Reply? Answer { get; set; }

    /// <summary>An error that forbids asking again; null while there is none.</summary>
    public Record.Reply? Refusal { get; set; }

    /// <summary>
    /// The item is tried again: failed tries count no more, and what cost nothing is asked again unless it is kept.
    /// </summary>
    public void Reopen(bool keepsAnswers)
    {
        (Tries, Refusal) = (0, null);
        if (IsFree && Attempts > 0 && !keepsAnswers)
        {
            IsSetAside = true;
        }
    }

    /// <summary>The last attempt whose outcome is unknown; 0 if there is none or it has been settled.</summary>
    public int UnknownAttempt { get; set; }
}
