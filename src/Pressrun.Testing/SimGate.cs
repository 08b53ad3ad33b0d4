using System.Globalization;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Testing;

/// <summary>A gate whose judgement is a pure function of what it judges; some ask a judge first.</summary>
internal sealed class SimGate(string name, string? judge, int strictness) : Gate
{
    public override string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"{name} {judge} {strictness}");

    public override bool IsFree => judge is null;

    public static SimGate Draw(string stage, Draws draws, string provider)
    {
        var judge = draws.Chance("asks", 0.4) ? provider : null;
        return new(stage + draws.Int("name", 0, 9999).ToString(CultureInfo.InvariantCulture), judge,
            draws.Int("strictness", 0, 8))
        {
            Revise = draws.Of<int?>("revise", null, 0, 1, 3),
            Else = draws.Of<Then?>("else", null, Then.Fail, Then.Review, Then.Keep, Then.Skip),
        };
    }

    public override async Task<Judgement> JudgeAsync(StageContext context, Output output)
    {
        if (judge is not null)
        {
            await context.CallAsync(new(judge, "judge", $"judge {name} {output.Hash}") { Purpose = "judge" });
        }

        var mark = output.Hash[0] is >= '0' and <= '9' ? output.Hash[0] - '0' : output.Hash[0] - 'a' + 10;
        return new(mark >= strictness, $"better than {output.Hash[..4]}", mark / 15.0);
    }
}
