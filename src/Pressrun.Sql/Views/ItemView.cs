using Pressrun.Model;

namespace Pressrun.Sql.Views;

/// <summary>How an item stands, as people are shown it.</summary>
/// <param name="Ordinal">Place in the run, from 1.</param>
/// <param name="Key">Its key.</param>
/// <param name="Title">What it is called; null shows the key.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Stage">The stage that ended it short of done; null if none did.</param>
/// <param name="Cause">Why, for people; null where it is plain.</param>
/// <param name="Spent">What it cost, known when it is closed; zero before.</param>
/// <param name="ChangedAt">When it was added or last changed its state, UTC.</param>
public sealed record ItemView(
    long Ordinal, string Key, string? Title, ItemState State, string? Stage, string? Cause, Money Spent,
    DateTimeOffset ChangedAt);
