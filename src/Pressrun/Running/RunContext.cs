using Pressrun.Calling;
using Pressrun.Journaling;
using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Reporting;
using Pressrun.Seams;
using Pressrun.Stages;
using Pressrun.Timing;

namespace Pressrun.Running;

/// <summary>What all flows of one run share.</summary>
internal sealed class RunContext
{
    private readonly Dictionary<string, string> _fingerprints = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StageCount> _counts = new(StringComparer.Ordinal);

    public required Node Node { get; init; }

    public required RunOptions Options { get; init; }

    public required RunLease Lease { get; init; }

    public required RunState State { get; init; }

    public required Journal Journal { get; init; }

    public required Governor Governor { get; init; }

    public required Caller Caller { get; init; }

    public required Recall Recall { get; init; }

    public required Archive Archive { get; init; }

    /// <summary>Failures that are alike.</summary>
    public required AlikeFailures Alike { get; init; }

    /// <summary>Stops when the run is told to stop at once.</summary>
    public required CancellationToken Stopping { get; init; }

    /// <summary>Whether the pipeline's latest run before this one had the same definition.</summary>
    public bool IsSameDefinition { get; init; }

    public Pipeline Pipeline => Options.Pipeline;

    public IStore Store => Options.Store;

    /// <summary>The longest items, for the bound.</summary>
    public required Paths Paths { get; init; }

    /// <summary>When this process began to work on the run, by the loop.</summary>
    public required TimeSpan Began { get; init; }

    /// <summary>Results of the stages that ran over the whole batch, by stage.</summary>
    public Dictionary<string, StageResult> Once { get; } = new(StringComparer.Ordinal);

    /// <summary>The fingerprint of a stage, worked out once.</summary>
    public string FingerprintOf(Stage stage)
    {
        if (!_fingerprints.TryGetValue(stage.Name, out var fingerprint))
        {
            _fingerprints.Add(stage.Name, fingerprint = stage.Fingerprint());
        }

        return fingerprint;
    }

    /// <summary>
    /// How close this process came to the bound so far; null before a call was answered, or if it waited for what an
    /// earlier one had sent.
    /// </summary>
    public Bound? Bound() => Recall.HasWaited ? null : Measured.Of(Governor, Paths.Longest, Began, Node.Time.Now);

    /// <summary>How far a stage is with the items in work.</summary>
    public StageCount CountOf(Stage stage)
    {
        if (!_counts.TryGetValue(stage.Name, out var count))
        {
            _counts.Add(stage.Name, count = new());
        }

        return count;
    }

    /// <summary>Whether a stage may ask anything.</summary>
    public bool Selects(Stage stage) => Options.SelectsStage?.Invoke(stage.Name) ?? true;

    /// <summary>
    /// Whether an exception says that the run itself comes to its end, or that a stage rests: not that something in it
    /// failed.
    /// </summary>
    public bool IsOver(Exception error) => error is StoreException or RestException
        || (error is OperationCanceledException && Caller.IsStopping);

    /// <summary>A result as the journal keeps it: large text as a blob.</summary>
    public ValueTask<Output> KeepAsync(Output output) => Journal.KeepAsync(output);
}
