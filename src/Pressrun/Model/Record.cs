namespace Pressrun.Model;

/// <summary>
/// One fact of a run, as the journal keeps it: a closed list of ten kinds. Everything a run knows is the fold of its
/// records in order of <see cref="Seq"/>. Immutable but for the stamp, which the store sets once.
/// </summary>
public abstract record Record
{
    private Record()
    {
    }

    /// <summary>A changed copy is a new fact: it has no place in the journal yet.</summary>
    protected Record(Record original)
    {
        ArgumentNullException.ThrowIfNull(original);
    }

    /// <summary>Place in the journal, ascending; 0 until the record is durable.</summary>
    public long Seq { get; private set; }

    /// <summary>Wall time of the commit in microseconds since 1970, UTC; 0 until the record is durable.</summary>
    public long At { get; private set; }

    /// <summary>The item the record speaks of; 0 for the run itself and stages over the whole batch.</summary>
    public virtual long Ordinal => 0;

    /// <summary>Sets place and time; called once, by the store that made the record durable or reads it back.</summary>
    public void Stamp(long seq, long at)
    {
        if (Seq != 0 && Seq != seq)
        {
            throw new InvalidOperationException($"Record {Seq} cannot become record {seq}.");
        }

        (Seq, At) = (seq, at);
    }

    /// <summary>The run was opened, filled, ended or superseded, or its settings changed.</summary>
    /// <param name="Phase">The phase it is in from now on.</param>
    /// <param name="Pipeline">Name of the pipeline.</param>
    /// <param name="Fingerprint">Hash of the whole definition.</param>
    /// <param name="Source">Hash of the item source; empty while it is being read.</param>
    /// <param name="Budget">The budget in force.</param>
    /// <param name="Cause">Why, for people; null where it is plain.</param>
    /// <param name="Before">The definition of the pipeline's run before this one; null if there was none.</param>
    public sealed record Run(
        RunPhase Phase, string Pipeline, string Fingerprint, string Source, Budget Budget, string? Cause = null,
        string? Before = null) : Record;

    /// <summary>A stage is used in this form from now on.</summary>
    /// <param name="Name">The stage.</param>
    /// <param name="Fingerprint">Hash of all that determines its result.</param>
    /// <param name="Gates">Hash of its gates.</param>
    public sealed record Definition(string Name, string Fingerprint, string Gates) : Record;

    /// <summary>An item was added (<paramref name="Was"/> is null), closed or reopened.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="State">Its state from now on.</param>
    /// <param name="Was">Its state before; null when it is added.</param>
    /// <param name="Added">The item itself when it is added, else null.</param>
    /// <param name="Stage">The stage that decided, if one did; of a reopened item the one that had decided.</param>
    /// <param name="Cause">Why, for people.</param>
    /// <param name="Spent">What the item has cost when it is closed.</param>
    public sealed record Item(
        long Number, ItemState State, ItemState? Was = null, Model.Item? Added = null, string? Stage = null,
        string? Cause = null, Money Spent = default) : Record
    {
        /// <summary>
        /// Of an item that is opened again: whether what cost nothing is not asked anew either, since a person has
        /// looked at what it gave. <value>No.</value>
        /// </summary>
        public bool KeepsAnswers { get; init; }

        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>An attempt is about to be sent: durable before its first byte leaves.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="Stage">The stage that asks.</param>
    /// <param name="Part">The part's id; empty without <c>each</c>.</param>
    /// <param name="Sample">The call's sample number.</param>
    /// <param name="Key">The call's identity.</param>
    /// <param name="Attempt">Number of the attempt, from 1, never used twice in all lives of the run.</param>
    /// <param name="Lane">The lane that admitted it.</param>
    /// <param name="Model">The model asked.</param>
    /// <param name="Demand">What was reserved for it.</param>
    /// <param name="RequestHash">Hash of what is asked.</param>
    /// <param name="Request">What is asked; only at the first attempt, null at later ones.</param>
    public sealed record Intent(
        long Number, string Stage, string Part, int Sample, CallKey Key, int Attempt, string Lane, string Model,
        Demand Demand, string RequestHash, Body? Request) : Record
    {
        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>An attempt came back: durable before anyone reads it.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="Stage">The stage that asked.</param>
    /// <param name="Of">Seq of its intent; 0 for a copy of another run's reply.</param>
    /// <param name="Key">The call's identity.</param>
    /// <param name="Attempt">The attempt it answers.</param>
    /// <param name="Content">What came back; its headers are not kept.</param>
    /// <param name="Took">Time between sending and reply.</param>
    /// <param name="IsLate">Whether it came after the attempt had been given up.</param>
    /// <param name="From">
    /// Seq of the reply of an earlier run it was copied from, at no cost; 0 for one of its own.
    /// </param>
    public sealed record Reply(
        long Number, string Stage, long Of, CallKey Key, int Attempt, Model.Reply Content, TimeSpan Took,
        bool IsLate = false, long From = 0) : Record
    {
        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>An attempt was sent and its outcome is not known; it stays booked at its worst case.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="Stage">The stage that asked.</param>
    /// <param name="Of">Seq of its intent.</param>
    /// <param name="Key">The call's identity.</param>
    /// <param name="Attempt">The attempt.</param>
    /// <param name="Cause">What happened: a timeout, a broken connection, an earlier process that ended.</param>
    /// <param name="IsTry">Whether it counts as a try: a crash of our own process does not.</param>
    public sealed record Unknown(
        long Number, string Stage, long Of, CallKey Key, int Attempt, string Cause, bool IsTry) : Record
    {
        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>A stage has its result for an item, a part or the batch.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="Stage">The stage.</param>
    /// <param name="Part">The part's id; empty without <c>each</c>.</param>
    /// <param name="Fingerprint">Hash of the stage, the fields and the inputs it was made from.</param>
    /// <param name="Output">The result.</param>
    /// <param name="Place">The part's place among the parts, from 1; 0 without <c>each</c>.</param>
    public sealed record Done(
        long Number, string Stage, string Part, string Fingerprint, Output Output, int Place = 0) : Record
    {
        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>A gate has judged a result.</summary>
    /// <param name="Number">The item's ordinal.</param>
    /// <param name="Stage">The stage whose result was judged.</param>
    /// <param name="Part">The part's id; empty without <c>each</c>.</param>
    /// <param name="Gate">Fingerprint of the gate.</param>
    /// <param name="Judged">Hash of the output that was judged.</param>
    /// <param name="Score">The judge's score; null where it gives none.</param>
    /// <param name="Notes">What to do better; empty when it passed.</param>
    /// <param name="Then">What follows.</param>
    /// <param name="Revision">How many revisions of the stage came before.</param>
    public sealed record Verdict(
        long Number, string Stage, string Part, string Gate, string Judged, double? Score, string Notes, Then Then,
        int Revision) : Record
    {
        /// <summary>The gate under whose name stands what a person decided.</summary>
        public const string Person = "person";

        /// <summary>Whether a person decided.</summary>
        public bool IsPersons => Gate == Person;

        /// <summary>
        /// What was judged, where a person is to look at it; or what a person put in its place. <value>Null.</value>
        /// </summary>
        public Output? Output { get; init; }

        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>Something worth keeping that changes no state by itself: a warning, a person's words.</summary>
    /// <param name="Number">The item's ordinal; 0 for the run.</param>
    /// <param name="Who">Who says it.</param>
    /// <param name="Text">What is said.</param>
    public sealed record Note(long Number, string Who, string Text) : Record
    {
        /// <inheritdoc/>
        public override long Ordinal => Number;
    }

    /// <summary>A process took the run over.</summary>
    /// <param name="Holder">Process and host.</param>
    /// <param name="Epoch">Number of the claim; writes of earlier claims are refused from here on.</param>
    /// <param name="Left">How many calls the former process left open.</param>
    public sealed record Lease(string Holder, long Epoch, int Left) : Record;
}
