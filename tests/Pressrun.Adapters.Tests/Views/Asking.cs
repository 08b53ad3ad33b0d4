using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Adapters.Tests.Views;

/// <summary>Asks once, about the item, the part and what the gate wants better.</summary>
internal sealed class Asking(string what) : Verb
{
    public override string Fingerprint => what;

    public override async Task<Output> RunAsync(StageContext context) =>
        Output.Of((await context.CallAsync(
            new("odd", "m", $"{what} {context.Item.Key} {context.Part?.Number} {context.Notes}"))).Text);
}
