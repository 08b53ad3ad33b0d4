using Pressrun.Model;

namespace Pressrun.Stages;

/// <summary>What a stage with <c>each</c> runs over.</summary>
/// <param name="Stage">
/// The stage whose parts, or whose result cut into parts, it runs over; null for parts that come from the item itself.
/// </param>
/// <param name="Split">
/// Cuts an item, and the text of <paramref name="Stage"/> if there is one, into parts. Pure. Not used if that stage
/// runs once a part itself: then the parts are its parts, each with its result as text.
/// </param>
/// <param name="Fingerprint">Everything that determines the parts.</param>
public sealed record Each(string? Stage, Func<Item, string, IReadOnlyList<Part>> Split, string Fingerprint)
{
    /// <summary>A range; both ends belong to it.</summary>
    public static Each Range(int first, int last) =>
        new(null, (_, _) => Part.Range(first, last), FormattableString.Invariant($"{first}..{last}"));
}
