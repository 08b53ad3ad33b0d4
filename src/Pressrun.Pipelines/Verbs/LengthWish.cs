using Pressrun.Stages;

namespace Pressrun.Pipelines.Verbs;

/// <summary>How long an answer has to be, taken from the gates that will judge it.</summary>
/// <param name="Of">The stage whose text the share is counted of; null where there is no such gate.</param>
/// <param name="Least">The least share.</param>
/// <param name="Most">The largest share.</param>
/// <param name="MinWords">The least words; null where there is no such gate.</param>
/// <param name="MaxWords">The most words; null where there is no such gate.</param>
internal sealed record LengthWish(string? Of, decimal Least, decimal Most, int? MinWords, int? MaxWords)
{
    /// <summary>The same in numbers, for one task.</summary>
    public async Task<(long? MinCharacters, long? MaxCharacters, long? MinWords, long? MaxWords)> ReadAsync(
        StageContext context)
    {
        if (Of is null)
        {
            return (null, null, MinWords, MaxWords);
        }

        var length = (await MainText.ReadAsync(context, Of)).Length;
        return ((long)(length * Least), (long)(length * Most), MinWords, MaxWords);
    }
}
