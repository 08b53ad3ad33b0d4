using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Benchmarks;

/// <summary>One call, its answer as the result.</summary>
internal sealed class Echo(string? needed = null, string prompt = "") : Verb
{
    public override string Fingerprint => "echo/1" + prompt;

    public override async Task<Output> RunAsync(StageContext context)
    {
        var question = needed is null ? context.Item.Input : context.Inputs(needed)[0].Text!;
        return Output.Of((await context.CallAsync(new(InstantProvider.Name, "model", prompt + question))).Text);
    }
}
