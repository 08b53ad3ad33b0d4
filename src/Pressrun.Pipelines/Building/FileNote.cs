using Pressrun.Pipelines.Files;

namespace Pressrun.Pipelines.Building;

/// <summary>Something in a right file that is not as it was probably meant.</summary>
/// <param name="At">Where it stands.</param>
/// <param name="Message">What there is to know, with the way out.</param>
public sealed record FileNote(Position At, string Message)
{
    /// <summary>Place and message: <c>p.yaml:7:12: limit `5/min` is written twice</c>.</summary>
    public override string ToString() => $"{At}: {Message}";
}
