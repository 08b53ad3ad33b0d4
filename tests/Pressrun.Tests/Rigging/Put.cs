using Pressrun.Model;
using Pressrun.Stages;

namespace Pressrun.Tests.Rigging;

/// <summary>Saves a result by a call to a desk.</summary>
internal sealed class Put(string name, string desk = "desk") : Save
{
    public override string Fingerprint => name;

    public override async Task SaveAsync(StageContext context, Output output) =>
        await context.CallAsync(new(desk, "file", $"{name}|{context.Item.Key}|{output.Text ?? output.Hash}"));
}
