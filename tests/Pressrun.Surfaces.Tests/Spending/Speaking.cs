using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Surfaces.Tests.Spending;

/// <summary>Asks for a voice.</summary>
/// <param name="voice">Which.</param>
internal sealed class Speaking(string voice) : Verb
{
    public override string Fingerprint => $"speaking/{voice}";

    public override async Task<Output> RunAsync(StageContext context) => Output.Of((await context.CallAsync(
        new("openai", "tts-1", $"{voice} says {context.Item.Key}"))).Text);
}
