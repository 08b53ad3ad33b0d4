using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>Wants half of all results better, once.</summary>
internal sealed class Half : Gate
{
    public Half() => (Revise, Else) = (1, Then.Keep);

    public override string Fingerprint => "half/1";

    public override bool IsFree => true;

    public override Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var mark = Convert.ToInt32(output.Hash[..1], 16);
        return Task.FromResult(new Judgement(mark >= 8, $"better than {output.Text}", mark / 15.0));
    }
}
