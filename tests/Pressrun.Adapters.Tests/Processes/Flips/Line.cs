using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Adapters.Tests.Processes.Flips;

/// <summary>Asks once, with all it is given in the question, and hands on what it got: a text, or a blob.</summary>
internal sealed class Line(string stage, string? need = null) : Verb
{
    public override string Fingerprint => $"line/1 {stage}";

    public override async Task<Output> RunAsync(StageContext context)
    {
        var given = new List<string>();
        foreach (var input in need is null ? [] : context.Inputs(need))
        {
            given.Add(await context.ReadTextAsync(input));
        }

        var item = context.Item;
        var question = string.Join(
            ' ', [stage, item.Title, item.Input, context.Part?.Text, context.Notes, .. given]);
        var answer = await context.CallAsync(new("answers", "model", question));
        return answer.Blob is { } blob ? Output.Of(blob) : Output.Of(answer.Text);
    }
}
