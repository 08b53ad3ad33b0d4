using System.Globalization;
using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Victim;

/// <summary>Asks with everything it was given in the question, and again with the answer.</summary>
internal sealed class Question(string stage, IReadOnlyList<string> needs, int turns, TimeSpan timeout) : Verb
{
    private const int LargeEvery = 20;

    public override string Fingerprint => string.Create(CultureInfo.InvariantCulture, $"question/1 {stage} {turns}");

    public override async Task<Output> RunAsync(StageContext context)
    {
        var text = string.Join(' ', needs.SelectMany(context.Inputs).Select(output => output.Text));
        for (var turn = 0; turn < turns; turn++)
        {
            var question = $"{stage} {context.Part?.Text} {text} {context.Notes}";
            if (stage == "draft" && context.Item.Ordinal % LargeEvery == 0)
            {
                question = Padding.Add(question);
            }

            var answer = await context.CallAsync(new("wire", "model", question) { Timeout = timeout, Tries = 10 });
            text = $"{stage}({answer.Text})";
        }

        return Output.Of(text);
    }
}
