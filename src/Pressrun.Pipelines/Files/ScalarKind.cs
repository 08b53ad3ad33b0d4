namespace Pressrun.Pipelines.Files;

/// <summary>What a single value is meant as: only what is not quoted can be other than text.</summary>
internal enum ScalarKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary>A number as JSON writes it.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,
}
