using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>Has a dull item revised once.</summary>
internal sealed class Liveliness : Gate
{
    public Liveliness() => Revise = 1;

    public override string Fingerprint => "liveliness/1";

    public override bool IsFree => true;

    public override Task<Judgement> JudgeAsync(StageContext context, Output output) => Task.FromResult(
        context.Item.Key.StartsWith("dull", StringComparison.Ordinal)
        && !output.Text!.Contains("livelier", StringComparison.Ordinal)
            ? new Judgement(IsPassed: false, "livelier")
            : new Judgement(IsPassed: true));
}
