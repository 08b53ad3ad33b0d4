using Pressrun.Model;

namespace Pressrun.Rehearsing;

/// <summary>What a changed pipeline would ask of one stage that was answered before.</summary>
/// <param name="Stage">The stage.</param>
public sealed record ChangedStage(string Stage)
{
    /// <summary>
    /// The stages that are asked anew and whose results it needs; it is asked as well if they come out differently.
    /// </summary>
    public required IReadOnlyList<string> Follows { get; init; }

    /// <summary>How many items it concerns; 1 for a stage over the batch.</summary>
    public required long Items { get; init; }

    /// <summary>Calls that are certainly new: their requests were made and looked up.</summary>
    public required long Calls { get; init; }

    /// <summary>Calls that may become necessary besides, as many as were answered last time.</summary>
    public required long CallsMore { get; init; }

    /// <summary>What all of them cost, if each costs what the stage's calls did; null if none is known.</summary>
    public required Money? Likely { get; init; }

    /// <summary>The most the certain ones can cost.</summary>
    public required Money WorstCase { get; init; }

    /// <summary>What the certain ones cost, if each costs what the stage's calls did; null if none is known.</summary>
    public required Money? LikelyCertain { get; init; }

    /// <summary>What the certain ones are likely to cost; at worst case if nothing is known.</summary>
    public Money Certain => Calls == 0 ? Money.Zero : LikelyCertain ?? WorstCase;
}
