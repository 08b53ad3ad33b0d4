namespace Pressrun.Cli.Screens;

/// <summary>An item that failed, or waits for a person.</summary>
/// <param name="Number">Counts the failures of this process from 1, so that a screen tells each once.</param>
/// <param name="Item">The item's key.</param>
/// <param name="Title">What the item is called; null if it has only its key.</param>
/// <param name="Stage">The stage it failed in.</param>
/// <param name="Cause">In words: what happened and, where known, what helps.</param>
internal sealed record FailureNote(long Number, string Item, string? Title, string Stage, string Cause)
{
    /// <summary>Whether the item did not fail but waits for a person.</summary>
    public bool IsReview { get; init; }

    /// <summary>The note in one line; cleaned, because titles and causes come from pages and providers.</summary>
    public string Describe() =>
        Cells.Clean(
            $"{(IsReview ? "review" : "failed")} {Item}{(Title is null ? "" : $" \"{Title}\"")} {Stage}: {Cause}");
}
