namespace Pressrun.Pipelines.Texts;

/// <summary>How good a place is for cutting a text, the best last.</summary>
internal enum CutLevel : byte
{
    /// <summary>Inside a character as a reader sees it.</summary>
    None,

    /// <summary>Between two characters.</summary>
    Grapheme,

    /// <summary>Before white space.</summary>
    Word,

    /// <summary>After a comma or its like, or at the end of a line.</summary>
    Clause,

    /// <summary>At the end of a sentence.</summary>
    Sentence,

    /// <summary>Before a blank line.</summary>
    Paragraph,
}
