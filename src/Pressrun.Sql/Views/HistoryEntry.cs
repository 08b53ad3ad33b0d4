using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>One thing that happened to an item: a closed list of four kinds.</summary>
/// <param name="Seq">Place in the journal.</param>
/// <param name="At">When it was made durable, UTC.</param>
public abstract record HistoryEntry(long Seq, DateTimeOffset At)
{
    /// <summary>An attempt of a call, from its intent to whatever became of it.</summary>
    /// <param name="Seq">Place of its intent; of the copied reply if it was remembered.</param>
    /// <param name="At">When it was about to be sent, or the reply was copied, UTC.</param>
    /// <param name="Key">The call's identity: attempts with the same key ask for the same thing.</param>
    /// <param name="Fate">What became of it.</param>
    public sealed record Attempt(long Seq, DateTimeOffset At, CallKey Key, Fate Fate) : HistoryEntry(Seq, At)
    {
        /// <summary>The stage that asked.</summary>
        public required string Stage { get; init; }

        /// <summary>
        /// The part's id; empty without <c>each</c>, and where the run a reply was remembered from is gone.
        /// </summary>
        public string Part { get; init; } = "";

        /// <summary>0 in a task's first draw, one more in each deliberate further one.</summary>
        public int Sample { get; init; }

        /// <summary>Number of the attempt, from 1; 0 if it was remembered.</summary>
        public int Number { get; init; }

        /// <summary>The lane that admitted it.</summary>
        public string Lane { get; init; } = "";

        /// <summary>The model that answered, or else the one asked.</summary>
        public string Model { get; init; } = "";

        /// <summary>When its reply was durable, or it was given up, UTC; null while neither has happened.</summary>
        public DateTimeOffset? EndedAt { get; init; }

        /// <summary>Time between sending and reply; null without a reply.</summary>
        public TimeSpan? Took { get; init; }

        /// <summary>How it ended, in all that is known; null while it is under way.</summary>
        public Outcome? Outcome { get; init; }

        /// <summary>Whether the reply came after the attempt had been given up.</summary>
        public bool IsLate { get; init; }

        /// <summary>The transport's status, such as 429; 0 where there is none.</summary>
        public int Status { get; init; }

        /// <summary>The provider's own id of the attempt; null where it gave none.</summary>
        public string? RequestId { get; init; }

        /// <summary>What it cost; zero without a reply.</summary>
        public Money Cost { get; init; }

        /// <summary>The most it could have cost.</summary>
        public Money WorstCase { get; init; }

        /// <summary>What it consumed.</summary>
        public Usage Usage { get; init; }

        /// <summary>What was asked; null where it is no longer known.</summary>
        public BodyPlace? Request { get; init; }

        /// <summary>What came back, as received; null without a reply.</summary>
        public BodyPlace? Reply { get; init; }
    }

    /// <summary>A stage had its result.</summary>
    /// <param name="Seq">Place in the journal.</param>
    /// <param name="At">When it was made durable, UTC.</param>
    /// <param name="Stage">The stage.</param>
    /// <param name="Part">The part's id; empty without <c>each</c>.</param>
    /// <param name="Output">The result.</param>
    public sealed record Result(long Seq, DateTimeOffset At, string Stage, string Part, BodyPlace Output)
        : HistoryEntry(Seq, At);

    /// <summary>A gate judged a result.</summary>
    /// <param name="Seq">Place in the journal.</param>
    /// <param name="At">When it was made durable, UTC.</param>
    /// <param name="Stage">The stage whose result was judged.</param>
    /// <param name="Part">The part's id; empty without <c>each</c>.</param>
    /// <param name="Then">What followed.</param>
    /// <param name="Score">The judge's score; null where it gave none.</param>
    /// <param name="Notes">What to do better; empty when it passed.</param>
    /// <param name="Revision">How many revisions of the stage came before.</param>
    public sealed record Verdict(
        long Seq, DateTimeOffset At, string Stage, string Part, Then Then, double? Score, string Notes, int Revision)
        : HistoryEntry(Seq, At)
    {
        /// <summary>Hash of the result that was judged.</summary>
        public required string Judged { get; init; }

        /// <summary>Whether a person decided.</summary>
        public bool IsPersons { get; init; }

        /// <summary>What was judged, where a person is to look at it; null where it was not kept.</summary>
        public BodyPlace? Output { get; init; }
    }

    /// <summary>A person or the engine said something.</summary>
    /// <param name="Seq">Place in the journal.</param>
    /// <param name="At">When it was made durable, UTC.</param>
    /// <param name="Who">Who said it.</param>
    /// <param name="Text">What was said.</param>
    public sealed record Note(long Seq, DateTimeOffset At, string Who, string Text) : HistoryEntry(Seq, At);
}
