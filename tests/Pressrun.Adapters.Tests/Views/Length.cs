using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>Is never content with a dull item: it is revised once, then waits for a person.</summary>
internal sealed class Length : Gate
{
    public Length() => (Revise, Else) = (1, Then.Review);

    public override string Fingerprint => "length/1";

    public override bool IsFree => true;

    public override Task<Judgement> JudgeAsync(StageContext context, Output output) =>
        Task.FromResult(context.Item.Key.StartsWith("dull", StringComparison.Ordinal)
            ? new Judgement(IsPassed: false, "too dull", Score: 3)
            : new Judgement(IsPassed: true));
}
