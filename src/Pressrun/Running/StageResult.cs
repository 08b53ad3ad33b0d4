using Pressrun.Model;

namespace Pressrun.Running;

/// <summary>What came of a stage for an item or a part: outputs, or the reason why there are none.</summary>
internal sealed record StageResult(IReadOnlyList<Output> Outputs, Halt? Halt = null)
{
    public static StageResult Of(Output output) => new([output]);

    public static StageResult Of(Halt halt) => new([], halt);
}
