using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Pipelines.Gates;

/// <summary>A rule over a result's text: pure and free.</summary>
/// <param name="fingerprint">Everything that determines the judgement: the rule as written and what it reads.</param>
/// <param name="judge">Judges.</param>
internal sealed class RuleGate(string fingerprint, Func<StageContext, Output, Task<Judgement>> judge) : Gate
{
    /// <inheritdoc/>
    public override string Fingerprint => fingerprint;

    /// <inheritdoc/>
    public override bool IsFree => true;

    /// <inheritdoc/>
    public override Task<Judgement> JudgeAsync(StageContext context, Output output) => judge(context, output);
}
