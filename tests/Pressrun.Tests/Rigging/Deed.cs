using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Tests.Rigging;

/// <summary>A verb from a function.</summary>
internal sealed class Deed(string fingerprint, Func<StageContext, Task<string>> make) : Verb
{
    public override string Fingerprint => fingerprint;

    /// <summary>Asks once, with everything it sees in the prompt, and returns the answer.</summary>
    public static Deed Asks(string prompt, string desk = "desk", params IReadOnlyList<string> needs) =>
        new(prompt, async context =>
        {
            var seen = needs.SelectMany(context.Inputs).Select(output => output.Text);
            var content = string.Join('|', [
                prompt, context.Item.Key, context.Item.Input, context.Part?.Text, context.Previous?.Text,
                context.Notes, .. seen]);
            return (await context.CallAsync(new(desk, "m", content))).Text;
        });

    /// <summary>Makes text without asking anybody.</summary>
    public static Deed Makes(string fingerprint, Func<StageContext, string> make) =>
        new(fingerprint, context => Task.FromResult(make(context)));

    public override async Task<Output> RunAsync(StageContext context) => Output.Of(await make(context));
}
