namespace Pressrun.Pipelines.Verbs;

/// <summary>What the result of a stage is to the stages after it.</summary>
internal enum ResultKind
{
    /// <summary>Text.</summary>
    Text,

    /// <summary>A JSON value; of an object the field <c>text</c>, if it has one, is the main text.</summary>
    Fields,

    /// <summary>Sound, a blob: it can be joined, saved and put somewhere, but has no text.</summary>
    Sound,
}
