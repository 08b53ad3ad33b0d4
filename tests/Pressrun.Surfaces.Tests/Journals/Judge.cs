using System.Globalization;
using System.Text.Json;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>A gate that asks a model for its score; the pipeline file has no such gate yet.</summary>
internal sealed class Judge : Gate
{
    private const double Least = 0.8;

    public Judge() => (Revise, Else) = (1, Then.Keep);

    public override string Fingerprint => "judge/1 claude-haiku-5-5";

    public override bool IsFree => false;

    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        var content = $$"""{"judge":{{JsonSerializer.Serialize(output.Text)}}}""";
        var answer = await context.CallAsync(new("anthropic", "claude-haiku-5-5", content) { Purpose = "judge" });
        var score = double.Parse(answer.Text, CultureInfo.InvariantCulture);
        return new(score >= Least, score >= Least ? "" : "livelier", score);
    }
}
