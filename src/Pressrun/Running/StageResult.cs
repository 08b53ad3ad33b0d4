using Pressrun.Calling;
using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>What came of a stage for an item or a part: outputs, or the reason why there are none.</summary>
internal sealed record StageResult(IReadOnlyList<Output> Outputs, Halt? Halt = null)
{
    /// <summary>A stage over the batch that would have had to ask, and was not selected.</summary>
    public static StageResult Resting { get; } = new([]) { IsResting = true };

    private bool IsResting { get; init; }

    public static StageResult Of(Output output) => new([output]);

    public static StageResult Of(Halt halt) => new([], halt);

    /// <summary>Whatever needs the result of a stage that rests must rest too.</summary>
    public void ThrowIfResting(string stage)
    {
        if (IsResting)
        {
            throw new RestException(stage);
        }
    }
}
