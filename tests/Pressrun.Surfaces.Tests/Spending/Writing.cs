using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>Asks for a script, and once more if the answer has the wrong form.</summary>
internal sealed class Writing : Verb
{
    public override string Fingerprint => "writing/1";

    public override async Task<Output> RunAsync(StageContext context)
    {
        while (true)
        {
            var answer = await context.CallAsync(
                new("openai", "gpt-6.1-sol", $"script of {context.Item.Key} {context.Notes}"));
            if (!answer.Text.StartsWith("bad", StringComparison.Ordinal))
            {
                return Output.Of(answer.Text);
            }

            context.DrawAgain();
        }
    }
}
