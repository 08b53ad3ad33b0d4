namespace Pressrun.Model;

/// <summary>A reply as its adapter reads it: what stages and gates work with.</summary>
/// <param name="Text">The text; empty where the answer is a blob.</param>
/// <param name="Blob">The binary result, such as audio; null where the answer is text.</param>
public sealed record Answer(string Text, Blob? Blob = null)
{
    /// <summary>Whether the provider cut the answer off at its length limit.</summary>
    public bool IsTruncated { get; init; }

    /// <summary>Why the model would not answer, in its words; null if it did.</summary>
    public string? Declined { get; init; }
}
