namespace Pressrun.Pipelines.Texts;

/// <summary>The sentences of a text.</summary>
internal static class Sentences
{
    /// <summary>
    /// The sentences in their order, without the white space around them; none is empty. A blank line ends a sentence
    /// even without a full stop, such as a heading; a single line end does not, because texts come wrapped.
    /// </summary>
    /// <param name="text">Any text.</param>
    /// <param name="language">A tag such as <c>de</c> or <c>en-US</c>, for its abbreviations; null is English.</param>
    public static IReadOnlyList<string> Of(string text, string? language)
    {
        var cuts = Cuts.Of(text, language);
        var sentences = new List<string>();
        var start = cuts.PastBlank(0);
        for (var at = start + 1; at <= text.Length && start < text.Length; at++)
        {
            if (at < text.Length && cuts[at] < CutLevel.Sentence)
            {
                continue;
            }

            if (text[start..at].Trim() is { Length: > 0 } sentence)
            {
                sentences.Add(sentence);
            }

            start = cuts.PastBlank(at);
            at = start;
        }

        return sentences;
    }
}
